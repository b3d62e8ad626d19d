import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCheckpoint, readVerifierKey, seenOf } from '@paraph/core/ledger';
import { type AnyStatement, buildWords, type Digest, type Seen } from '@paraph/core/model';
import {
  createDeviceKey,
  type DeviceKey,
  defaultPorts,
  makeAct,
  mintToken,
  newNonce,
  type Ports,
  readPermit,
  type TokenRole,
  type TokenScope,
  writeAct,
} from '@paraph/core/signing';
import type { Agenda, PermitAnswer, PlanAnswer, PlanDocument, PlannedIdentifiers, Roster } from '@paraph/core/wire';
import {
  createHandler,
  createOrganisation,
  type Handler,
  nodePorts,
  type OrganisationOptions,
  openSqlite,
  type Storage,
} from '@paraph/server';

/** Where the test's server says that it is. */
export const address = 'https://paraph.test';
export const siteOrigin = 'https://campus.test';
const { hash, random, verifySignature } = defaultPorts();

export const siteKey = {
  kid: 'site-1',
  name: 'The campus',
  alg: 'HS256',
  jwk: { kty: 'oct', k: Buffer.from('a secret of thirty-two bytes, ok').toString('base64url') },
  roles: ['learner', 'trainer', 'manager'],
} as const;

/** What the site of another organisation on the same server signs with: it chose the same name for its key. */
export const neighbourKey = {
  ...siteKey,
  name: 'Another campus',
  jwk: { kty: 'oct', k: Buffer.from('another secret of 32 bytes, yes.').toString('base64url') },
} as const;

/** The half-day `morning` is open at the clock's start, Tuesday 24 November 2026, 9:10 in Paris. */
export const plan: PlanDocument = {
  programmes: [
    {
      id: 'first-aid',
      title: { en: 'First aid at work', fr: 'Secourisme au travail' },
      provider: { name: 'Campus Lilas', registration: '11 75 12345 75' },
      requirements: [{ id: 'half-days-signed', ratio: '0.5' }, { id: 'survey-answered' }],
      sessions: [
        ...['morning', 'afternoon', 'next-week'].map((id) => ({
          id,
          start: { morning: '2026-11-24T09:00', afternoon: '2026-11-24T14:00' }[id] ?? '2026-12-01T09:00',
          end: { morning: '2026-11-24T12:30', afternoon: '2026-11-24T17:30' }[id] ?? '2026-12-01T12:30',
          zone: 'Europe/Paris',
          trainers: [{ id: 'nadia', name: 'Nadia Lambert' }],
        })),
        {
          id: 'past',
          start: '2026-10-05T09:00',
          end: '2026-10-05T12:30',
          zone: 'Europe/Paris',
          trainers: [{ id: 'otto', name: 'Otto Weber' }],
          asksAttendance: false,
        },
      ],
      enrolments: [
        { id: 'alice', name: 'Alice Martin', language: 'en' },
        { id: 'karim', name: 'Karim Benali', language: 'fr' },
      ],
      surveys: [
        {
          id: 'end',
          title: { en: 'How was it?', fr: 'Votre avis' },
          questions: [
            { id: 'overall', type: 'rating', required: true, steps: 5, label: { en: 'Overall', fr: 'Globalement' } },
            { id: 'words', type: 'text', required: false, label: { en: 'In your words', fr: 'En vos mots' } },
          ],
          opens: '2026-11-24T06:00:00.000Z',
          closes: '2026-12-24T06:00:00.000Z',
        },
      ],
      history: [
        {
          system: 'Moodle',
          file: 'attendance.txt',
          digest: 'sha-256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' as Digest,
          zone: { name: 'Europe/Paris', known: 'assumed' },
          marks: [{ learner: 'alice', session: 'past', text: 'P (2/2)', state: 'present' }],
        },
      ],
    },
  ],
};

export interface SchoolOptions {
  readonly folder?: string;
  readonly threads?: number;
  readonly plan?: PlanDocument;
  /** Whether another organisation, `roses`, is served beside it. */
  readonly neighbour?: boolean;
  /** What stands between the server and its database. */
  readonly around?: (storage: Storage) => Storage;
}

/** A server with one organisation in a folder of its own, a clock that tests set, and people who use it. */
export class School {
  static readonly start = Date.parse('2026-11-24T08:10:00.000Z');
  now = School.start;
  readonly errors: unknown[] = [];
  answer!: PlanAnswer;

  /** The identifiers of the first programme of the plan. */
  get planned(): PlannedIdentifiers {
    const [first] = Object.values(this.answer.programmes);
    if (!first) throw new TypeError('The plan has no programme.');
    return first;
  }

  #storage!: Storage;
  #handler!: Handler;
  #options!: OrganisationOptions;
  #neighbours: OrganisationOptions[] = [];
  folder!: string;

