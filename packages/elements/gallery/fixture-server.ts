import { type ErrorCode, type ErrorFields, ParaphError } from '@paraph/core/errors';
import { listRoot, signCheckpoint, verifierKeyOf, writeVerifierKey } from '@paraph/core/ledger';
import type { AnyStatement, Digest, Role } from '@paraph/core/model';
import { newNonce, openRecord, readPermit, sealAct, writePermit, writeRecord } from '@paraph/core/signing';
import type {
  Agenda,
  Announcement,
  CertificateView,
  PermitAnswer,
  PermitRequest,
  ProgrammeView,
  Roster,
  SessionCard,
} from '@paraph/core/wire';
import { problemOf } from '@paraph/core/wire';
import * as cast from './cast.js';

/** What the fixture answers to one path, instead of its own answer. */
export type Answer = (request: { path: string; body: string; headers: Headers }) => Response | Promise<Response>;

/**
 * A server in the page: it speaks the protocol, with real keys, permits and seals, and keeps nothing. No network is involved.
 * Tests and gallery turn its network off, let it refuse, or let it be late.
 */
export class FixtureServer {
  role: Role = 'learner';
  network: 'up' | 'down' | 'hangs' = 'up';
  /** Refuses every record with this code. */
  refuses: ErrorCode | undefined;
  refusal: ErrorFields = {};
  /** Fails everything with this error. */
  fails: ParaphError | undefined;
  late = false;
  clock = cast.now;
  /** Answers by the end of a path. */
  answers: Record<string, Answer> = {};
  changeAgenda: (agenda: Agenda) => Agenda = (agenda) => agenda;
  roster: (() => Promise<Roster>) | undefined;
  programmeView: (() => Promise<ProgrammeView>) | undefined;
  certificateView: (() => Promise<CertificateView>) | undefined;
  receipt = '{}';
  /** How often each act was sent. */
  readonly sent = new Map<string, number>();
  readonly records = new Map<string, string>();
  /** How many permits were given. */
  permitted = 0;
  readonly requests: string[] = [];
  #events = new Set<ReadableStreamDefaultController<Uint8Array>>();
  #hanging: AbortSignal[] = [];
  #secret = new Uint8Array(32).fill(7);
  size = 3;
  root = new Uint8Array(32).fill(9);

