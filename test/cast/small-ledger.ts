import {
  leafHash,
  openCheckpoint,
  rootOf,
  seenOf,
  signCheckpoint,
  streamsOf,
  verifierKeyOf,
} from '@paraph/core/ledger';
import type { AnyStatement, Seen } from '@paraph/core/model';
import {
  type Act,
  digestOf,
  encodeUtf8,
  entryOf,
  makeAct,
  openRecord,
  type Place,
  type SealedRecord,
  type Signer,
  sealAct,
  writeRecord,
} from '@paraph/core/signing';
import { log } from './origin.js';
import { keys, ports } from './people.js';
import { story } from './statements.js';

const { hash, verifySignature } = ports();
const signers = new Map(Object.values(keys).map((signer) => [signer.key, signer]));

/** The act of a statement, signed by the key of the cast that it names; by nobody when it names none. */
export function signed(statement: AnyStatement): Promise<Act> {
  if (!statement.signer) return makeAct(statement, { hash });
  const signer = signers.get(statement.signer.key);
  if (!signer) throw new TypeError('The statement names a key that is not of the cast.');
  return makeAct(statement, { signer, hash });
}

/** A ledger of a few records: gives each its place, as the one writer does, and keeps all in memory. */
export class SmallLedger {
  /** The origin. */
  readonly log: string;
  /** The sealed records, by index. */
  readonly records: SealedRecord[] = [];
  readonly #sealer: Signer;
  readonly #numbers = new Map<string, number>();
  readonly #devices = new Set<string>();
  #received = '';

  /** @param options another origin, or another key that seals */
  constructor(options: { readonly log?: string; readonly sealer?: Signer } = {}) {
    this.log = options.log ?? log;
    this.#sealer = options.sealer ?? keys.seal;
  }

  /** The records as they travel, by index. */
  get texts(): string[] {
    return this.records.map((record) => writeRecord(record, record.seal));
  }

  /** What stands in the tree, 32 bytes a record. */
  get entries(): Uint8Array[] {
    return this.records.map((record) => entryOf(record, hash));
  }

  /**
   * Seals at the next place: a second after the statement's `at`, never before the record that precedes.
   *
   * @param source a statement, or an act that was signed already
   * @param changes members of the place instead
   */
  async seal(source: AnyStatement | Act, changes: Partial<Place> = {}): Promise<SealedRecord> {
    const act = 'payload' in source ? (source as Act) : await signed(source as AnyStatement);
    const { statement } = openRecord({ payload: act.payload, signatures: act.person ? [act.person] : [] }, hash);
    const place = { ...this.#place(statement), ...changes };
    const seal = await sealAct(act, place, { signer: this.#sealer, hash });
    const record = openRecord(writeRecord(act, seal), hash) as SealedRecord;
    this.records.push(record);
    this.#received = place.received;
    return record;
  }

  /** The record of a kind; throws when there is none or several. */
  find(kind: string): SealedRecord {
    const [found, ...others] = this.records.filter(({ statement }) => statement.kind === kind);
    if (!found || others.length > 0) throw new TypeError(`One record of kind ${kind} was expected.`);
    return found;
  }

  /** The signed checkpoint of a size; default: of all. */
  checkpoint(size = this.records.length): Promise<string> {
    const leaves = this.entries.slice(0, size).map((entry) => leafHash(entry, hash));
    return signCheckpoint({ origin: this.log, size, root: rootOf(leaves, hash) }, { signers: [keys.checkpoint], hash });
  }

  /** What a device says that it holds: the checkpoint of a size. */
  async seen(size = this.records.length): Promise<Seen> {
    const key = verifierKeyOf(this.log, { jwk: keys.checkpoint.jwk, hash });
    const opened = await openCheckpoint(await this.checkpoint(size), { keys: [key], verifySignature });
    if (!opened.verified) throw new TypeError(`The checkpoint is refused: ${opened.reason}.`);
    return seenOf(opened);
  }

  #place(statement: AnyStatement): Place {
    const streams = streamsOf(statement).map((of) => ({ of, n: this.#next(of) }));
    const at = new Date(Date.parse(statement.at ?? '2026-11-24T08:00:00.000Z') + 1000).toISOString();
    const place = {
      log: this.log,
      index: this.records.length,
      streams,
      // A seal states at least one: for a test that needs a record, not the keys' history.
      keys: this.#numbers.get('keys') ?? 1,
      received: at > this.#received ? at : this.#received,
    };
    if (!statement.signer?.person) return { ...place, facts: [] };
    const known = this.#devices.has(statement.signer.key);
    this.#devices.add(statement.signer.key);
    return {
      ...place,
      permit: 'accepted',
      channel: 'page',
      identified: { by: 'site-token', evidence: digestOf(encodeUtf8('a token of the site'), hash) },
      facts: known ? [] : ['new-device'],
    };
  }

  #next(stream: string): number {
    const number = (this.#numbers.get(stream) ?? 0) + 1;
    this.#numbers.set(stream, number);
    return number;
  }
}

/**
 * A ledger with sealed records at their places, from the entry that adds its keys.
 *
 * @param told what to seal, in order; default: one of each kind
 */
export async function sealed(told: readonly AnyStatement[] = story()): Promise<SmallLedger> {
  const ledger = new SmallLedger();
  for (const statement of told) await ledger.seal(statement);
  return ledger;
}
