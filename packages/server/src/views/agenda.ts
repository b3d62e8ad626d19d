import { ParaphError } from '@paraph/core/errors';
import { isExpected } from '@paraph/core/evidence';
import type {
  Attendance,
  Campaign,
  Digest,
  Enrolment,
  ImportedHistory,
  Instrument,
  Programme,
  Session,
} from '@paraph/core/model';
import type { Agenda, CampaignCard, Planned, SessionCard } from '@paraph/core/wire';
import type { Principal } from '../admission/principal.js';
import type { Organisation } from '../organisation/organisation.js';
import { certificateCards } from './certificates.js';
import { plannedOf, plannedOne, timeOf } from './planned.js';
import type { AttendanceData, CampaignData, SessionData } from './rows.js';
import { sessionState } from './session-state.js';
import { sessionVersions, signatureStands } from './standing.js';

/**
 * What the person of a token can do now: half-days to sign or to lead, surveys to answer, certificates to fetch.
 *
 * @throws A {@link ParaphError} `scope` when nothing names the person here
 */
export async function agendaOf(organisation: Organisation, principal: Principal): Promise<Agenda> {
  const { person, role, subject, people, scope } = principal;
  if (!person)
    throw new ParaphError('scope', 'No enrolment and no half-day names you here yet. Ask whoever runs the course.');
  const empty = { programmes: [], sessions: [], leads: [], campaigns: [], certificates: [] };
  const base = { ...empty, person, name: subject, role, organisation: organisation.id, time: timeOf(organisation) };
  const inScope = people.filter(
    ({ programme, of }) =>
      (scope.programme ?? programme) === programme &&
      (role !== 'learner' || (scope.enrolment ?? of) === of) &&
      (role !== 'trainer' || (scope.session ?? of) === of),
  );
  if (role === 'learner')
    return {
      ...base,
      ...(await learning(
        organisation,
        inScope.map(({ of }) => of),
        scope.session,
      )),
    };
  if (role === 'trainer') {
    const entries = await Promise.all(inScope.map(({ of }) => organisation.storage.entry({ kind: 'session', of })));
    const leads = await plannedOf<Session>(
      organisation,
      entries.flatMap((entry) => entry ?? []),
    );
    const name =
      leads.flatMap(({ statement }) => statement.trainers).find((one) => one.person === person)?.name ?? subject;
    const programmes = await programmesOf(
      organisation,
      inScope.map(({ programme }) => programme),
    );
    return { ...base, name, programmes, leads: leads.sort(byStart) };
  }
  const entries = await organisation.storage.entriesOf('programme', {});
  const reached = entries.filter(({ of }) => (scope.programme ?? of) === of);
  return { ...base, programmes: await plannedOf<Programme>(organisation, reached) };
}

async function learning(
  organisation: Organisation,
  enrolments: readonly string[],
  session: string | undefined,
): Promise<Pick<Agenda, 'name' | 'programmes' | 'sessions' | 'campaigns' | 'certificates'>> {
  const parts = await Promise.all(enrolments.map((enrolment) => inEnrolment(organisation, enrolment)));
  const found = parts.flatMap((part) => part ?? []);
  return {
    name: found[0]?.enrolment.statement.learner.name ?? '',
    programmes: [...new Map(found.map(({ programme }) => [programme.act, programme])).values()],
    sessions: found
      .flatMap(({ sessions }) => sessions)
      .filter((card) => (session ?? card.session.statement.about.session) === card.session.statement.about.session)
      .sort((left, right) => byStart(left.session, right.session)),
    campaigns: found.flatMap(({ campaigns }) => campaigns),
    certificates: found.flatMap(({ certificates }) => certificates),
  };
}

interface EnrolmentPart extends Pick<Agenda, 'sessions' | 'campaigns' | 'certificates'> {
  readonly enrolment: Planned<Enrolment>;
  readonly programme: Planned<Programme>;
}

async function inEnrolment(organisation: Organisation, of: string): Promise<EnrolmentPart | undefined> {
  const { storage } = organisation;
  const enrolment = await plannedOne<Enrolment>(organisation, await storage.entry({ kind: 'enrolment', of }));
  const id = enrolment?.statement.about.programme;
  const programme =
    id && (await plannedOne<Programme>(organisation, await storage.entry({ kind: 'programme', of: id })));
  if (!enrolment || !programme) return undefined;
  const [sessions, campaigns, certificates] = await Promise.all([
    sessionCards(organisation, enrolment),
    campaignCards(organisation, { enrolment, programme }),
    certificateCards(organisation, of),
  ]);
  return { enrolment, programme, sessions, campaigns, certificates };
}