  /** What the connection is given in place of the page's `fetch`. */
  readonly fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const { pathname } = new URL(String(input instanceof Request ? input.url : input));
    const path = decodeURIComponent(pathname.replace(/^\/o\/lac\//, ''));
    this.requests.push(`${init.method ?? 'GET'} ${path}`);
    if (this.network === 'down') throw new TypeError('Failed to fetch');
    if (this.network === 'hangs')
      return new Promise<Response>((_, reject) => {
        const { signal } = init;
        if (!signal) return;
        // Held on to: Firefox forgets a signal that nothing but its own listener refers to.
        this.#hanging.push(signal);
        signal.addEventListener('abort', () => reject(new TypeError('given up')));
      });
    const body = init.body instanceof Uint8Array ? new TextDecoder().decode(init.body) : String(init.body ?? '');
    try {
      return await this.#answer(path, { body, headers: new Headers(init.headers) });
    } catch (error) {
      const problem = problemOf(error);
      return new Response(JSON.stringify(problem), {
        status: problem.status,
        headers: { 'content-type': 'application/problem+json' },
      });
    }
  };

  /** Sends a live event to whoever follows. */
  push(data: unknown): void {
    const bytes = new TextEncoder().encode(`data: ${JSON.stringify(data)}\n\n`);
    for (const controller of this.#events) controller.enqueue(bytes);
  }

  /** Breaks every live stream. */
  drop(): void {
    for (const controller of this.#events) controller.error(new TypeError('network'));
    this.#events.clear();
  }

  async #answer(path: string, { body, headers }: { body: string; headers: Headers }): Promise<Response> {
    if (this.fails !== undefined) throw this.fails;
    for (const [end, answer] of Object.entries(this.answers))
      if (path.endsWith(end)) return answer({ path, body, headers });
    if (path === '') return json(await this.announcement());
    if (path === 'me') return json(this.changeAgenda(await this.agenda()));
    if (path === 'jwks.json') {
      const { key, jwk } = await cast.sealSigner;
      return json({ keys: [{ ...jwk, kid: key }] });
    }
    if (path === 'permits') return json(await this.#permits(JSON.parse(body) as PermitRequest));
    if (path === 'records') return new Response(await this.#record(body, headers), { status: 201 });
    if (path.endsWith('/roster') && this.roster !== undefined) return json(await this.roster());
    if (path.endsWith('/events')) return this.#stream();
    if (path.startsWith('programmes/') && this.programmeView !== undefined) return json(await this.programmeView());
    if (path.startsWith('certificates/') && this.certificateView !== undefined)
      return json(await this.certificateView());
    if (path.startsWith('receipts/') || path.endsWith('/bundle')) return new Response(this.receipt);
    throw new ParaphError('not-found', `There is nothing at ${path}.`);
  }

  async announcement(): Promise<Announcement> {
    const { jwk } = await cast.logSigner;
    return {
      level: 'ledger',
      organisation: cast.organisation,
      name: 'Académie du Lac',
      fingerprint: cast.fingerprint,
      log: cast.log,
      checkpointKeys: [writeVerifierKey(verifierKeyOf(cast.log, { jwk, hash: cast.ports.hash }))],
      languages: ['en', 'fr'],
      kinds: ['attendance', 'closing', 'response'],
      time: new Date(this.clock).toISOString(),
      verifier: 'https://paraph.example/verify',
    };
  }

  async agenda(): Promise<Agenda> {
    const [[enrolment], programme, campaign, instrument] = await Promise.all([
      cast.enrolments,
      cast.programme,
      cast.campaign,
      cast.instrument,
    ]);
    if (enrolment === undefined) throw new TypeError('the cast is empty');
    const card = async (session: keyof typeof cast.sessions, state: SessionCard['state']): Promise<SessionCard> => ({
      session: await cast.sessions[session],
      enrolment,
      state,
    });
    const learner = this.role === 'learner';
    return {
      person: learner ? cast.id(200) : this.role === 'trainer' ? cast.trainerId : cast.managerId,
      name: learner ? 'Alice Martin' : this.role === 'trainer' ? 'Nadia Lambert' : 'Hélène Caron',
      role: this.role,
      organisation: cast.organisation,
      programmes: [programme],
      sessions: learner ? [await card('now', 'open')] : [],
      leads: this.role === 'trainer' ? [await cast.sessions.now] : [],
      campaigns: learner ? [{ campaign, instrument, programme, enrolment, state: 'open' }] : [],
      certificates: [],
      time: new Date(this.clock).toISOString(),
    };
  }

  async checkpoint(): Promise<string> {
    return signCheckpoint(
      { origin: cast.log, size: this.size, root: this.root },
      { signers: [await cast.logSigner], hash: cast.ports.hash },
    );
  }

  async #permits({ requests }: PermitRequest): Promise<PermitAnswer> {
    const agenda = await this.agenda();
    const permits = requests.map(({ kind, about, jkt }) => {
      const claims = {
        key: 'gallery',
        organisation: cast.organisation,
        person: agenda.person,
        role: this.role,
        kind,
        about,
        jkt,
        channel: 'page' as const,
        identified: { by: 'site-token' as const },
        nonce: newNonce(cast.ports.random),
        from: new Date(this.clock - 3_600_000).toISOString(),
        until: new Date(this.clock + 86_400_000).toISOString(),
        deliverUntil: new Date(this.clock + 7 * 86_400_000).toISOString(),
      };
      return { permit: writePermit(claims, this.#secret) };
    });
    this.permitted += permits.length;
    return { permits, checkpoint: await this.checkpoint(), consistency: [], time: new Date(this.clock).toISOString() };
  }

  async #record(body: string, headers: Headers): Promise<string> {
    const record = openRecord(body, cast.ports.hash);
    this.sent.set(record.act, (this.sent.get(record.act) ?? 0) + 1);
    const standing = this.records.get(record.act);
    if (standing !== undefined) return standing;
    if (this.refuses !== undefined)
      throw new ParaphError(this.refuses, `Refused by the fixture: ${this.refuses}.`, this.refusal);
    const permit = headers.get('paraph-permit');
    if (permit !== null && readPermit(permit).nonce !== record.statement.nonce)
      throw new ParaphError('permit', 'Another nonce.', { reason: 'forged' });
    const place = {
      log: cast.log,
      index: this.size + this.records.size,
      streams: [
        {
          of: `session:${String(record.statement.about.session ?? record.statement.about.campaign)}`,
          n: this.records.size + 1,
        },
      ],
      keys: 1,
      received: new Date(this.clock + 240_000).toISOString(),
      permit: 'accepted' as const,
      channel: 'page' as const,
      identified: { by: 'site-token' as const },
      facts: this.late ? (['late'] as const).slice() : [],
    };
    const seal = await sealAct(record, place, { signer: await cast.sealSigner, hash: cast.ports.hash });
    const text = writeRecord(record, seal);
    this.records.set(record.act, text);
    return text;
  }

  #stream(): Response {
    let own: ReadableStreamDefaultController<Uint8Array>;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        own = controller;
        this.#events.add(controller);
      },
      cancel: () => {
        this.#events.delete(own);
      },
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  }
}

/** The root over these acts, as a closing states it. */
export function rootOverActs(acts: readonly Digest[]): { root: string; size: number } {
  return listRoot(acts, cast.ports.hash);
}

/** What a statement of a record says. */
export function statementOf(text: string): AnyStatement {
  return openRecord(text, cast.ports.hash).statement;
}

function json(value: unknown): Response {
  return new Response(JSON.stringify(value), { headers: { 'content-type': 'application/json' } });
}
