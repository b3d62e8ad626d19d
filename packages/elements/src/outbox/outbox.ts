import { type ErrorCode, type ErrorFields, isParaphError, ParaphError } from '@paraph/core/errors';
import { keyOf, PageStore, type Store } from './store.js';

/** One act on its way, or arrived. */
export interface OutboxEntry {
  /** The act's digest: its name. */
  readonly act: string;
  readonly endpoint: string;
  readonly organisation: string;
  readonly person: string;
  readonly kind: string;
  /** What it is about, as in the statement. */
  readonly about: Readonly<Record<string, unknown>>;
  /** The signed act, as it travels. */
  readonly text: string;
  /** The server's leave, which lets it be delivered late, without a token. */
  readonly permit?: string;
  /** The signer's clock, corrected: RFC 3339. */
  readonly at: string;
  readonly state: 'kept' | 'recorded' | 'refused';
  readonly attempts: number;
  /** Not tried again before: milliseconds since 1970. */
  readonly next: number;
  /** Why the last attempt did not succeed. */
  readonly problem?: { readonly code: ErrorCode; readonly message: string; readonly fields: ErrorFields };
  /** The sealed record, as it came. */
  readonly record?: string;
  /** The organisation's clock, from its seal: RFC 3339. */
  readonly received?: string;
  /** Whether the seal says that it came late. */
  readonly late?: boolean;
  /** The device had no room: it lies in the memory of this page alone. */
  readonly fragile?: boolean;
}

/** What came back for an act, checked. */
export type Delivered = Required<Pick<OutboxEntry, 'record' | 'received' | 'late'>>;

/** What the outbox needs of the world. */
export interface OutboxOptions {
  readonly store: Store;
  /** Delivers one act; gives the sealed record. */
  readonly send: (entry: OutboxEntry) => Promise<Delivered>;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** What may yet succeed: with a network, a token or another day. Everything else is refused for good. */
const passing: ReadonlySet<ErrorCode> = new Set([
  'unavailable',
  'internal',
  'storage',
  'read-only',
  'token',
  'unidentified',
  'role',
  'method',
]);
const longestWait = 5 * 60_000;

/**
 * Keeps every signed act until the organisation has sealed it: over lost networks, closed pages and expired tokens.
 * Fires `change` when an entry changes, in this tab or in another.
 */
export class Outbox extends EventTarget {
  #store: Store;
  #memory = new PageStore();
  #send: OutboxOptions['send'];
  #clock: () => number;
  #endpoint: string;
  #channel: BroadcastChannel | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #delivering: Promise<void> | undefined;

  constructor(endpoint: string, { store, send, clock }: OutboxOptions) {
    super();
    this.#endpoint = endpoint;
    this.#store = store;
    this.#send = send;
    this.#clock = clock;
  }