async function sessionCards(organisation: Organisation, enrolment: Planned<Enrolment>): Promise<SessionCard[]> {
  const { storage, statements } = organisation;
  const { programme, enrolment: by } = enrolment.statement.about;
  const [entries, closings, signed, imports] = await Promise.all([
    storage.entriesOf('session', { programme }),
    storage.entriesOf('closing', { programme }),
    storage.entriesOf('attendance', { by }),
    storage.entriesOf('import', { by }),
  ]);
  const closed = new Set(closings.map(({ of }) => of));
  const records = await statements.all(signed.map(({ act }) => act));
  const relied = [...records.values()].flatMap(({ statement }) => statement.relies ?? []);
  const versions = await sessionVersions(organisation, relied as Digest[]);
  const history = await plannedOf<ImportedHistory>(organisation, imports);
  const planned = new Map((await plannedOf<Session>(organisation, entries)).map((one) => [one.act, one]));
  const time = timeOf(organisation);
  return entries.flatMap((entry): SessionCard[] => {
    const session = planned.get(entry.act);
    if (!session) return [];
    const imported = importedMark(history, entry.of);
    const found = signed.find(({ of }) => of === entry.of);
    const relies = (found && records.get(found.act)?.statement.relies) ?? [];
    // Changed after signing: a new signature is asked for.
    const attendance = signatureStands({ relies }, session.statement, versions) ? found : undefined;
    // A half-day that asks nothing of this learner, and of which nothing is known, isn't on the agenda.
    if (!isExpected(session.statement, enrolment.statement) && !imported && !attendance) return [];
    const { at, late } = attendance ? (JSON.parse(attendance.data) as AttendanceData) : { at: '', late: false };
    const method = attendance && (records.get(attendance.act)?.statement as unknown as Attendance | undefined)?.method;
    return [
      {
        session,
        enrolment,
        state: sessionState(JSON.parse(entry.data) as SessionData, { time, closed: closed.has(entry.of) }),
        ...(attendance && method
          ? { recorded: { act: attendance.act, at, received: attendance.received, late, method } }
          : {}),
        ...(imported ? { imported } : {}),
      },
    ];
  });
}

function importedMark(history: readonly Planned<ImportedHistory>[], session: string): SessionCard['imported'] {
  for (const { statement } of history) {
    const mark = statement.marks.find((one) => one.session === session);
    if (mark) return { system: statement.source.system, mark };
  }
  return undefined;
}

async function campaignCards(
  organisation: Organisation,
  { enrolment, programme }: Pick<EnrolmentPart, 'enrolment' | 'programme'>,
): Promise<CampaignCard[]> {
  const entries = await organisation.storage.entriesOf('campaign', { programme: programme.statement.about.programme });
  const cards = await Promise.all(
    entries.map((entry) => campaignCard(organisation, { of: entry.of, enrolment, programme })),
  );
  return cards.flatMap((card) => card ?? []);
}

/** One survey as one learner sees it. */
export async function campaignCard(
  organisation: Organisation,
  { of, enrolment, programme }: Pick<EnrolmentPart, 'enrolment' | 'programme'> & { readonly of: string },
): Promise<CampaignCard | undefined> {
  const { storage } = organisation;
  const entry = await storage.entry({ kind: 'campaign', of });
  const campaign = await plannedOne<Campaign>(organisation, entry);
  const about = campaign?.statement.about.instrument ?? '';
  const instrument = await plannedOne<Instrument>(organisation, await storage.entry({ kind: 'instrument', of: about }));
  if (!entry || !campaign || !instrument) return undefined;
  const { opens, closes } = JSON.parse(entry.data) as CampaignData;
  const time = timeOf(organisation);
  const response = await storage.entry({ kind: 'response', of, by: enrolment.statement.about.enrolment });
  return {
    ...{ campaign, instrument, programme, enrolment },
    state: time < opens ? 'before' : time <= closes ? 'open' : 'after',
    ...(response ? { answered: { act: response.act, received: response.received } } : {}),
  };
}

async function programmesOf(organisation: Organisation, programmes: readonly string[]): Promise<Planned<Programme>[]> {
  const entries = await Promise.all(
    [...new Set(programmes)].map((of) => organisation.storage.entry({ kind: 'programme', of })),
  );
  return plannedOf<Programme>(
    organisation,
    entries.flatMap((entry) => entry ?? []),
  );
}

const byStart = (left: Planned<Session>, right: Planned<Session>): number =>
  left.statement.schedule.start < right.statement.schedule.start ? -1 : 1;
