import { ParaphError } from '@paraph/core/errors';
import type { TokenRole } from '@paraph/core/signing';
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
    const identified = await identify(route, request, endpoint);
    const call: Call = { request, url, params, endpoint, organisation: endpoint.organisation, ...identified };
    return await route.handle(call);
  } catch (error) {
    if (!(error instanceof ParaphError) || error.code === 'internal' || error.code === 'storage') onError(error);
    return problem(error);
  }
}

async function identify(
  { access }: Route,
  request: Request,
  { principals }: Endpoint,
): Promise<Pick<Call, 'principal' | 'refused'>> {
  if (access === 'public') return { principal: undefined };
  const asked = principals.of(request.headers.get('authorization'));
  // A permit authorises by itself: an act that brings one isn't lost because the site's token has ended meanwhile.
  if (access === 'permit')
    return asked.then(
      (principal) => ({ principal }),
      (error: unknown) => {
        if (error instanceof ParaphError) return { principal: undefined, refused: error };
        throw error;
      },
    );
  const principal = await asked;
  if (!principal) throw new ParaphError('token', 'Sign in on the course page first: this needs a token.');
  if (!(access as readonly TokenRole[]).includes(principal.role))
    throw new ParaphError('role', `This is for ${access.join(' or ')}, and the token speaks for a ${principal.role}.`);
  return { principal };
}
