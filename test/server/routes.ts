import type { TokenRole } from '@paraph/core/signing';
import type { RouteRow } from '@paraph/server';
import { type Ask, School, Someone, plan as schoolPlan } from './school.js';

/** How a test calls one route of the table. */
export interface RouteCase {
  /** The request, without a token. */
  readonly ask: (campus: Campus, role: TokenRole) => Ask & { readonly path: string };
  /** The status when all is right. Default 200. */
  readonly good?: number;
  /** Which scopes hold the thing that is asked for: a token of another one is refused. Absent where the answer is filtered instead. */
  readonly lies?: readonly ('programme' | 'session' | 'enrolment')[];
  /** What a person in this role who has nothing to do with it is told; `own` where each sees one's own. */
  readonly stranger?: 'scope' | 'own';
}

/** Who asks when all is right. */
export const person: Readonly<Record<TokenRole, string>> = {
  learner: 'alice',
  trainer: 'nadia',
  manager: 'luc',
  signatory: 'simone',
  auditor: 'ada',
};

/** A school where Alice has signed the morning, answered, and has her certificate. */
export interface Campus {
  readonly school: School;
  readonly act: string;
  readonly ids: { programme: string; session: string; enrolment: string; learner: string; campaign: string };
  readonly certificate: string;
  /** An act of each role that nobody has sent, made without a permit. */
  readonly unsent: Readonly<Partial<Record<TokenRole, string>>>;
}

const json = (value: unknown) => ({ body: value });
const publicRoute: RouteCase = { ask: () => ({ path: '' }) };

/** One row for each row of the server's table, by method and path. */
export const cases: Readonly<Record<string, RouteCase>> = {
  'get ': publicRoute,
  'get did.json': { ask: () => ({ path: 'did.json' }) },
  'get jwks.json': { ask: () => ({ path: 'jwks.json' }) },
  'get keys': { ask: () => ({ path: 'keys' }) },
  'get openapi.json': { ask: () => ({ path: 'openapi.json' }) },
  'get checkpoint': { ask: () => ({ path: 'checkpoint' }) },
  'get tile/*': { ask: () => ({ path: 'tile/0/000.p/1' }) },
  'get proofs/inclusion': { ask: () => ({ path: 'proofs/inclusion?index=0&size=1' }) },
  'get proofs/consistency': { ask: () => ({ path: 'proofs/consistency?from=1&to=1' }) },
  'get certificates/:certificate': { ask: ({ certificate }) => ({ path: `certificates/${certificate}` }) },
  'get certificates/:certificate/bundle': {
    ask: ({ certificate }) => ({ path: `certificates/${certificate}/bundle` }),
  },
  'get downloads/:ticket': { ask: () => ({ path: 'downloads/guessed' }), good: 404 },
  'post plan': { ask: () => ({ path: 'plan', ...json({ programmes: [] }) }) },
  'get plan': { ask: () => ({ path: 'plan' }) },
  'get me': { ask: () => ({ path: 'me' }), stranger: 'scope' },
  'get sessions/:session/roster': {
    ask: ({ ids }) => ({ path: `sessions/${ids.session}/roster` }),
    lies: ['programme', 'session'],
    stranger: 'scope',
  },
  'get sessions/:session/events': {
    ask: ({ ids }) => ({ path: `sessions/${ids.session}/events` }),
    lies: ['programme', 'session'],
    stranger: 'scope',
  },
  'get programmes/:programme': { ask: ({ ids }) => ({ path: `programmes/${ids.programme}` }), lies: ['programme'] },
  'get programmes/:programme/events': {
    ask: ({ ids }) => ({ path: `programmes/${ids.programme}/events` }),
    lies: ['programme'],
  },
  'get campaigns/:campaign': {
    ask: ({ ids }) => ({ path: `campaigns/${ids.campaign}` }),
    lies: ['programme', 'enrolment'],
    stranger: 'scope',
  },
  'post permits': { ask: () => ({ path: 'permits', ...json({ requests: [] }) }), stranger: 'own' },
  'post records': {
    ask: ({ unsent }, role) => ({
      path: 'records',
      body: unsent[role] ?? unsent.learner,
      headers: { 'content-type': 'application/jose+json' },
    }),
    good: 201,
    lies: ['programme', 'session', 'enrolment'],
    stranger: 'scope',
  },
  'get records/:act': {
    ask: ({ act }) => ({ path: `records/${act}` }),
    lies: ['programme', 'session', 'enrolment'],
    stranger: 'scope',
  },
  'get receipts/:act': {
    ask: ({ act }) => ({ path: `receipts/${act}` }),
    lies: ['programme', 'session', 'enrolment'],
    stranger: 'scope',
  },
  'post enrolments/:enrolment/certificate': {
    ask: ({ ids }) => ({ path: `enrolments/${ids.enrolment}/certificate`, ...json({}) }),
    // What was signed since the first one makes another version.
    good: 201,
    lies: ['programme', 'enrolment'],
  },
  'post enrolments/:enrolment/dossier': {
    ask: ({ ids }) => ({ path: `enrolments/${ids.enrolment}/dossier`, ...json({ variant: 'funder' }) }),
    good: 201,
    lies: ['programme', 'enrolment'],
  },
  'post tickets': {
    ask: ({ act }) => ({ path: 'tickets', ...json({ path: `receipts/${act}` }) }),
    lies: ['programme', 'session', 'enrolment'],
    stranger: 'scope',
  },
};

