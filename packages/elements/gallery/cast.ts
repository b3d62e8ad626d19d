import type {
  AnyStatement,
  Campaign,
  Digest,
  Enrolment,
  Identifier,
  Instrument,
  Programme,
  Session,
} from '@paraph/core/model';
import {
  defaultPorts,
  encodeBase64url,
  encodeUtf8,
  fingerprintOf,
  jwkSigner,
  makeAct,
  thumbprintOf,
} from '@paraph/core/signing';
import type { Planned } from '@paraph/core/wire';

/** Keys of a school that exists nowhere but here. */
const recoveryJwk = {
  kty: 'EC',
  crv: 'P-256',
  x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
} as const;
const sealJwk = {
  kty: 'EC',
  crv: 'P-256',
  x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
  y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
  d: '870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE',
} as const;
const logJwk = {
  kty: 'OKP',
  crv: 'Ed25519',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
} as const;

export const ports = defaultPorts();
export const organisation = thumbprintOf(recoveryJwk, ports.hash);
export const fingerprint = fingerprintOf(organisation);
export const sealSigner = jwkSigner(sealJwk);
export const logSigner = jwkSigner(logJwk);
export const log = 'lac.example/paraph/1';

/** Tuesday 24 November 2026, 9:30 in Paris: a half-day is on. */
export const now = Date.parse('2026-11-24T08:30:00.000Z');

