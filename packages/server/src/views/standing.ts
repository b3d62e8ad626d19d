import { judgeEnrolment, type Standing, standsFor } from '@paraph/core/evidence';
import type { Campaign, Digest, Enrolment, Programme, Session } from '@paraph/core/model';
import type { SealedRecord } from '@paraph/core/signing';
import type { Planned } from '@paraph/core/wire';
import type { Organisation } from '../organisation/organisation.js';
import { plannedOf, plannedOne, timeOf } from './planned.js';

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
  const relied = records.flatMap(({ statement }) => (statement.kind === 'attendance' ? (statement.relies ?? []) : []));
  const standing = judgeEnrolment({
    programme: plan.programme.statement,
    enrolment,
    sessions: plan.sessions.map(({ statement }) => statement),
    campaigns: plan.campaigns.map(({ statement }) => statement),
    records,
    versions: await sessionVersions(organisation, relied as Digest[]),
    at: timeOf(organisation),
  });
  return { ...standing, records };
}

/** The versions of half-days among these acts. */
export async function sessionVersions(
  organisation: Organisation,
  acts: readonly Digest[],
): Promise<Map<Digest, Session>> {
  const versions = new Map<Digest, Session>();
  for (const [act, { statement }] of await organisation.statements.all([...new Set(acts)]))
    if (statement.kind === 'session') versions.set(act, statement as unknown as Session);
  return versions;
}

/** Whether a signature stands for the half-day as it holds now: see core's `standsFor`. */
export function signatureStands(
  { relies = [] }: { readonly relies?: readonly string[] },
  session: Session,
  versions: ReadonlyMap<Digest, Session>,
): boolean {
  return relies.some((act) => {
    const version = versions.get(act as Digest);
    return version !== undefined && standsFor(version, session);
  });
}
