import { listRoot, streamsOf } from '@paraph/core/ledger';
import {
  type AnyStatement,
  buildWords,
  type Digest,
  type Statement,
  type UnderstoodKind,
  type WordedStatement,
} from '@paraph/core/model';
import { actDigest, defaultPorts, encodeBase64url, encodeUtf8 } from '@paraph/core/signing';
import { log } from './origin.js';
import { keys, named, nonceOf, organisation, people } from './people.js';

const { hash } = defaultPorts();
const zone = 'Europe/Paris';
const [programme, session, enrolment] = [named('programme'), named('morning of 24 November'), named('enrolment')];
const [instrument, campaign, learner] = [named('instrument'), named('campaign'), people.learner.person];
const [inProgramme, inSession] = [{ programme }, { programme, session }];
const ofLearner = { programme, enrolment, learner };

/** The name of a statement's act, as serialised by `makeAct`. */
export const actOf = (statement: AnyStatement): Digest =>
  actDigest(encodeBase64url(encodeUtf8(JSON.stringify(statement))), hash);

/** Statements by the name of their act: what `buildWords` builds from. */
export const relied = (...plan: AnyStatement[]): Map<Digest, AnyStatement> =>
  new Map(plan.map((statement) => [actOf(statement), statement]));

/** The same statement with the words that this plan gives; throws when it gives none. */
export function worded<S extends WordedStatement>(statement: S, plan: readonly AnyStatement[]): S {
  const text = buildWords(statement, relied(...plan));
  if (text === undefined) throw new TypeError('The plan does not give the words of this statement.');
  return { ...statement, shown: { ...statement.shown, text } };
}

const common = <K extends UnderstoodKind>(kind: K, at: string) =>
  ({ kind, version: 1, organisation, nonce: nonceOf(kind), at, zone }) as const;
const planned = <K extends UnderstoodKind>(kind: K, at = '2026-11-02T09:00:00.000Z') =>
  ({ ...common(kind, at), by: 'site:site-1:luc' }) as const;
const ownDevice = { storage: 'persistent', hands: 'own', skew: 0 } as const;
const signer = <R extends 'learner' | 'trainer'>(role: R) =>
  ({ role, person: people[role].person, key: keys[role].key }) as const;
// What is shown is replaced by the words that the plan gives.
const shown = (template: string) => ({ template, language: 'en', text: '?' });
const bothLanguages = <T>(en: T, fr: T) => ({ en, fr });

type Changes<K extends UnderstoodKind> = Partial<Statement<K>>;

