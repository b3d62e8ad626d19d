import { ParaphError } from '@paraph/core/errors';
import type { Digest, Identifier } from '@paraph/core/model';
import type { PlanAnswer, PlanDocument, PlannedIdentifiers, PlanProgramme, PlanSession } from '@paraph/core/wire';
import { derivedIdentifier } from '../admission/derived-identifier.js';
import type { Organisation } from '../organisation/organisation.js';
import { instantOf } from './local-time.js';
import { PlanPeople } from './plan-people.js';
import { PlanStatements } from './plan-statements.js';
import { printedSession } from './printed-session.js';

type Mutable<T> = { [K in keyof T]: { -readonly [Name in keyof T[K]]: T[K][Name] } };
type Answer = Mutable<Omit<PlannedIdentifiers, 'id'>>;

/** What the parts of one programme's plan are made with. */
interface InProgramme {
  readonly organisation: Organisation;
  readonly plan: PlanProgramme;
  readonly programme: Identifier;
  readonly programmeAct: Digest;
  readonly into: PlanStatements;
  readonly people: PlanPeople;
  readonly answer: Answer;
}

/**
 * Brings a plan in: what is new or changed becomes records of the organisation's own, in one go; what says the same stays.
 * The same plan twice changes nothing.
 *
 * @param asked `by`: who asked for it, as the records say it
 * @throws A {@link ParaphError} `statement`, with the path, when a part doesn't fit; then nothing is kept
 */
export function importPlan(
  organisation: Organisation,
  plan: PlanDocument,
  asked: { readonly by: string },
): Promise<PlanAnswer> {
  return organisation.alone(() => bringIn(organisation, plan, asked));
}

async function bringIn(
  organisation: Organisation,
  plan: PlanDocument,
  { by }: { readonly by: string },
): Promise<PlanAnswer> {
  const into = new PlanStatements(organisation, by);
  const people = new PlanPeople(organisation);
  const programmes: Record<string, PlannedIdentifiers> = {};
  for (const one of plan.programmes) programmes[one.id] = await importProgramme(one, { organisation, into, people });
  await organisation.seal(into.statements);
  return { ...into.counts, programmes };
}

type Around = Pick<InProgramme, 'organisation' | 'into' | 'people'>;

async function importProgramme(plan: PlanProgramme, around: Around): Promise<PlannedIdentifiers> {
  const { organisation, into } = around;
  const answer: Answer = { sessions: {}, enrolments: {}, campaigns: {} };
  const programme = derivedIdentifier(organisation.id, 'programme', plan.id);
  const sessions = plan.sessions ?? [];
  const programmeAct = await into.put(
    { kind: 'programme', of: programme },
    {
      about: { programme },
      reference: plan.id,
      title: plan.title,
      provider: plan.provider ?? { name: organisation.options.name },
      languages: Object.keys(plan.title),
      modality: plan.modality ?? 'in-person',
      plannedMinutes: plan.plannedMinutes ?? sessions.reduce((sum, session) => sum + minutesOf(session), 0),
      policy: { approval: 'none', requirements: requirementsOf(organisation, plan) },
    },
  );
  const part: InProgramme = { ...around, plan, programme, programmeAct, answer };
  for (const session of sessions) await importSession(session, part);
  await importEnrolments(part);
  await importSurveys(part);
  await importHistory(part);
  return { id: programme, ...answer };
}

async function importSession(
  session: PlanSession,
  { organisation, plan, programme, programmeAct, into, people, answer }: InProgramme,
): Promise<void> {
  const id = sessionIdentifier(organisation, plan, session.id);
  answer.sessions[session.id] = id;
  const { zone } = session;
  const [start, end] = [at(session.start, zone), at(session.end, zone)];
  const { opensBefore = 15, closesAfter = 30, lateAfter = 10_080 } = session;
  const after = (instant: string, minutes: number) => new Date(Date.parse(instant) + minutes * 60_000).toISOString();
  const modality =
    session.modality ?? (session.link === undefined && plan.modality !== 'remote' ? 'in-person' : 'remote');
  const halfDay = halfDayOf(session.start);
  const trainers = [];
  for (const { id: subject, name } of session.trainers)
    trainers.push({ person: await people.person(subject, 'trainer'), name, subject });
  await into.put(
    { kind: 'session', of: id },
    {
      about: { programme, session: id },
      relies: [programmeAct],
      reference: session.id,
      printed: printedSession({
        ...{ programme: plan.title, title: session.title, start, end, zone, halfDay, place: session.place },
        ...{ trainers: session.trainers.map(({ name }) => name), remote: modality === 'remote' },
      }),
      schedule: { start, end, zone },
      halfDay,
      minutes: minutesOf(session),
      modality,
      ...(session.link === undefined ? {} : { link: session.link }),
      trainers,
      window: {
        from: after(start, -opensBefore),
        until: after(end, closesAfter),
        lateUntil: after(end, Math.max(lateAfter, closesAfter)),
      },
      asks: { attendance: session.asksAttendance ?? true, place: false },
    },
  );
}

