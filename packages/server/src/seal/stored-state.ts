import { type Hash, rootAt } from '@paraph/core/ledger';
import type { Digest, Seen } from '@paraph/core/model';
import type { DeviceKey, OrganisationStorage, StoredRecord } from '../storage/storage.js';
import type { SessionData } from '../views/rows.js';
import type { CheckedAct } from './check.js';
import { Recent } from './recent.js';
import { tileReader } from './tiles.js';

/** What the writer knows of what is stored, asked once a batch and kept where it may be: it is the only one who changes it. */
export class StoredState {
  readonly #storage: OrganisationStorage;
  readonly #log: string;
  readonly #hash: Hash;
  readonly #ends = new Recent<string, number>(50_000);
  readonly #sessions = new Recent<string, SessionData>(5000);
  readonly #roots = new Recent<number, string>(1000);

  constructor(storage: OrganisationStorage, { log, hash }: { readonly log: string; readonly hash: Hash }) {
    this.#storage = storage;
    this.#log = log;
    this.#hash = hash;
  }

  /** Forgets everything that was kept, after a transaction that failed. */
  forget(): void {
    for (const kept of [this.#ends, this.#sessions, this.#roots]) kept.clear();
  }

  async records(acts: readonly Digest[]): Promise<Map<Digest, StoredRecord>> {
    return new Map((await this.#storage.records(acts)).map((record) => [record.act, record]));
  }

  spentOn(nonces: readonly string[]): Promise<Map<string, Digest>> {
    return this.#storage.spentOn(nonces);
  }

  deviceKeys(keys: readonly string[]): Promise<Map<string, DeviceKey>> {
    return this.#storage.deviceKeys(keys);
  }

  /** Where streams end. */
  async ends(streams: readonly string[]): Promise<Map<string, number>> {
    const missing = streams.filter((of) => this.#ends.get(of) === undefined);
    for (const { of, n } of await this.#storage.ends(this.#log, [...new Set(missing)])) this.#ends.set(of, n);
    return new Map(streams.map((of) => [of, this.#ends.get(of) ?? 0]));
  }

  /** Remembers what was stored. */
  keepEnds(ends: ReadonlyMap<string, number>): void {
    for (const [of, n] of ends) this.#ends.set(of, n);
  }

  async session(checked: CheckedAct): Promise<SessionData | undefined> {
    const { session } = checked.about;
    if (typeof session !== 'string') return undefined;
    const known = this.#sessions.get(session);
    if (known !== undefined) return known;
    const found = await this.#storage.entry({ kind: 'session', of: session });
    if (!found) return undefined;
    const data = JSON.parse(found.data) as SessionData;
    this.#sessions.set(session, data);
    return data;
  }

  /** A new version was stored. */
  keepSession(session: string, data: SessionData): void {
    this.#sessions.set(session, data);
  }

  /** Whether a genuine checkpoint isn't one of this tree, whose size is given. */
  async splits(seen: Seen | undefined, size: number): Promise<boolean> {
    if (!seen) return false;
    if (seen.log !== this.#log || seen.size > size) return true;
    const kept = this.#roots.get(seen.size);
    if (kept !== undefined) return kept !== seen.root;
    const stored = await this.#storage.checkpoint(this.#log, seen.size);
    const source = { readTile: tileReader(this.#storage, this.#log), hash: this.#hash };
    const root = stored?.root ?? Buffer.from(await rootAt(seen.size, source)).toString('base64');
    this.#roots.set(seen.size, root);
    return root !== seen.root;
  }
}