export const nameOf = ({ method, path }: RouteRow): string => `${method} ${path}`;

/** The case of a route; throws when the table has a route that nobody thought of. */
export function caseOf(route: RouteRow): RouteCase {
  const found = cases[nameOf(route)];
  if (!found) throw new Error(`The route ${nameOf(route)} has no row in test/server/routes.ts.`);
  return found;
}

/** Opens the school, and has Alice do all there is to do. */
export async function openCampus(): Promise<Campus> {
  const plan = structuredClone(schoolPlan);
  const [programme] = plan.programmes;
  const sessions = [...(programme?.sessions ?? [])];
  // Another group at the same hour: two sheets that can be closed now.
  for (const morning of sessions.slice(0, 1)) sessions.push({ ...morning, id: 'room 2' });
  Object.assign(programme ?? {}, { sessions, requirements: [{ id: 'half-days-signed', ratio: '0.2' }] });
  const school = await School.open({ plan, neighbour: true });
  const alice = await Someone.of(school, 'alice');
  const signed = await alice.send(await alice.attendance('morning'));
  if (signed.status !== 201) throw new Error(await signed.text());
  const agenda = await school.agenda('alice');
  const [card] = agenda.sessions.filter(({ recorded }) => recorded);
  if (!card?.recorded) throw new Error('Alice has signed nothing.');
  const ids = {
    ...{ ...card.enrolment.statement.about, ...card.session.statement.about },
    campaign: school.planned.campaigns.end,
  } as Campus['ids'];
  const luc = { as: 'luc', role: 'manager' } as const;
  // The morning is over: before that, nothing of it is attested.
  school.now += 4 * 3_600_000;
  const issued = await school.json<{ certificate: string }>(`enrolments/${ids.enrolment}/certificate`, {
    ...luc,
    body: {},
  });
  const [nadia, boss] = [await Someone.of(school, 'nadia', 'trainer'), await Someone.of(school, 'luc', 'manager')];
  return {
    school,
    act: card.recorded.act,
    ids,
    certificate: issued.certificate,
    unsent: {
      learner: await alice.sign(await alice.response()),
      trainer: await nadia.sign(await nadia.closing('morning')),
      manager: await boss.sign(await boss.closing('room 2', { reason: 'The trainer fell ill.' })),
    },
  };
}