async function importEnrolments({
  organisation,
  plan,
  programme,
  programmeAct,
  into,
  people,
  answer,
}: InProgramme): Promise<void> {
  for (const { id: subject, name, language, status = 'enrolled', expected } of plan.enrolments ?? []) {
    const { enrolment, learner } = await people.enrolment(subject, programme);
    answer.enrolments[subject] = enrolment;
    await into.put(
      { kind: 'enrolment', of: enrolment },
      {
        about: { programme, enrolment, learner },
        relies: [programmeAct],
        learner: { name, subject },
        status,
        expected: expected?.map((session) => sessionIdentifier(organisation, plan, session)) ?? 'all',
        ...(language === undefined ? {} : { language }),
      },
    );
  }
}

async function importSurveys({
  organisation,
  plan,
  programme,
  programmeAct,
  into,
  answer,
}: InProgramme): Promise<void> {
  for (const { id, title, introduction, questions, opens, closes } of plan.surveys ?? []) {
    const instrument = derivedIdentifier(organisation.id, 'instrument', plan.id, id);
    const campaign = campaignIdentifier(organisation, plan, id);
    answer.campaigns[id] = campaign;
    const instrumentAct = await into.put(
      { kind: 'instrument', of: instrument },
      { about: { instrument }, reference: id, title, ...(introduction ? { introduction } : {}), questions },
    );
    await into.put(
      { kind: 'campaign', of: campaign },
      {
        about: { programme, campaign, instrument },
        relies: [instrumentAct, programmeAct],
        reference: id,
        stakeholder: 'learner',
        anonymous: false,
        asked: (plan.enrolments ?? []).filter(({ status }) => status !== 'left').length,
        opens: new Date(opens).toISOString(),
        closes: new Date(closes).toISOString(),
      },
    );
  }
}

async function importHistory({ organisation, plan, programme, into, people }: InProgramme): Promise<void> {
  for (const { system, file, digest, zone, marks } of plan.history ?? []) {
    for (const subject of new Set(marks.map(({ learner }) => learner))) {
      const { enrolment, learner } = await people.enrolment(subject, programme);
      await into.put(
        { kind: 'import', of: `${digest} ${file}`, by: enrolment },
        {
          about: { programme, enrolment, learner },
          source: { system, file, digest, zone },
          marks: marks
            .filter((mark) => mark.learner === subject)
            .map(({ session, text, state, remark }) => ({
              ...{ session: sessionIdentifier(organisation, plan, session), text, state },
              ...(remark === undefined ? {} : { remark }),
            })),
        },
      );
    }
  }
}

function requirementsOf(organisation: Organisation, plan: PlanProgramme): object[] {
  const asked = plan.requirements ?? [{ id: 'half-days-signed', ratio: '1' }];
  return asked.map((one) =>
    one.id === 'survey-answered' && one.campaign !== undefined && !one.campaign.startsWith('urn:uuid:')
      ? { ...one, campaign: campaignIdentifier(organisation, plan, one.campaign) }
      : one,
  );
}

// A plan's names for its parts are its own: two programmes may both have a half-day "1".
const sessionIdentifier = (organisation: Organisation, plan: PlanProgramme, id: string): Identifier =>
  derivedIdentifier(organisation.id, 'session', plan.id, id);
const campaignIdentifier = (organisation: Organisation, plan: PlanProgramme, id: string): Identifier =>
  derivedIdentifier(organisation.id, 'campaign', plan.id, id);

const minutesOf = ({ start, end, zone }: PlanSession): number =>
  Math.round((Date.parse(at(end, zone)) - Date.parse(at(start, zone))) / 60_000);

function halfDayOf(start: string): 'morning' | 'afternoon' | 'evening' {
  const hour = Number(start.slice(11, 13));
  return hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening';
}

function at(local: string, zone: string): string {
  try {
    return instantOf(local, zone);
  } catch (cause) {
    throw new ParaphError(
      'statement',
      `A local time such as 2026-11-24T09:00 in an IANA zone was expected, not ${local} in ${zone}.`,
      {
        path: '$.start',
        cause,
      },
    );
  }
}
