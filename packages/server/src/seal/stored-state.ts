import { type Hash, rootAt } from '@paraph/core/ledger';
import type { Digest, Seen } from '@paraph/core/model';
import { readStored } from '../organisation/statements.js';
import type { Batch, DeviceKey, EntryPlace, OrganisationStorage, StoredRecord, ViewEntry } from '../storage/storage.js';
import type { SessionData } from '../views/rows.js';
import type { CheckedAct } from './check.js';
import { Recent } from './recent.js';
import { tileReader } from './tiles.js';
import type { Turn } from './turn.js';

/** What the writer knows of what is stored, asked once a batch and kept where it may be: it is the only one who changes it. */
export class StoredState {
  readonly #storage: OrganisationStorage;
  readonly #log: string;
  readonly #hash: Hash;
  readonly #ends = new Recent<string, number>(50_000);
  readonly #sessions = new Recent<string, SessionData>(5000);
  readonly #roots = new Recent<number, string>(1000);
  readonly #devices = new Recent<string, DeviceKey>(50_000);
  /** Batches that are sealed and on their way to the disk. */
  readonly #underWay = new Set<Batch>();

  constructor(storage: OrganisationStorage, { log, hash }: { readonly log: string; readonly hash: Hash }) {
    this.#storage = storage;
    this.#log = log;
    this.#hash = hash;
  }

  /** Forgets everything that was kept, after a transaction that failed. */
  forget(): void {
    for (const kept of [this.#ends, this.#sessions, this.#roots, this.#devices, this.#underWay]) kept.clear();
  }

  /** Remembers what was sealed: what comes next is held against it before storage has it. */
  keep({ batch, ends, sessions }: Pick<Turn, 'batch' | 'ends' | 'sessions'>): void {
    this.#underWay.add(batch);
    for (const [of, n] of ends) this.#ends.set(of, n);
    for (const [session, data] of sessions) this.#sessions.set(session, data);
    for (const device of batch.views.deviceKeys) this.#devices.set(device.key, device);
  }

  /** Storage has it. */
  stored(batch: Batch): void {
    this.#underWay.delete(batch);
  }

  async records(acts: readonly Digest[]): Promise<Map<Digest, StoredRecord>> {
    const kept = [...this.#underWay].flatMap(({ records }) => records);
    return new Map([...kept, ...(await this.#storage.records(acts))].map((record) => [record.act, record]));
  }

  async spentOn(nonces: readonly string[]): Promise<Map<string, Digest>> {
    const kept = [...this.#underWay].flatMap(({ spent }) => spent);
    return new Map([...kept.map(({ nonce, act }) => [nonce, act] as const), ...(await this.#storage.spentOn(nonces))]);
  }

  /** Whose keys these are, of those that have signed before; the first row of a key stands for good. */
  async deviceKeys(keys: readonly string[]): Promise<Map<string, DeviceKey>> {
    const missing = keys.filter((key) => this.#devices.get(key) === undefined);
    for (const [key, device] of await this.#storage.deviceKeys(missing)) this.#devices.set(key, device);
    const known = keys.map((key) => this.#devices.get(key)).filter((device) => device !== undefined);
    return new Map(known.map((device) => [device.key, device]));
  }

  /** Where streams end. */
  async ends(streams: readonly string[]): Promise<Map<string, number>> {
    const missing = streams.filter((of) => this.#ends.get(of) === undefined);
    for (const { of, n } of await this.#storage.ends(this.#log, [...new Set(missing)])) this.#ends.set(of, n);
    return new Map(streams.map((of) => [of, this.#ends.get(of) ?? 0]));
  }

  /** The act that stands in a view's row, and what it relies on. */
  async standing(place: EntryPlace & { readonly by: string }): Promise<Pick<CheckedAct, 'act' | 'relies'> | undefined> {
    const isThere = (entry: ViewEntry) => entry.kind === place.kind && entry.of === place.of && entry.by === place.by;
    const kept = [...this.#underWay].flatMap(({ views }) => views.entries).findLast(isThere);
    const found = kept ?? (await this.#storage.entry(place));
    const record = found && (await this.records([found.act])).get(found.act);
    return record && { act: record.act, relies: (readStored(record).statement.relies ?? []) as Digest[] };
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