  static async open({
    folder,
    threads = 1,
    plan: given = plan,
    neighbour = false,
    around = (storage) => storage,
  }: SchoolOptions = {}): Promise<School> {
    const school = new School();
    school.folder = folder ?? (await mkdtemp(join(tmpdir(), 'paraph-school-')));
    school.#storage = around(await openSqlite(school.folder));
    const { options } = await createOrganisation(
      school.#storage,
      { name: 'Campus Lilas', slug: 'lilas', domain: 'lilas.example', origins: [siteOrigin] },
      { ports: school.ports },
    );
    school.#options = options;
    await school.storage.putSiteKey(siteKey);
    if (neighbour) {
      const about = { name: 'Campus Roses', slug: 'roses', domain: 'roses.example', origins: ['https://roses.test'] };
      const other = await createOrganisation(school.#storage, about, { ports: school.ports });
      await school.#storage.of(other.options.organisation).putSiteKey(neighbourKey);
      school.#neighbours = [other.options];
    }
    await school.serve({ threads });
    school.answer = await school.json('plan', { as: 'luc', role: 'manager', body: given });
    return school;
  }

  get ports(): Ports {
    return { ...nodePorts(), clock: () => this.now };
  }

  get options(): OrganisationOptions {
    return this.#options;
  }

  get handler(): Handler {
    return this.#handler;
  }

  get storage() {
    return this.#storage.of(this.#options.organisation);
  }

  get url(): string {
    return `${address}/o/lilas/`;
  }

  /** The other organisation's endpoint. */
  get neighbourUrl(): string {
    return `${address}/o/roses/`;
  }

  async serve({ threads = 1 }: { threads?: number } = {}): Promise<void> {
    const onError = (error: unknown) => void this.errors.push(error);
    this.#handler = await createHandler({
      ...{
        storage: this.#storage,
        organisations: [this.#options, ...this.#neighbours],
        url: address,
        mark: join(this.folder, 'mark.jsonl'),
      },
      ...{ threads, onError, ports: this.ports },
    });
  }

  async close(): Promise<void> {
    await this.#handler.close();
    await this.#storage.close();
  }

  /** Stops and starts again on the same folder. */
  async restart(): Promise<void> {
    await this.close();
    this.#storage = await openSqlite(this.folder);
    await this.serve();
  }

  token(
    as: string,
    role: TokenRole,
    more: { scope?: TokenScope; seconds?: number; audience?: string } = {},
  ): Promise<string> {
    const { scope, seconds = 600, audience = this.url } = more;
    return mintToken(
      { subject: as, role, ...(scope ? { scope } : {}) },
      { key: siteKey, audience, now: this.now, seconds },
    );
  }

