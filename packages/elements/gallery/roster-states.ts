import type { Method } from '@paraph/core/model';
import type { Roster } from '@paraph/core/wire';
import type { ParaphPad } from '@paraph/elements';
import * as cast from './cast.js';
import { drawnName } from './drawn-names.js';
import { type FixtureServer, rootOverActs } from './fixture-server.js';
import { type GalleryState, type Stage, until } from './show-state.js';

const element = 'paraph-roster';

/** A class of 30, of whom so many have signed. */
export async function rosterOf({
  signed,
  late = 0,
  closed = false,
}: {
  signed: number;
  late?: number;
  closed?: boolean;
}): Promise<Roster> {
  const lines = (await cast.enrolments).map(({ act, statement }, at): Roster['lines'][number] => {
    const { enrolment, learner } = statement.about as {
      enrolment: `urn:uuid:${string}`;
      learner: `urn:uuid:${string}`;
    };
    const line = { enrolment, learner, name: statement.learner.name };
    if (at >= signed + late) return { ...line, state: 'expected' };
    const received = new Date(cast.now - 1_800_000 + at * 47_000).toISOString();
    const methods: Method[] = [
      { by: 'drawn', ink: drawnName(at) } as Method,
      { by: 'drawn', ink: drawnName(at) } as Method,
      { by: 'typed', name: line.name },
      { by: 'confirmed' },
    ];
    const method = methods[[0, 1, 2, 0, 1, 3, 0][at % 7] ?? 0] as Method;
    return { ...line, state: at < signed ? 'signed' : 'late', act, at: received, received, method };
  });
  const acts = lines.flatMap(({ act }) => (act === undefined ? [] : [act]));
  return {
    session: await cast.sessions.now,
    counts: { expected: lines.length, signed, late },
    lines,
    closes: { upTo: [{ log: cast.log, n: acts.length }], list: rootOverActs(acts) },
    ...(closed
      ? { closed: { act: acts[0] as `sha-256:${string}`, received: '2026-11-24T11:42:00.000Z', by: 'Nadia Lambert' } }
      : {}),
    time: new Date(cast.now).toISOString(),
  };
}

const trainer = (of: Parameters<typeof rosterOf>[0]) => (server: FixtureServer) => {
  server.role = 'trainer';
  server.roster = () => rosterOf(of);
};
const board = trainer({ signed: 21, late: 2 });

async function toClosing(stage: Stage): Promise<void> {
  await stage.until('board');
  await stage.click('[part=button]');
  await stage.until('closing');
}

async function close(stage: Stage): Promise<void> {
  await toClosing(stage);
  stage.find<ParaphPad>('paraph-pad').value = { by: 'typed', name: 'Nadia Lambert' };
  await stage.find<ParaphPad>('paraph-pad').updateComplete;
  await stage.click('[part=button]');
}

/** Every state of `<paraph-roster>`. */
export const rosterGallery: readonly GalleryState[] = [
  {
    element,
    state: 'empty',
    server: (server) => {
      server.role = 'trainer';
      server.changeAgenda = (agenda) => ({ ...agenda, leads: [] });
    },
  },
  { element, state: 'board', server: board },
  { element, state: 'board', variant: 'nobody', server: trainer({ signed: 0 }) },
  {
    element,
    state: 'board',
    variant: 'arriving',
    server: board,
    act: async (stage) => {
      await stage.until('board');
      await until(
        () => stage.server.requests.some((one) => one.endsWith('/events')),
        () => 'nobody follows',
      );
      await new Promise((resolve) => setTimeout(resolve, 30));
      stage.server.push(await rosterOf({ signed: 24, late: 2 }));
      await until(
        () => stage.element.renderRoot.querySelector('tr.new') !== null,
        () => 'nobody arrived',
      );
    },
  },
  {
    element,
    state: 'board',
    variant: 'lost',
    server: board,
    act: async (stage) => {
      await stage.until('board');
      await until(
        () => stage.server.requests.some((one) => one.endsWith('/events')),
        () => 'nobody follows',
      );
      await new Promise((resolve) => setTimeout(resolve, 30));
      stage.server.network = 'down';
      stage.server.drop();
      await until(
        () => stage.element.renderRoot.querySelector('.state.waiting') !== null,
        () => 'not lost',
      );
    },
  },
  { element, state: 'closing', server: board, act: toClosing },
  {
    element,
    state: 'closing',
    variant: 'manager',
    attributes: { session: cast.id(11) },
    server: (server) => {
      board(server);
      server.role = 'manager';
    },
    act: async (stage) => {
      await toClosing(stage);
      await stage.click('[part=button]');
    },
  },
  {
    element,
    state: 'signing',
    server: board,
    act: async (stage) => {
      await toClosing(stage);
      stage.server.network = 'hangs';
      stage.find<ParaphPad>('paraph-pad').value = { by: 'typed', name: 'Nadia Lambert' };
      await stage.click('[part=button]');
    },
  },
  {
    element,
    state: 'kept',
    server: board,
    act: async (stage) => {
      stage.server.refuses = 'unavailable';
      await close(stage);
    },
  },
  {
    element,
    state: 'refused',
    server: board,
    act: async (stage) => {
      stage.server.refuses = 'relies';
      await close(stage);
    },
  },
  { element, state: 'closed', server: board, act: close },
  { element, state: 'closed', variant: 'before', server: trainer({ signed: 26, late: 2, closed: true }) },
];
