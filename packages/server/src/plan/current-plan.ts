import { ParaphError } from '@paraph/core/errors';
import type { Campaign, Enrolment, Instrument, Programme, Session } from '@paraph/core/model';
import type { TokenScope } from '@paraph/core/signing';
import type { PlanDocument, PlanProgramme, PlanSession } from '@paraph/core/wire';
import type { Organisation } from '../organisation/organisation.js';
import { plannedOf } from '../views/planned.js';
import { localOf } from './local-time.js';

type Referenced<S> = S & { readonly reference?: string };

/** The plan in force, in the form in which plans come in. What other systems said (`history`) is not part of it. */
export async function currentPlan(organisation: Organisation, scope: TokenScope): Promise<PlanDocument> {
  if (scope.session !== undefined || scope.enrolment !== undefined)
    throw new ParaphError('scope', 'The token reaches only a part of a programme.');
  const entries = await organisation.storage.entriesOf('programme', {});
  const reached = entries.filter(({ of }) => (scope.programme ?? of) === of);
  const programmes = await plannedOf<Referenced<Programme>>(organisation, reached);
  return { programmes: await Promise.all(programmes.map(({ statement }) => programmeOf(organisation, statement))) };
}

async function programmeOf(organisation: Organisation, statement: Referenced<Programme>): Promise<PlanProgramme> {
  const { programme } = statement.about;
  const read = async <S>(kind: string) => {
    const entries = await organisation.storage.entriesOf(kind, { programme });
    return (await plannedOf<Referenced<S>>(organisation, entries)).map((planned) => planned.statement);
  };
  const sessions = await read<Session>('session');
  const references = new Map(sessions.map((one) => [one.about.session, one.reference ?? one.about.session]));
  const { title, provider, modality, plannedMinutes, policy } = statement;
  return {
    id: statement.reference ?? programme,
    ...{ title, provider, modality, plannedMinutes, requirements: policy.requirements },
    sessions: sessions.map(sessionOf),
    enrolments: (await read<Enrolment>('enrolment')).map(({ learner, status, expected, language }) => ({
      ...{ id: learner.subject, name: learner.name, status },
      ...(expected === 'all' ? {} : { expected: expected.map((session) => references.get(session) ?? session) }),
      ...(language === undefined ? {} : { language }),
    })),
    surveys: await Promise.all((await read<Campaign>('campaign')).map((campaign) => surveyOf(organisation, campaign))),
  };
}

function sessionOf({
  about,
  reference,
  schedule,
  printed,
  trainers,
  window,
  modality,
  link,
  asks,
}: Referenced<Session>): PlanSession {
  const minutes = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 60_000);
  const lines = (name: 'title' | 'place') =>
    Object.fromEntries(Object.entries(printed).map(([language, one]) => [language, one[name]]));
  return {
    id: reference ?? about.session,
    title: lines('title'),
    start: localOf(schedule.start, schedule.zone),
    end: localOf(schedule.end, schedule.zone),
    zone: schedule.zone,
    trainers: trainers.map(({ subject, name }) => ({ id: subject, name })),
    place: lines('place'),
    ...(link === undefined ? {} : { link }),
    modality,
    opensBefore: minutes(window.from, schedule.start),
    closesAfter: minutes(schedule.end, window.until),
    lateAfter: minutes(schedule.end, window.lateUntil),
    asksAttendance: asks.attendance,
  };
}

async function surveyOf(organisation: Organisation, campaign: Referenced<Campaign>) {
  const entry = await organisation.storage.entry({ kind: 'instrument', of: campaign.about.instrument });
  const [instrument] = await plannedOf<Instrument>(organisation, entry ? [entry] : []);
  const { title = {}, introduction, questions = [] } = instrument?.statement ?? {};
  return {
    id: campaign.reference ?? campaign.about.campaign,
    title,
    ...(introduction ? { introduction } : {}),
    questions,
    opens: campaign.opens,
    closes: campaign.closes,
  };
}
