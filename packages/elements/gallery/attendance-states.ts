import { ParaphError } from '@paraph/core/errors';
import type { SessionCard } from '@paraph/core/wire';
import type { ParaphPad } from '@paraph/elements';
import * as cast from './cast.js';
import { drawnName } from './drawn-names.js';
import type { FixtureServer } from './fixture-server.js';
import { type GalleryState, type Stage, until } from './show-state.js';

const element = 'paraph-attendance';

/** Puts one half-day, and nothing else, on the learner's agenda. */
export async function onlySession(
  server: FixtureServer,
  session: keyof typeof cast.sessions,
  change: (card: SessionCard) => SessionCard = (card) => card,
) {
  const [enrolment] = await cast.enrolments;
  const card = change({
    session: await cast.sessions[session],
    enrolment: enrolment as NonNullable<typeof enrolment>,
    state: 'open',
  });
  server.changeAgenda = (agenda) => ({ ...agenda, sessions: [card] });
}

const draw = async (stage: Stage) => {
  await stage.element.updateComplete;
  stage.find<ParaphPad>('paraph-pad').value = { by: 'drawn', ink: drawnName(1) } as NonNullable<ParaphPad['value']>;
};

async function review(stage: Stage): Promise<void> {
  await stage.until('open');
  await draw(stage);
  await stage.click('[part=button]');
  await stage.until('review');
}

async function sign(stage: Stage): Promise<void> {
  await review(stage);
  await stage.click('[part=button]');
}

const recorded = (late: boolean) => ({
  act: 'sha-256:47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU' as const,
  at: '2026-11-23T12:34:00.000Z',
  received: '2026-11-23T12:34:02.000Z',
  late,
  method: { by: 'drawn' as const, ink: drawnName(1) } as NonNullable<SessionCard['recorded']>['method'],
});

/** Every state of `<paraph-attendance>`. */
export const attendanceGallery: readonly GalleryState[] = [
  {
    element,
    state: 'empty',
    server: (server) => {
      server.changeAgenda = (agenda) => ({ ...agenda, sessions: [] });
    },
  },
  { element, state: 'before', server: (server) => onlySession(server, 'tomorrow') },
  { element, state: 'open' },
  {
    element,
    state: 'open',
    variant: 'drawn',
    act: async (stage) => {
      await stage.until('open');
      await draw(stage);
    },
  },
  {
    element,
    state: 'open',
    variant: 'missing',
    act: async (stage) => {
      await stage.until('open');
      await stage.click('[part=button]');
    },
  },
  { element, state: 'overdue', server: (server) => onlySession(server, 'yesterday') },
  { element, state: 'no-storage', storage: 'none' },
  { element, state: 'review', act: review },
  {
    element,
    state: 'review',
    variant: 'typed',
    act: async (stage) => {
      await stage.until('open');
      stage.find<ParaphPad>('paraph-pad').value = { by: 'typed', name: 'Alice Martin' };
      await stage.click('[part=button]');
    },
  },
  {
    element,
    state: 'signing',
    act: async (stage) => {
      await review(stage);
      stage.server.network = 'hangs';
      await stage.click('[part=button]');
    },
  },
  {
    element,
    state: 'review',
    variant: 'no-leave',
    act: async (stage) => {
      stage.server.answers.permits = () =>
        Promise.reject(new ParaphError('unavailable', 'The server cannot be reached.'));
      await review(stage);
      await stage.click('[part=button]');
      await until(
        () => stage.element.renderRoot.querySelector('.state.waiting') !== null,
        () => 'it is not said',
      );
    },
  },
  {
    element,
    state: 'kept',
    act: async (stage) => {
      await review(stage);
      stage.server.refuses = 'unavailable';
      await stage.click('[part=button]');
    },
  },
  {
    element,
    state: 'kept',
    variant: 'signed-out',
    act: async (stage) => {
      stage.server.refuses = 'unidentified';
      await sign(stage);
    },
  },
  { element, state: 'recorded', act: sign },
  {
    element,
    state: 'late',
    act: async (stage) => {
      stage.server.late = true;
      await sign(stage);
    },
  },
  {
    element,
    state: 'done',
    server: (server) => onlySession(server, 'yesterday', (card) => ({ ...card, recorded: recorded(false) })),
  },
  {
    element,
    state: 'refused',
    act: async (stage) => {
      stage.server.refuses = 'relies';
      await sign(stage);
    },
  },
  { element, state: 'after', server: (server) => onlySession(server, 'longAgo') },
  {
    element,
    state: 'closed',
    server: (server) => onlySession(server, 'now', (card) => ({ ...card, state: 'closed' })),
  },
  {
    element,
    state: 'imported',
    server: (server) =>
      onlySession(server, 'imported', (card) => ({
        ...card,
        state: 'imported',
        imported: { system: 'Moodle', mark: { session: cast.id(15), text: 'P', state: 'present' } },
      })),
  },
];
