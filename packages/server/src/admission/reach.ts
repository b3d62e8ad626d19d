import { ParaphError } from '@paraph/core/errors';
import type { TokenScope } from '@paraph/core/signing';
import type { Organisation } from '../organisation/organisation.js';
import type { ViewEntry } from '../storage/storage.js';
import type { Principal } from './principal.js';

/** What someone asks for, as far as scopes know it. */
export interface Reached {
  readonly programme?: string | undefined;
  readonly session?: string | undefined;
  readonly enrolment?: string | undefined;
}

const outside = (what: string) => new ParaphError('scope', `This ${what} is not yours to see or to sign.`);

/**
 * Holds what is asked for against the token's scope.
 *
 * @throws {@link ParaphError} `scope`
 */
export function checkScope(scope: TokenScope, reached: Reached): void {
  for (const name of ['programme', 'session', 'enrolment'] as const)
    if (scope[name] !== undefined && scope[name] !== reached[name])
      throw new ParaphError('scope', `The token reaches only one ${name}, and not this.`);
}

/** The last version of something in the plan. */
export async function planned(organisation: Organisation, kind: string, of: string): Promise<ViewEntry> {
  const entry = await organisation.storage.entry({ kind, of });
  if (!entry) throw new ParaphError('not-found', `There is no ${kind} ${of} here.`);
  return entry;
}

/** A session that this person may see as trainer or manager. */
export async function reachSession(organisation: Organisation, principal: Principal, session: string): Promise<ViewEntry> {
  const mine = principal.people.some(({ of }) => of === session);
  // A trainer of other sessions doesn't learn whether this one exists.
  if (principal.role !== 'manager' && !mine) throw outside('half-day');
  const entry = await planned(organisation, 'session', session);
  checkScope(principal.scope, { programme: entry.programme, session });
  return entry;
}

/** An enrolment that this person is, or manages. */
export async function reachEnrolment(organisation: Organisation, principal: Principal, enrolment: string): Promise<ViewEntry> {
  const mine = principal.people.some(({ of }) => of === enrolment);
  if (principal.role !== 'manager' && !mine) throw outside('enrolment');
  const entry = await planned(organisation, 'enrolment', enrolment);
  checkScope(principal.scope, { programme: entry.programme, enrolment });
  return entry;
}

/** A programme that this person manages. */
export async function reachProgramme(organisation: Organisation, principal: Principal, programme: string): Promise<ViewEntry> {
  const entry = await planned(organisation, 'programme', programme);
  checkScope(principal.scope, { programme });
  return entry;
}
