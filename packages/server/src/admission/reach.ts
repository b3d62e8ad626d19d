import { ParaphError } from '@paraph/core/errors';
import type { Organisation } from '../organisation/organisation.js';
import type { ViewEntry } from '../storage/storage.js';
import type { Principal } from './principal.js';
import { checkScope } from './scope.js';

const outside = (what: string) => new ParaphError('scope', `This ${what} is not yours to see or to sign.`);

/** The last version of something in the plan. */
export async function planned(organisation: Organisation, kind: string, of: string): Promise<ViewEntry> {
  const entry = await organisation.storage.entry({ kind, of });
  if (!entry) throw new ParaphError('not-found', `There is no ${kind} ${of} here.`);
  return entry;
}

/** A session that this person may see as trainer or manager. */
export async function reachSession(
  organisation: Organisation,
  principal: Principal,
  session: string,
): Promise<ViewEntry> {
  const mine = principal.people.some(({ of }) => of === session);
  // A trainer of other sessions doesn't learn whether this one exists.
  if (principal.role !== 'manager' && !mine) throw outside('half-day');
  const entry = await planned(organisation, 'session', session);
  checkScope(principal.scope, { programme: entry.programme, session });
  return entry;
}

/** An enrolment that this person is, or manages; `at` is the half-day that it is asked about, if it is about one. */
export async function reachEnrolment(
  organisation: Organisation,
  principal: Principal,
  enrolment: string,
  at: { readonly session?: string } = {},
): Promise<ViewEntry> {
  const mine = principal.people.some(({ of }) => of === enrolment);
  if (principal.role !== 'manager' && !mine) throw outside('enrolment');
  const entry = await planned(organisation, 'enrolment', enrolment);
  checkScope(principal.scope, { programme: entry.programme, enrolment, ...at });
  return entry;
}

/** A programme that this person manages. */
export async function reachProgramme(
  organisation: Organisation,
  principal: Principal,
  programme: string,
): Promise<ViewEntry> {
  const entry = await planned(organisation, 'programme', programme);
  checkScope(principal.scope, { programme });
  return entry;
}