  /** Starts to deliver what was kept before, and to listen for the network and for other tabs. */
  start(): void {
    addEventListener('online', this.#online);
    if (typeof BroadcastChannel !== 'undefined') {
      this.#channel = new BroadcastChannel(`paraph-outbox ${this.#endpoint}`);
      this.#channel.onmessage = () => this.dispatchEvent(new Event('change'));
    }
    // A page that is opened again is reason enough to try at once.
    void this.deliver({ now: true });
  }

  /** Stops listening; what is kept stays kept. */
  stop(): void {
    removeEventListener('online', this.#online);
    clearTimeout(this.#timer);
    this.#channel?.close();
    this.#channel = undefined;
  }

  /** Keeps a signed act. When the device has no room it stays in this page's memory, and `fragile` says so. */
  async keep(entry: OutboxEntry): Promise<OutboxEntry> {
    return this.#write(entry);
  }

  /** What one person has signed on this device: on its way, recorded and refused. */
  async list({ organisation, person }: { organisation: string; person: string }): Promise<OutboxEntry[]> {
    return this.#all(keyOf(this.#endpoint, organisation, person));
  }

  /** One act, as it stands now. */
  async find(entry: Pick<OutboxEntry, 'organisation' | 'person' | 'act'>): Promise<OutboxEntry | undefined> {
    const key = this.#keyOf(entry);
    return (await this.#memory.get<OutboxEntry>('acts', key)) ?? (await this.#store.get<OutboxEntry>('acts', key));
  }

  /** Drops an act that was refused for good: its author has seen why. */
  async forget(entry: OutboxEntry): Promise<void> {
    const key = this.#keyOf(entry);
    await Promise.all([this.#store.remove('acts', key), this.#memory.remove('acts', key)]);
    this.#changed();
  }

  /** Sends what is due, one after the other, one tab at a time. Never throws: what doesn't arrive stays kept. */
  async deliver({ now = false }: { now?: boolean } = {}): Promise<void> {
    if (this.#delivering !== undefined && !now) return this.#delivering;
    const before = this.#delivering ?? Promise.resolve();
    const run = before
      .then(() => this.#alone(() => this.#deliverDue(now)))
      .catch(() => undefined)
      .finally(() => {
        if (this.#delivering === run) this.#delivering = undefined;
      });
    this.#delivering = run;
    return run;
  }

  async #deliverDue(now: boolean): Promise<void> {
    const entries = await this.#all(keyOf(this.#endpoint));
    for (const listed of entries) {
      if (listed.state !== 'kept' || (!now && listed.next > this.#clock())) continue;
      // Another tab may have delivered it while this one waited for its turn.
      const entry = await this.find(listed);
      if (entry?.state === 'kept') await this.#attempt(entry);
    }
    await this.#schedule();
  }

  async #attempt(entry: OutboxEntry): Promise<void> {
    const { problem: _, ...clean } = entry;
    try {
      await this.#write({ ...clean, state: 'recorded', ...(await this.#send(entry)) });
    } catch (thrown) {
      const error = isParaphError(thrown) ? thrown : new ParaphError('internal', String(thrown));
      const problem = { code: error.code, message: error.message, fields: plain(error.fields) };
      const attempts = entry.attempts + 1;
      const wait = Math.min(2_000 * 2 ** Math.min(entry.attempts, 10), longestWait);
      const state = passing.has(error.code) ? 'kept' : 'refused';
      await this.#write({ ...clean, state, attempts, problem, next: this.#clock() + wait });
    }
  }

  async #schedule(): Promise<void> {
    clearTimeout(this.#timer);
    const waiting = (await this.#all(keyOf(this.#endpoint))).filter(({ state }) => state === 'kept');
    if (waiting.length === 0) return;
    const soonest = Math.min(...waiting.map(({ next }) => next));
    this.#timer = setTimeout(() => void this.deliver(), Math.max(soonest - this.#clock(), 1_000));
  }

  /** Two tabs never send at once: the second waits, and finds nothing left to do. */
  async #alone(work: () => Promise<void>): Promise<void> {
    if (!('locks' in navigator)) return work();
    let ran = false;
    try {
      await navigator.locks.request(`paraph-outbox ${this.#endpoint}`, () => {
        ran = true;
        return work();
      });
    } catch (error) {
      // A frame whose storage is blocked has no locks either; a retry of the same act does no harm.
      if (ran) throw error;
      await work();
    }
  }

  async #write(entry: OutboxEntry): Promise<OutboxEntry> {
    const key = this.#keyOf(entry);
    let written = entry;
    try {
      await this.#store.put('acts', key, entry);
      await this.#memory.remove('acts', key);
    } catch {
      written = { ...entry, fragile: true };
      await this.#memory.put('acts', key, written);
    }
    this.#changed();
    return written;
  }

  async #all(beginning: string): Promise<OutboxEntry[]> {
    const memory = await this.#memory.list<OutboxEntry>('acts', beginning);
    const stored = await this.#store.list<OutboxEntry>('acts', beginning).catch(() => []);
    const fragile = new Set(memory.map(({ act }) => act));
    return [...stored.filter(({ act }) => !fragile.has(act)), ...memory].sort((a, b) => (a.at < b.at ? -1 : 1));
  }

  #keyOf({ organisation, person, act }: Pick<OutboxEntry, 'organisation' | 'person' | 'act'>): string {
    return keyOf(this.#endpoint, organisation, person, act);
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
    this.#channel?.postMessage('change');
  }

  #online = (): void => {
    void this.deliver({ now: true });
  };
}

/** What can be stored: the cause of an error can't. */
function plain({ cause: _, ...fields }: ErrorFields): ErrorFields {
  return JSON.parse(JSON.stringify(fields)) as ErrorFields;
}
