import type { Certificate } from '@paraph/core/model';
import type { ProgrammeLine, ProgrammeView } from '@paraph/core/wire';
import * as cast from './cast.js';
import type { FixtureServer } from './fixture-server.js';
import type { GalleryState, Stage } from './show-state.js';

const element = 'paraph-programme';

function lineOf(at: number, name: string): ProgrammeLine {
  const asked = 3;
  const signed = [3, 3, 2, 3, 3, 1, 3, 0][at % 8] ?? 0;
  const answered = at % 5 !== 3;
  const qualifies = signed === asked && answered;
  const hours: Certificate['hours'] = {
    plannedMin: 1_260,
    connectedMin: null,
    creditedMin: signed * 210,
    certifiedMin: qualifies ? signed * 210 : 0,
    rule: 'halfDays/1',
  };
  const certificate = {
    certificate: cast.certificateId,
    act: `sha-256:${'A'.repeat(43)}` as const,
    title: { en: 'Attestation of hours signed' },
    issued: '2026-11-24T08:10:00.000Z',
  };
  return {
    enrolment: cast.id(100 + at),
    learner: cast.id(200 + at),
    name,
    signed,
    asked,
    answered,
    qualifies,
    states: [
      {
        requirement: 'half-days-signed',
        state: signed === asked ? 'met' : signed > 0 ? 'partly' : 'missing',
        reason: `${signed} of ${asked} half-days signed on time`,
        done: signed,
        asked,
      },
      {
        requirement: 'survey-answered',
        state: answered ? 'met' : 'missing',
        reason: `${answered ? 1 : 0} of 1 surveys answered`,
        done: answered ? 1 : 0,
        asked: 1,
      },
    ],
    hours,
    ...(qualifies && at % 3 === 0 ? { certificate } : {}),
    imported: [
      { session: cast.id(15), text: 'P', state: 'present' },
      { session: cast.id(14), text: 'E', state: 'excused', remark: 'train' },
    ],
  };
}

/** A programme with so many learners. */
export async function programmeView(learners: number = cast.names.length): Promise<ProgrammeView> {
  const [now, yesterday, tomorrow, imported, longAgo] = await Promise.all([
    cast.sessions.now,
    cast.sessions.yesterday,
    cast.sessions.tomorrow,
    cast.sessions.imported,
    cast.sessions.longAgo,
  ]);
  const figures = { signed: 20, expected: learners };
  return {
    programme: await cast.programme,
    sessions: [
      { ...imported, state: 'imported', signed: 0, expected: learners },
      { ...longAgo, state: 'after', ...figures },
      { ...yesterday, state: 'late', ...figures },
      { ...now, state: 'open', ...figures },
      { ...tomorrow, state: 'before', signed: 0, expected: learners },
    ],
    campaigns: [await cast.campaign],
    importedFrom: ['Moodle'],
    lines: cast.names.slice(0, learners).map((name, at) => lineOf(at, name)),
    time: new Date(cast.now).toISOString(),
  };
}

const manager = (server: FixtureServer) => {
  server.role = 'manager';
  server.programmeView = () => programmeView();
};
const open = (name: string) => async (stage: Stage) => {
  await stage.until('overview');
  await stage.click(name);
};
const doing = (name: string, button: string, before: (server: FixtureServer) => void) => async (stage: Stage) => {
  await open(name)(stage);
  before(stage.server);
  await stage.click(button);
};
const json = (value: unknown) => () => new Response(JSON.stringify(value));

const [exporting, issuing] = ['.doing:last-child .button', '[part=button]'];
/** What a manager is asked before a certificate is issued: yes. */
const issue = (before: (server: FixtureServer) => void) => async (stage: Stage) => {
  await doing('Karim', issuing, before)(stage);
  await stage.until('confirming');
  await stage.click(issuing);
};

/** Every state of `<paraph-programme>`. */
export const programmeGallery: readonly GalleryState[] = [
  {
    element,
    state: 'empty',
    server: (server) => {
      manager(server);
      server.changeAgenda = (agenda) => ({ ...agenda, programmes: [] });
    },
  },
  {
    element,
    state: 'nobody',
    server: (server) => {
      manager(server);
      server.programmeView = () => programmeView(0);
    },
  },
  { element, state: 'overview', server: manager },
  { element, state: 'learner', server: manager, act: open('Karim Benali') },
  { element, state: 'learner', variant: 'not-yet', server: manager, act: open('Łukasz') },
  { element, state: 'learner', variant: 'issued', server: manager, act: open('Alice') },
  {
    element,
    state: 'overview',
    variant: 'no-survey',
    server: (server) => {
      manager(server);
      server.programmeView = async () => ({ ...(await programmeView()), campaigns: [] });
    },
  },
  { element, state: 'confirming', server: manager, act: doing('Karim', issuing, () => undefined) },
  {
    element,
    state: 'issuing',
    server: manager,
    act: issue((server) => {
      server.network = 'hangs';
    }),
  },
  {
    element,
    state: 'issued',
    server: manager,
    act: issue((server) => {
      server.answers['/certificate'] = json({ certificate: cast.certificateId, act: 'sha-256:A' });
      server.programmeView = async () => {
        const view = await programmeView();
        const certificate = view.lines[0]?.certificate;
        return {
          ...view,
          lines: view.lines.map((line) =>
            line.name.startsWith('Karim') && certificate !== undefined ? { ...line, certificate } : line,
          ),
        };
      };
    }),
  },
  {
    element,
    state: 'exporting',
    server: manager,
    act: doing('Karim', exporting, (server) => {
      server.network = 'hangs';
    }),
  },
  {
    element,
    state: 'exported',
    server: manager,
    act: doing('Karim', exporting, (server) => {
      // The gallery downloads nothing: the link is taken before the browser follows it.
      HTMLAnchorElement.prototype.click = () => undefined;
      server.answers['/dossier'] = json({ ticket: 'one', name: 'dossier-karim-benali.zip' });
    }),
  },
  {
    element,
    state: 'failed',
    server: manager,
    act: doing('Karim', exporting, (server) => {
      server.network = 'down';
    }),
  },
];