/** A lasting identifier for the gallery. */
export const id = (number: number): Identifier =>
  `urn:uuid:00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const programmeId = id(1);
export const campaignId = id(2);
export const instrumentId = id(3);
export const trainerId = id(40);
export const managerId = id(41);
export const certificateId = id(50);

export const names = [
  'Alice Martin',
  'Karim Benali',
  'Zoë O’Connor',
  'Jean-Baptiste de La Tour-Maubourg',
  'Thi Mai Nguyễn',
  'Łukasz Wiśniewski',
  'Fatou Diop',
  'Anna-Lena Schröder',
  'Marek Novák',
  'Inés Fernández',
  'Yuki Tanaka',
  'Omar Haddad',
  'Chloé Lefèvre',
  'Pietro Rossi',
  'Sofia Almeida',
  'David Cohen',
  'Aïcha Ouattara',
  'Emil Jørgensen',
  'Léa Girard',
  'Hugo Moreau',
  'Nina Petrova',
  'Samuel Okafor',
  'Camille Roux',
  'Elif Yılmaz',
  'Gabriel Fontaine',
  'Mina Rahimi',
  'Tomás Silva',
  'Julie Caron',
  'Adam Kowalski',
  'Louise Bertrand',
] as const;

let nonce = 0;
const common = () => ({
  version: 1 as const,
  organisation,
  nonce: encodeBase64url(encodeUtf8(String(nonce++).padStart(16, '0')) as Uint8Array<ArrayBuffer>),
  at: '2026-11-02T08:00:00.000Z',
  zone: 'Europe/Paris',
  by: 'gallery',
});

async function planned<S>(statement: unknown): Promise<Planned<S>> {
  const { act } = await makeAct(statement as AnyStatement, { hash: ports.hash });
  return { act: act as Digest, statement: statement as S };
}

export const programme = planned<Programme>({
  ...common(),
  kind: 'programme',
  about: { programme: programmeId },
  title: { en: 'Cybersecurity for everyone', fr: 'La cybersécurité pour tous' },
  provider: { name: 'Académie du Lac', address: '4 quai des Brumes, 74000 Annecy', registration: '84 74 00000 74' },
  languages: ['en', 'fr'],
  modality: 'blended',
  plannedMinutes: 1_260,
  policy: { approval: 'none', requirements: [{ id: 'half-days-signed', ratio: '1' }, { id: 'survey-answered' }] },
});

const half = {
  morning: { en: 'morning', fr: 'matin' },
  afternoon: { en: 'afternoon', fr: 'après-midi' },
  evening: { en: 'evening', fr: 'soir' },
};

/** A half-day in Paris; hours are local, `offset` is that of the season. */
export async function halfDay(
  number: number,
  {
    day,
    from,
    to,
    part = 'morning',
    asks = true,
  }: { day: string; from: string; to: string; part?: keyof typeof half; asks?: boolean },
): Promise<Planned<Session>> {
  const instant = (time: string, minutes = 0) =>
    new Date(Date.parse(`${day}T${time.padStart(5, '0')}:00+01:00`) + minutes * 60_000).toISOString();
  const printed = (language: 'en' | 'fr') => {
    const date = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'fr', {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
    }).format(new Date(`${day}T12:00:00Z`));
    const title = `${date}, ${half[part][language]}`;
    return {
      programme: language === 'en' ? 'Cybersecurity for everyone' : 'La cybersécurité pour tous',
      title: title.charAt(0).toUpperCase() + title.slice(1),
      date: `${date} ${day.slice(0, 4)}`,
      start: from,
      end: to,
      zone: language === 'en' ? 'Paris time' : 'heure de Paris',
      trainers: 'Nadia Lambert',
      place: language === 'en' ? 'Online classroom' : 'Classe virtuelle',
    };
  };
  return planned<Session>({
    ...common(),
    kind: 'session',
    about: { programme: programmeId, session: id(number) },
    printed: { en: printed('en'), fr: printed('fr') },
    schedule: { start: instant(from), end: instant(to), zone: 'Europe/Paris' },
    halfDay: part,
    minutes: (Date.parse(instant(to)) - Date.parse(instant(from))) / 60_000,
    modality: 'remote',
    trainers: [{ person: trainerId, name: 'Nadia Lambert', subject: 'nadia' }],
    window: { from: instant(from, -15), until: instant(to, 30), lateUntil: instant(to, 30 + 10_080) },
    asks: { attendance: asks, place: false },
  });
}

export const sessions = {
  now: halfDay(11, { day: '2026-11-24', from: '9:00', to: '12:30' }),
  tomorrow: halfDay(12, { day: '2026-11-25', from: '9:00', to: '12:30' }),
  yesterday: halfDay(13, { day: '2026-11-23', from: '13:30', to: '17:00', part: 'afternoon' }),
  longAgo: halfDay(14, { day: '2026-11-09', from: '9:00', to: '12:30' }),
  imported: halfDay(15, { day: '2026-10-12', from: '9:00', to: '12:30', asks: false }),
};

export const enrolments = Promise.all(
  names.map((name, at) =>
    planned<Enrolment>({
      ...common(),
      kind: 'enrolment',
      about: { programme: programmeId, enrolment: id(100 + at), learner: id(200 + at) },
      learner: { name, subject: `learner-${at}` },
      status: 'enrolled',
      expected: 'all',
    }),
  ),
);

export const instrument = planned<Instrument>({
  ...common(),
  kind: 'instrument',
  about: { instrument: instrumentId },
  title: { en: 'How was this course?', fr: 'Comment s’est passée cette formation ?' },
  introduction: { en: 'Five questions, two minutes.', fr: 'Cinq questions, deux minutes.' },
  questions: [
    {
      id: 'exercises',
      type: 'rating',
      required: true,
      label: { en: 'How well did the exercises help you?', fr: 'Les exercices vous ont-ils aidé ?' },
      steps: 5,
      stepLabels: {
        en: ['Not at all', 'Little', 'Fairly', 'Well', 'Very well'],
        fr: ['Pas du tout', 'Peu', 'Assez', 'Bien', 'Très bien'],
      },
    },
    {
      id: 'pace',
      type: 'single',
      required: true,
      label: { en: 'How was the pace?', fr: 'Que dire du rythme ?' },
      options: [
        { id: 'slow', label: { en: 'Too slow', fr: 'Trop lent' } },
        { id: 'right', label: { en: 'Just right', fr: 'Juste bien' } },
        { id: 'fast', label: { en: 'Too fast', fr: 'Trop rapide' } },
      ],
    },
    {
      id: 'used',
      type: 'multiple',
      required: false,
      label: { en: 'What will you use at work?', fr: 'Qu’allez-vous utiliser au travail ?' },
      options: [
        { id: 'passwords', label: { en: 'A password manager', fr: 'Un gestionnaire de mots de passe' } },
        { id: 'phishing', label: { en: 'Recognising phishing', fr: 'Reconnaître l’hameçonnage' } },
        { id: 'backup', label: { en: 'Backups that are tested', fr: 'Des sauvegardes testées' } },
        { id: 'nothing', label: { en: 'Nothing yet', fr: 'Rien pour l’instant' } },
      ],
    },
    {
      id: 'recommend',
      type: 'scale',
      required: true,
      label: { en: 'Would you recommend it to a colleague?', fr: 'La recommanderiez-vous à un collègue ?' },
      minLabel: { en: 'Not at all', fr: 'Pas du tout' },
      maxLabel: { en: 'Certainly', fr: 'Certainement' },
    },
    {
      id: 'words',
      type: 'text',
      required: false,
      label: { en: 'What should be better next time?', fr: 'Que faudrait-il améliorer ?' },
      maxLength: 1_000,
    },
  ],
});

export const campaign = (async () => {
  const [{ act: instrumentAct }, { act: programmeAct }] = await Promise.all([instrument, programme]);
  return planned<Campaign>({
    ...common(),
    kind: 'campaign',
    about: { programme: programmeId, campaign: campaignId, instrument: instrumentId },
    relies: [instrumentAct, programmeAct],
    stakeholder: 'learner',
    anonymous: false,
    asked: 30,
    opens: '2026-11-20T08:00:00.000Z',
    closes: '2026-12-20T17:00:00.000Z',
  });
})();
