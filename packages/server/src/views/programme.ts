import { ParaphError } from '@paraph/core/errors';
import { hoursOf, isExpected } from '@paraph/core/evidence';
import type { Enrolment, ImportedHistory } from '@paraph/core/model';
import type { Planned, ProgrammeLine, ProgrammeView } from '@paraph/core/wire';
import type { Organisation } from '../organisation/organisation.js';
import { certificateCards } from './certificates.js';
import { plannedOf, timeOf } from './planned.js';
import type { SessionData } from './rows.js';
import { sessionState } from './session-state.js';
import { type ProgrammePlan, planOf, standingOf } from './standing.js';

/**
 * A programme as its manager sees it: who has signed and answered, who qualifies and why not.
 *
 * @throws A {@link ParaphError} `not-found`
 */
export async function programmeView(organisation: Organisation, programme: string): Promise<ProgrammeView> {
  const { storage } = organisation;
  const plan = await planOf(organisation, programme);
  if (!plan) throw new ParaphError('not-found', `There is no programme ${programme} here.`);
  const entries = await storage.entriesOf('enrolment', { programme });
  const enrolments = await plannedOf<Enrolment>(organisation, entries);
  const enrolled = enrolments.filter(({ statement }) => statement.status === 'enrolled');
  const lines = await Promise.all(enrolled.map((one) => lineOf(organisation, { plan, enrolment: one })));
  return {
    programme: plan.programme,
    sessions: await sessionsOf(organisation, plan, enrolments),
    campaigns: plan.campaigns,
    importedFrom: [...new Set(lines.flatMap(({ systems }) => systems))],
    lines: lines.map(({ line }) => line).sort((left, right) => left.name.localeCompare(right.name, 'fr')),
    time: timeOf(organisation),
  };
}

async function lineOf(
  organisation: Organisation,
  { plan, enrolment }: { readonly plan: ProgrammePlan; readonly enrolment: Planned<Enrolment> },
): Promise<{ line: ProgrammeLine; systems: readonly string[] }> {
  const { statement } = enrolment;
  const standing = await standingOf(organisation, { plan, enrolment: statement });
  const imported = standing.records.flatMap((record) =>
    record.statement.kind === 'import' ? [record.statement as unknown as ImportedHistory] : [],
  );
  const certificate = (await certificateCards(organisation, statement.about.enrolment)).at(-1);
  const line: ProgrammeLine = {
    enrolment: statement.about.enrolment,
    learner: statement.about.learner,
    name: statement.learner.name,
    signed: standing.expected.filter(({ about }) => standing.signed.has(about.session)).length,
    asked: standing.expected.length,
    answered: standing.records.some((record) => record.statement.kind === 'response'),
    qualifies: standing.qualifies,
    states: standing.states,
    hours: hoursOf({
      programme: plan.programme.statement,
      credited: standing.credited,
    }),
    ...(certificate ? { certificate } : {}),
    imported: imported.flatMap(({ marks }) => marks),
  };
  return { line, systems: imported.map(({ source }) => source.system) };
}

async function sessionsOf(
  organisation: Organisation,
  plan: ProgrammePlan,
  enrolments: readonly Planned<Enrolment>[],
): Promise<ProgrammeView['sessions']> {
  const { storage } = organisation;
  const programme = plan.programme.statement.about.programme;
  const [entries, signed, closings] = await Promise.all([
    storage.entriesOf('session', { programme }),
    storage.entriesOf('attendance', { programme }),
    storage.entriesOf('closing', { programme }),
  ]);
  const data = new Map(entries.map((entry) => [entry.of, JSON.parse(entry.data) as SessionData]));
  const closed = new Set(closings.map(({ of }) => of));
  const time = timeOf(organisation);
  return plan.sessions.map((session) => {
    const of = session.statement.about.session;
    return {
      ...session,
      state: sessionState(data.get(of) as SessionData, { time, closed: closed.has(of) }),
      signed: signed.filter((one) => one.of === of).length,
      expected: enrolments.filter(({ statement }) => isExpected(session.statement, statement)).length,
    };
  });
}
