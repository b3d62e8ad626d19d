import { ParaphError } from '@paraph/core/errors';
import type { TokenRole } from '@paraph/core/signing';
import type { Principal } from '../admission/principal.js';
import type { Endpoint } from '../endpoint.js';
import { problem } from './respond.js';
import type { Call, Route } from './route.js';

export interface Served {
  readonly request: Request;
  readonly url: URL;
  readonly params: Readonly<Record<string, string>>;
  readonly endpoint: Endpoint;
  readonly onError: (error: unknown) => void;
}

/** Answers one request by its row of the table: finds out who asks, holds that against the row, and turns what is thrown into a problem. */
export async function serveRoute(route: Route, { request, url, params, endpoint, onError }: Served): Promise<Response> {
  try {
    const principal = await identify(route, request, endpoint);
    const call: Call = { request, url, params, endpoint, organisation: endpoint.organisation, principal };
    return await route.handle(call);
  } catch (error) {
    if (!(error instanceof ParaphError) || error.code === 'internal' || error.code === 'storage') onError(error);
    return problem(error);
  }
}

async function identify({ access }: Route, request: Request, { principals }: Endpoint): Promise<Principal | undefined> {
  if (access === 'public') return undefined;
  const authorization = request.headers.get('authorization');
  // An act that brings its permit needs no token; one that doesn't is identified by a token, if there is any.
  const principal = await principals.of(authorization);
  if (access === 'permit') return principal;
  if (!principal) throw new ParaphError('token', 'Sign in on the course page first: this needs a token.');
  if (!(access as readonly TokenRole[]).includes(principal.role))
    throw new ParaphError('role', `This is for ${access.join(' or ')}, and the token speaks for a ${principal.role}.`);
  return principal;
}
