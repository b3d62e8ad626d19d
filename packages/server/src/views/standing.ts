import { judgeEnrolment, type Standing } from '@paraph/core/evidence';
import type { Campaign, Enrolment, Programme, Session } from '@paraph/core/model';
import type { SealedRecord } from '@paraph/core/signing';
import type { Planned } from '@paraph/core/wire';
import type { Organisation } from '../organisation/organisation.js';
import { plannedOf, plannedOne } from './planned.js';

/** The plan of a programme, in force. */
export interface ProgrammePlan {
  readonly programme: Planned<Programme>;
  readonly sessions: readonly Planned<Session>[];
  readonly campaigns: readonly Planned<Campaign>[];
}

/** Reads the plan of a programme; undefined when there is none. */
export async function planOf(organisation: Organisation, of: string): Promise<ProgrammePlan | undefined> {
  const { storage } = organisation;
  const [programme, sessions, campaigns] = await Promise.all([
    storage.entry({ kind: 'programme', of }).then((entry) => plannedOne<Programme>(organisation, entry)),
    storage.entriesOf('session', { programme: of }).then((entries) => plannedOf<Session>(organisation, entries)),
    storage.entriesOf('campaign', { programme: of }).then((entries) => plannedOf<Campaign>(organisation, entries)),
  ]);
  sessions.sort((left, right) => (left.statement.schedule.start < right.statement.schedule.start ? -1 : 1));
  return programme && { programme, sessions, campaigns };
}

/** What the records prove of one enrolment, against the plan in force. */
export async function standingOf(
  organisation: Organisation,
  { plan, enrolment }: { readonly plan: ProgrammePlan; readonly enrolment: Enrolment },
): Promise<Standing & { readonly records: readonly SealedRecord[] }> {
  const records = await organisation.statements.stream(`enrolment:${enrolment.about.enrolment}`);
  const standing = judgeEnrolment({
    programme: plan.programme.statement,
    enrolment,
    sessions: plan.sessions.map(({ statement }) => statement),
    campaigns: plan.campaigns.map(({ statement }) => statement),
    records,
  });
  return { ...standing, records };
}
