import { ParaphError } from '@paraph/core/errors';
import type { Digest } from '@paraph/core/model';
import type { Organisation } from '../organisation/organisation.js';
import { readStored } from '../organisation/statements.js';
import type { StoredRecord } from '../storage/storage.js';
import type { Principal } from './principal.js';
import { checkScope } from './scope.js';

/** What everybody in a programme may read of its plan. */
const ofThePlan = new Set(['programme', 'session', 'campaign']);

/**
 * A record that this person may read: a learner's own and what it builds on, a trainer's half-days, a manager's programmes.
 *
 * @throws A {@link ParaphError} `not-found` or `scope`
 */
export async function reachRecord(
  organisation: Organisation,
  principal: Principal,
  act: string,
): Promise<StoredRecord> {
  const { role, people, person, scope } = principal;
  const record = await organisation.storage.record(act as Digest);
  const refused = new ParaphError('scope', 'This record is not yours to see.');
  if (!record) throw role === 'manager' ? new ParaphError('not-found', 'There is no such record here.') : refused;
  const { about } = readStored(record).statement;
  const one = (name: string) => (typeof about[name] === 'string' ? about[name] : undefined);
  const mine =
    role === 'manager' ||
    (person !== undefined && record.person === person) ||
    people.some(({ of, programme }) =>
      role === 'learner'
        ? of === one('enrolment') || (ofThePlan.has(record.kind) && programme === one('programme'))
        : of === one('session') || (record.kind === 'programme' && programme === one('programme')),
    );
  if (!mine) throw refused;
  checkScope(scope, { programme: one('programme'), session: one('session'), enrolment: one('enrolment') });
  return record;
}