/** One statement of each kind, valid under its schema and fitting the others; `changes` replaces members. */
export const statements = {
  key: (changes: Changes<'key'> = {}): Statement<'key'> => ({
    ...common('key', '2026-11-02T08:00:00.000Z'),
    about: {},
    signer: { role: 'recovery', key: keys.recovery.key },
    add: [
      { purpose: 'seal', jwk: keys.seal.jwk },
      { purpose: 'checkpoint', jwk: keys.checkpoint.jwk },
    ],
    names: ['did:web:school.example'],
    ...changes,
  }),

  programme: (changes: Changes<'programme'> = {}): Statement<'programme'> => ({
    ...planned('programme'),
    about: inProgramme,
    title: bothLanguages('First aid at work', 'Sauveteur secouriste du travail'),
    provider: { name: 'Campus Lilas', address: '3 rue des Lilas, 75020 Paris', registration: '11 75 12345 75' },
    languages: ['en', 'fr'],
    modality: 'in-person',
    plannedMinutes: 210,
    policy: {
      approval: 'none',
      requirements: [
        { id: 'half-days-signed', ratio: '1' },
        { id: 'survey-answered', campaign },
      ],
    },
    ...changes,
  }),

  session: (changes: Changes<'session'> = {}): Statement<'session'> => ({
    ...planned('session'),
    about: inSession,
    printed: bothLanguages(
      {
        programme: 'First aid at work',
        title: 'Protect and alert',
        date: 'Tuesday 24 November 2026',
        start: '09:00',
        end: '12:30',
        zone: 'Paris time',
        trainers: people.trainer.name,
        place: 'Room 2, 3 rue des Lilas',
      },
      {
        programme: 'Sauveteur secouriste du travail',
        title: 'Protéger et alerter',
        date: 'mardi 24 novembre 2026',
        start: '09:00',
        end: '12:30',
        zone: 'heure de Paris',
        trainers: people.trainer.name,
        place: 'Salle 2, 3 rue des Lilas',
      },
    ),
    schedule: { start: '2026-11-24T08:00:00.000Z', end: '2026-11-24T11:30:00.000Z', zone },
    halfDay: 'morning',
    minutes: 210,
    modality: 'in-person',
    trainers: [people.trainer],
    window: {
      from: '2026-11-24T07:45:00.000Z',
      until: '2026-11-24T12:00:00.000Z',
      lateUntil: '2026-12-01T12:00:00.000Z',
    },
    asks: { attendance: true, place: false },
    ...changes,
  }),

  enrolment: (changes: Changes<'enrolment'> = {}): Statement<'enrolment'> => ({
    ...planned('enrolment'),
    about: ofLearner,
    learner: { name: people.learner.name, subject: people.learner.subject },
    status: 'enrolled',
    expected: 'all',
    language: 'en',
    ...changes,
  }),

  instrument: (changes: Changes<'instrument'> = {}): Statement<'instrument'> => ({
    ...planned('instrument'),
    about: { instrument },
    title: bothLanguages('What you think of this course', 'Votre avis sur la formation'),
    introduction: bothLanguages('Five questions.', 'Cinq questions.'),
    questions: [
      { type: 'rating', id: 'content', required: true, label: bothLanguages('The content', 'Le contenu'), steps: 5 },
      {
        type: 'single',
        id: 'pace',
        required: true,
        label: bothLanguages('The pace', 'Le rythme'),
        options: [
          { id: 'right', label: bothLanguages('Right', 'Bon') },
          { id: 'fast', label: bothLanguages('Too fast', 'Trop rapide') },
        ],
      },
      {
        type: 'multiple',
        id: 'useful',
        required: false,
        label: bothLanguages('What was useful?', 'Qu’est-ce qui a été utile ?'),
        options: [
          { id: 'practice', label: bothLanguages('Practice', 'Pratique') },
          { id: 'theory', label: bothLanguages('Theory', 'Théorie') },
        ],
      },
      {
        type: 'scale',
        id: 'recommend',
        required: true,
        label: bothLanguages('Would you recommend it?', 'La recommanderiez-vous ?'),
      },
      {
        type: 'text',
        id: 'remark',
        required: false,
        label: bothLanguages('A remark', 'Une remarque'),
        maxLength: 200,
      },
    ],
    ...changes,
  }),

  campaign: (changes: Changes<'campaign'> = {}): Statement<'campaign'> => ({
    ...planned('campaign'),
    about: { programme, campaign, instrument },
    relies: [actOf(statements.instrument()), actOf(statements.programme())],
    stakeholder: 'learner',
    anonymous: false,
    asked: 1,
    opens: '2026-11-24T11:30:00.000Z',
    closes: '2026-12-08T11:30:00.000Z',
    ...changes,
  }),

  import: (changes: Changes<'import'> = {}): Statement<'import'> => ({
    ...planned('import', '2026-11-02T09:30:00.000Z'),
    about: ofLearner,
    source: {
      system: 'Moodle 4.5',
      file: 'attendance.csv',
      digest: 'sha-256:47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU',
      zone: { name: zone, known: 'declared' },
    },
    marks: [{ session: named('afternoon of 23 November'), text: 'P', state: 'present' }],
    ...changes,
  }),

  attendance: (changes: Changes<'attendance'> = {}): Statement<'attendance'> => ({
    ...worded(
      {
        ...common('attendance', '2026-11-24T08:10:00.000Z'),
        about: { ...inSession, enrolment, learner },
        relies: [actOf(statements.session()), actOf(statements.enrolment())],
        signer: signer('learner'),
        device: ownDevice,
        shown: shown('attendance/1'),
        method: { by: 'drawn', ink: { height: 300, strokes: [[100, 150, 110, 150, 120, 151]] } },
      },
      [statements.session(), statements.enrolment()],
    ),
    ...changes,
  }),

  closing: (changes: Changes<'closing'> = {}): Statement<'closing'> => ({
    ...worded(
      {
        ...common('closing', '2026-11-24T11:35:00.000Z'),
        about: inSession,
        relies: [actOf(statements.session())],
        signer: signer('trainer'),
        device: ownDevice,
        shown: shown('closing/1'),
        method: { by: 'confirmed' },
        upTo: [{ log, n: 2 }],
        list: listRoot([actOf(statements.session()), actOf(statements.attendance())], hash),
        counts: { expected: 1, signed: 1, late: 0 },
      },
      [statements.session()],
    ),
    ...changes,
  }),

  response: (changes: Changes<'response'> = {}): Statement<'response'> => {
    const plan = [statements.campaign(), statements.instrument(), statements.programme(), statements.enrolment()];
    return {
      ...worded(
        {
          ...common('response', '2026-11-24T11:40:00.000Z'),
          about: { ...ofLearner, campaign },
          relies: plan.map(actOf),
          signer: signer('learner'),
          device: ownDevice,
          shown: shown('response/1'),
          answers: [
            { question: 'content', value: 5 },
            { question: 'pace', value: 'right' },
            { question: 'recommend', value: 10 },
          ],
        },
        plan,
      ),
      ...changes,
    };
  },

  certificate: (changes: Changes<'certificate'> = {}): Statement<'certificate'> => ({
    ...planned('certificate', '2026-11-25T09:00:00.000Z'),
    about: { ...ofLearner, certificate: named('certificate') },
    relies: [
      statements.programme(),
      statements.session(),
      statements.enrolment(),
      statements.attendance(),
      statements.response(),
    ].map(actOf),
    holder: { name: people.learner.name },
    period: { from: '2026-11-24', until: '2026-11-24' },
    hours: { plannedMin: 210, connectedMin: null, creditedMin: 210, certifiedMin: 210, rule: 'half-days signed' },
    halfDays: 1,
    printed: {
      en: {
        heading: 'Certificate of attendance',
        provider: 'Campus Lilas, 3 rue des Lilas, 75020 Paris',
        registration: '11 75 12345 75',
        holder: people.learner.name,
        statement: 'attended',
        programme: 'First aid at work',
        period: '24 November 2026',
        hours: '3 h 30',
        rule: 'Half-days signed',
        date: '25 November 2026',
      },
    },
    ...changes,
  }),

  dossier: (changes: Changes<'dossier'> = {}): Statement<'dossier'> => {
    const numbered = story({ before: 'dossier' }).flatMap((statement) => streamsOf(statement));
    const covered = [`enrolment:${enrolment}`, `plan:${programme}`, `plan:${organisation}`];
    return {
      ...planned('dossier', '2026-11-26T09:00:00.000Z'),
      about: ofLearner,
      variant: 'funder',
      profile: {
        id: 'attendance',
        version: '1',
        states: [{ requirement: 'half-days-signed', state: 'met', reason: '1 of 1 half-days signed' }],
      },
      files: [{ path: 'index.html', digest: 'sha-256:47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU' }],
      ends: covered.map((of) => ({ log, of, n: numbered.filter((name) => name === of).length })),
      ...changes,
    };
  },
} satisfies { readonly [K in UnderstoodKind]: (changes?: Changes<K>) => Statement<K> };

/** One statement of each kind, in the order in which they come about: from the organisation's first keys to a dossier. */
export function story({ before }: { readonly before?: UnderstoodKind } = {}): AnyStatement[] {
  const kinds = Object.keys(order) as (keyof typeof order)[];
  const end = before === undefined ? kinds.length : kinds.indexOf(before);
  return kinds.slice(0, end).map((kind) => order[kind]());
}

const order = {
  key: () => statements.key(),
  programme: () => statements.programme(),
  session: () => statements.session(),
  enrolment: () => statements.enrolment(),
  instrument: () => statements.instrument(),
  campaign: () => statements.campaign(),
  import: () => statements.import(),
  attendance: () => statements.attendance(),
  closing: () => statements.closing(),
  response: () => statements.response(),
  certificate: () => statements.certificate(),
  dossier: () => statements.dossier(),
} satisfies { readonly [K in UnderstoodKind]: () => AnyStatement };
