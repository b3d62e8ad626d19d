import { ParaphError } from '@paraph/core/errors';
import { encodeUtf8, type Ports } from '@paraph/core/signing';
import { type Agenda, type Announcement, errorOf, mediaTypes, paths, permitHeader } from '@paraph/core/wire';
import { type Delivered, Outbox, type OutboxEntry } from '../outbox/outbox.js';
import { keyOf, openStore, type Store } from '../outbox/store.js';
import { CheckpointMemory } from './checkpoint-memory.js';
import { deviceOf, type Identity, type PersonDevice } from './device.js';
import { Permits } from './permits.js';
import { readings } from './reading.js';
import { type TokenOrigin, TokenSource } from './token-source.js';

/** What a connection needs. Time, network and storage are passed in; a page leaves them out. */
export interface ConnectionOptions extends TokenOrigin {
  /** URL of an organisation's endpoint: `https://paraph.example/o/school/`. */
  readonly endpoint: string;
  readonly ports: Ports;
  /** Default: the page's. */
  readonly fetch?: typeof fetch;
  /** Default: this device's IndexedDB, or the page's memory where a browser blocks it. */
  readonly store?: Promise<Store>;
}

/** One request to the endpoint. */
export interface RequestOptions {
  readonly method?: 'GET' | 'POST';
  readonly body?: string;
  readonly type?: string;
  readonly accept?: string;
  readonly permit?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Sends no token: what is public is asked for by nobody. */
  readonly anonymous?: boolean;
}

/** After so many milliseconds without an answer there is no network worth the name. */
const patience = 30_000;

/**
 * A page's way to one organisation's endpoint: requests with its token, the person's agenda, their key on this device, and the outbox.
 * Fires `agenda` when the agenda was fetched anew, `split-view` when the ledger shows another history than before.
 */
export class Connection extends EventTarget {
  readonly endpoint: string;
  readonly ports: Ports;
  /** @internal */
  readonly checkpoints: CheckpointMemory;
  /** @internal */
  readonly permits: Permits;
  readonly #tokens: TokenSource;
  readonly #fetch: typeof fetch;
  readonly #store: Promise<Store>;
  #outbox: Promise<Outbox> | undefined;
  #announcement: Promise<Announcement> | undefined;
  #agenda: Promise<Agenda> | undefined;
  #device: Promise<PersonDevice> | undefined;
  #closed = new AbortController();
  #skew = 0;

  constructor({ endpoint, ports, fetch: fetcher, store, ...origin }: ConnectionOptions) {
    super();
    this.endpoint = new URL(endpoint.endsWith('/') ? endpoint : `${endpoint}/`, document.baseURI).href;
    this.ports = ports;
    this.#fetch = fetcher ?? ((input, init) => globalThis.fetch(input, init));
    this.#store = store ?? openStore();
    this.#tokens = new TokenSource(origin, { fetch: this.#fetch, clock: ports.clock });
    this.checkpoints = new CheckpointMemory(this);
    this.permits = new Permits(this);
  }

  /** The server's clock as far as it is known: milliseconds since 1970. */
  get now(): number {
    return this.ports.clock() + this.#skew;
  }

  /** By how much this device's clock is off, in whole seconds. */
  get skew(): number {
    return Math.round(-this.#skew / 1000);
  }

  /** This device's storage. */
  get store(): Promise<Store> {
    return this.#store;
  }

  /**
   * Takes the server's time from an answer.
   * @internal
   */
  setClock(serverTime: string): void {
    const difference = Date.parse(serverTime) - this.ports.clock();
    // Less than the way of an answer is no skew.
    this.#skew = Math.abs(difference) < 2_000 ? 0 : difference;
  }

  /**
   * Asks the endpoint.
   *
   * @throws A {@link ParaphError} `unavailable` without a network, else the code of the problem document
   * @internal
   */
  async request(path: string, options: RequestOptions = {}): Promise<Response> {
    const first = await this.#send(path, options, { renew: false });
    if (first.status !== 401 || options.anonymous === true) return this.#checked(first);
    const error = await readError(first);
    if (error.code !== 'token' || !this.#tokens.exists) throw error;
    return this.#checked(await this.#send(path, options, { renew: true }));
  }

  /**
   * Asks the endpoint, and reads the JSON that it answers.
   * @internal
   */
  async get<T>(path: string, { signal, anonymous }: Pick<RequestOptions, 'signal' | 'anonymous'> = {}): Promise<T> {
    return (await (await this.request(path, { signal, anonymous: anonymous ?? false })).json()) as T;
  }

  /**
   * Sends JSON, and reads the JSON that is answered.
   * @internal
   */
  async post<T>(path: string, body: unknown): Promise<T> {
    const sent = await this.request(path, { method: 'POST', body: JSON.stringify(body), type: mediaTypes.json });
    return (await sent.json()) as T;
  }

  /** Who keeps records at this endpoint. Asked once. */
  announcement(): Promise<Announcement> {
    this.#announcement ??= this.get<Announcement>(paths.announcement, { anonymous: true }).then(
      (announcement) => {
        this.setClock(announcement.time);
        return announcement;
      },
      (error: unknown) => {
        this.#announcement = undefined;
        throw error;
      },
    );
    return this.#announcement;
  }

  /** What the token's person can do now. Elements on one page share the answer; `fresh` asks again. */
  agenda({ fresh = false }: { fresh?: boolean } = {}): Promise<Agenda> {
    if (fresh) this.#agenda = undefined;
    this.#agenda ??= this.get<Agenda>(paths.me).then(
      (agenda) => {
        this.setClock(agenda.time);
        if (fresh) this.dispatchEvent(new Event('agenda'));
        return agenda;
      },
      (error: ParaphError) => {
        this.#agenda = undefined;
        if (error.code === 'scope') readings.set(error, 'unlisted');
        throw error;
      },
    );
    return this.#agenda;
  }