  /** One request; a body makes it a POST. */
  async request(path: string, { as, role, token, body, method, headers = {} }: Ask = {}): Promise<Response> {
    const bearer = token ?? (as && role ? await this.token(as, role) : undefined);
    return this.#handler.fetch(
      new Request(path.startsWith('http') ? path : new URL(path, this.url), {
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        headers: {
          ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
  }

  /** A request that must succeed. */
  async json<T>(path: string, ask: Ask = {}): Promise<T> {
    const response = await this.request(path, ask);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return JSON.parse(text) as T;
  }

  agenda(as: string, role: TokenRole = 'learner'): Promise<Agenda> {
    return this.json('me', { as, role });
  }

  /** Sends one act. */
  send(act: string, { permit, token }: { permit?: string | undefined; token?: string } = {}): Promise<Response> {
    const headers = { 'content-type': 'application/jose+json', ...(permit ? { 'paraph-permit': permit } : {}) };
    return this.request('records', { body: act, headers, ...(token ? { token } : {}) });
  }

  /** The current checkpoint as a device holds it. */
  async seen(): Promise<Seen> {
    const { checkpointKeys } = await this.json<{ checkpointKeys: string[] }>('');
    const note = await (await this.request('checkpoint')).text();
    const keys = checkpointKeys.map((key) => readVerifierKey(key, hash));
    const opened = await openCheckpoint(note, { keys, verifySignature });
    if (!opened.verified) throw new Error(opened.reason);
    return seenOf(opened);
  }
}

export interface Ask {
  readonly as?: string;
  readonly role?: TokenRole;
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly method?: string;
  readonly headers?: Record<string, string>;
}

/** What is made before it is sent: change one thing and send it. */
export interface Made {
  readonly statement: AnyStatement;
  readonly permit: string | undefined;
  readonly device: DeviceKey;
}

/** Members to stand in a statement instead, or what changes it. */
export type Change = Readonly<Record<string, unknown>> | ((statement: Record<string, unknown>) => void);

/** Somebody with a device. */
export class Someone {
  readonly #school: School;
  readonly subject: string;
  readonly role: TokenRole;
  device!: DeviceKey;

  constructor(school: School, subject: string, role: TokenRole) {
    this.#school = school;
    this.subject = subject;
    this.role = role;
  }

  static async of(school: School, subject: string, role: TokenRole = 'learner'): Promise<Someone> {
    const someone = new Someone(school, subject, role);
    someone.device = await createDeviceKey();
    return someone;
  }

  get ask() {
    return { as: this.subject, role: this.role };
  }

  /** Asks leave for one act. */
  async permit(
    kind: string,
    about: Record<string, unknown>,
  ): Promise<{ permit?: string; problem?: { code: string } & Record<string, unknown> }> {
    const body = { requests: [{ kind, about, jkt: this.device.key }] };
    const answer = await this.#school.json<PermitAnswer>('permits', { ...this.ask, body });
    return answer.permits[0] as { permit?: string };
  }

  /** An attendance of a half-day of the plan, ready to be signed. */
  async attendance(
    session: string,
    { permit = true, language = 'en' }: { permit?: boolean; language?: string } = {},
  ): Promise<Made> {
    const agenda = await this.#school.agenda(this.subject);
    const id = this.#school.planned.sessions[session];
    const card = agenda.sessions.find((one) => one.session.statement.about.session === id);
    if (!card) throw new Error(`no half-day ${session} for ${this.subject}`);
    const { programme, enrolment, learner } = card.enrolment.statement.about;
    const about = { programme, session: id, enrolment, learner };
    const given = permit ? await this.permit('attendance', about) : {};
    if (given.problem) throw Object.assign(new Error(JSON.stringify(given.problem)), given.problem);
    const plan = [card.session, card.enrolment];
    return this.#made('attendance', {
      ...{ about, plan, language, permit: given.permit, more: { method: { by: 'typed', name: agenda.name } } },
    });
  }

  /** The answers to the survey of the plan. */
  async response(answers: unknown = [{ question: 'overall', value: 4 }]): Promise<Made> {
    const agenda = await this.#school.agenda(this.subject);
    const card = agenda.campaigns[0];
    if (!card) throw new Error('no survey');
    const { programme, enrolment, learner } = card.enrolment.statement.about;
    const about = { programme, campaign: card.campaign.statement.about.campaign, enrolment, learner };
    const given = await this.permit('response', about);
    if (given.problem) throw Object.assign(new Error(JSON.stringify(given.problem)), given.problem);
    const plan = [card.campaign, card.instrument, card.enrolment, card.programme];
    return this.#made('response', { about, plan, permit: given.permit, more: { answers } });
  }

  /** The closing of a sheet, as its roster states it. */
  async closing(session: string, more: Record<string, unknown> = {}): Promise<Made> {
    const id = this.#school.planned.sessions[session];
    const roster = await this.#school.json<Roster>(`sessions/${id}/roster`, this.ask);
    const { programme } = roster.session.statement.about;
    const about = { programme, session: id };
    const given = await this.permit('closing', about);
    if (given.problem) throw Object.assign(new Error(JSON.stringify(given.problem)), given.problem);
    const { upTo, list } = roster.closes;
    const stated = { method: { by: 'confirmed' }, upTo, list, counts: roster.counts, ...more };
    return this.#made('closing', { about, plan: [roster.session], permit: given.permit, more: stated });
  }

  /** Signs what was made, with one thing changed. */
  async sign(made: Made, change: Change = {}): Promise<string> {
    const statement = structuredClone(made.statement) as unknown as Record<string, unknown>;
    if (typeof change === 'function') change(statement);
    else Object.assign(statement, change);
    return writeAct(await makeAct(statement as unknown as AnyStatement, { signer: made.device, hash }));
  }

  /** Signs and sends. */
  async send(made: Made, change?: Change): Promise<Response> {
    return this.#school.send(await this.sign(made, change), { permit: made.permit });
  }

  async #made(
    kind: 'attendance' | 'response' | 'closing',
    {
      about,
      plan,
      language = 'en',
      permit,
      more,
    }: {
      about: Record<string, unknown>;
      plan: readonly { act: Digest; statement: unknown }[];
      language?: string;
      permit: string | undefined;
      more: Record<string, unknown>;
    },
  ): Promise<Made> {
    const { person } = await this.#school.agenda(this.subject, this.role);
    const draft = {
      ...{ kind, version: 1, organisation: this.#school.options.organisation },
      nonce: permit ? readPermit(permit).nonce : newNonce(random),
      ...{
        about,
        at: new Date(this.#school.now).toISOString(),
        zone: 'Europe/Paris',
        relies: plan.map(({ act }) => act),
      },
      signer: { role: this.role, person, key: this.device.key },
      seen: await this.#school.seen(),
      device: { storage: 'persistent', hands: 'own', skew: 0 },
      shown: { template: `${kind}/1`, language, text: '' },
      ...more,
    };
    const relied = new Map(plan.map(({ act, statement }) => [act, statement as AnyStatement]));
    const text = buildWords(draft as Parameters<typeof buildWords>[0], relied) ?? 'no words';
    const statement = { ...draft, shown: { ...draft.shown, text } } as unknown as AnyStatement;
    return { statement, permit, device: this.device };
  }
}
