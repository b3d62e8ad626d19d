import type { ParaphError } from '@paraph/core/errors';
import type { TokenRole } from '@paraph/core/signing';
import type { Principal } from '../admission/principal.js';
import type { Endpoint } from '../endpoint.js';
import type { Organisation } from '../organisation/organisation.js';

/** Who may call a route: everybody; those whom a token or a permit identifies; or tokens of these roles. */
export type Access = 'public' | 'permit' | readonly TokenRole[];

/** What a token of a role may reach by a route; held against its scope and its person by the route. */
export type Scope = 'none' | 'own' | 'session' | 'programme' | 'enrolment' | 'campaign' | 'record';

/** One row of the table of routes, as it is published: OpenAPI and the access tests are derived from it. */
export interface RouteRow {
  readonly method: 'get' | 'post';
  /** Below `/o/<slug>/`, with `:names`. */
  readonly path: string;
  readonly access: Access;
  readonly scope: Scope;
  /** For POST: media types that it takes, and the most bytes. */
  readonly body?: { readonly accepts: readonly string[]; readonly limit: number };
  /** One line, for the reference. */
  readonly summary: string;
  /** Media type of a good answer. */
  readonly answers: string;
}

/** A row with what answers it. */
export interface Route extends RouteRow {
  readonly handle: (call: Call) => Promise<Response> | Response;
}

/** One request to an organisation's endpoint. */
export interface Call {
  readonly request: Request;
  readonly url: URL;
  readonly params: Readonly<Record<string, string>>;
  readonly endpoint: Endpoint;
  readonly organisation: Organisation;
  /** Who asks; undefined on public routes, and where only a permit came. */
  readonly principal: Principal | undefined;
  /** Why the token that came was not taken, on a route that a permit opens by itself. */
  readonly refused?: ParaphError;
}

/** Who asks, on routes that need a token: there is one, or the route was not reached. */
export function principalOf({ principal }: Call): Principal {
  if (!principal) throw new TypeError('A route that needs a token was reached without one.');
  return principal;
}