  /**
   * Under which everything of this person lies on this device.
   * @internal
   */
  async identity(): Promise<Identity> {
    const { organisation, person } = await this.agenda();
    return { endpoint: this.endpoint, organisation, person };
  }

  /**
   * The person's key on this device.
   * @internal
   */
  device(): Promise<PersonDevice> {
    this.#device ??= Promise.all([this.identity(), this.#store]).then(([identity, store]) => deviceOf(identity, store));
    this.#device.catch(() => {
      this.#device = undefined;
    });
    return this.#device;
  }

  /** Where every signed act goes through. */
  outbox(): Promise<Outbox> {
    this.#outbox ??= this.#store.then((store) => {
      const send = (entry: OutboxEntry) => this.#deliver(entry);
      const outbox = new Outbox(this.endpoint, { store, send, clock: this.ports.clock });
      outbox.start();
      return outbox;
    });
    return this.#outbox;
  }

  /**
   * What the person has half written, kept on this device alone.
   * @internal
   */
  async draft<T>(
    subject: string,
  ): Promise<{ read(): Promise<T | undefined>; write(value: T): Promise<void>; drop(): Promise<void> }> {
    const [{ endpoint, organisation, person }, store] = await Promise.all([this.identity(), this.#store]);
    const key = keyOf(endpoint, organisation, person, subject);
    return {
      read: () => store.get<T>('drafts', key),
      write: (value) => store.put('drafts', key, value),
      drop: () => store.remove('drafts', key),
    };
  }

  /** A file's address for one download: the token never stands in an address. */
  async ticket(path: string): Promise<string> {
    const { ticket } = await this.post<{ ticket: string }>(paths.tickets, { path });
    return new URL(paths.download(ticket), this.endpoint).href;
  }

  /** Gives up what is under way, and stops the outbox's timers; what is kept stays kept. */
  close(): void {
    this.#closed.abort();
    void this.#outbox?.then((outbox) => outbox.stop());
  }

  /** Delivers one act, and takes what comes back only when it is this act under this organisation's seal. */
  async #deliver(entry: OutboxEntry): Promise<Delivered> {
    const options = { method: 'POST', body: entry.text, type: mediaTypes.record, permit: entry.permit } as const;
    const response = await this.request(paths.records, { ...options, anonymous: entry.permit !== undefined }).catch(
      async (error: unknown) => {
        // The permit has ended: a token that identifies the same person may deliver it still; on a shared device it may be another's.
        if (!(error instanceof ParaphError) || error.code !== 'unidentified' || !this.#tokens.exists) throw error;
        await (await import('./check-record.js')).checkPerson(this, entry, error);
        return this.request(paths.records, { ...options, permit: undefined });
      },
    );
    // What checks an answer is fetched with the first answer: nobody needs it to sign.
    const { checkRecord } = await import('./check-record.js');
    return checkRecord(this, { text: await response.text(), act: entry.act });
  }

  async #send(path: string, options: RequestOptions, { renew }: { renew: boolean }): Promise<Response> {
    const { method = 'GET', body, type, accept, permit, signal, anonymous = false } = options;
    const token = anonymous ? undefined : await this.#tokens.current({ renew });
    const headers: Record<string, string> = {
      accept: accept ?? 'application/json, application/problem+json;q=0.9, */*;q=0.1',
    };
    if (token !== undefined) headers.authorization = `Bearer ${token}`;
    if (type !== undefined) headers['content-type'] = type;
    if (permit !== undefined) headers[permitHeader] = permit;
    try {
      // Cookies of the endpoint's own pages are never sent: the token alone says who asks.
      const init: RequestInit = { method, headers, credentials: 'omit', cache: 'no-store' };
      if (body !== undefined) init.body = encodeUtf8(body);
      const signals = [this.#closed.signal, ...(signal === undefined ? [] : [signal])];
      // A stream stays open; everything else is given up when a network neither answers nor fails.
      if (accept !== mediaTypes.events) signals.push(AbortSignal.timeout(patience));
      init.signal = AbortSignal.any(signals);
      return await this.#fetch(new URL(path, this.endpoint), init);
    } catch (cause) {
      throw new ParaphError('unavailable', 'The server could not be reached.', { cause });
    }
  }

  async #checked(response: Response): Promise<Response> {
    if (!response.ok) throw await readError(response);
    return response;
  }
}

/** The coded error that an answer stands for; one without a problem document came from a proxy on the way. */
async function readError(response: Response): Promise<ParaphError> {
  const problem: unknown = await response.json().catch(() => undefined);
  const error = errorOf(problem);
  return response.status === 401 && error.code === 'unavailable'
    ? new ParaphError('token', 'The token was refused.')
    : error;
}
