import { ParaphError } from '../errors.js';
import type { KeyChange, KeyPurpose, PublicJwk, ThumbprintUri } from '../model.js';
import { checkStatement } from '../model.js';
import {
  isSealed,
  openRecord,
  type Ports,
  type SealedRecord,
  thumbprintOf,
  verifyPerson,
  verifySeal,
} from '../signing.js';
import type { RecordJson } from './bundle.js';
import type { Finding } from './report.js';

/** A key of the organisation, and for which entries of the ledger it holds. */
export interface HeldKey {
  readonly purpose: KeyPurpose;
  readonly jwk: PublicJwk;
  /** Index of the record that adds it. */
  readonly from: number;
  /** Index of the record that retires or revokes it: it holds below. */
  until?: number;
  /** For a revoked key: entries below this size stand, later ones are not judged. */
  trustedBelow?: number;
}

/** The organisation's keys, as its recovery key gave and ended them. */
export interface OrganisationKeys {
  readonly organisation: ThumbprintUri;
  readonly names: readonly string[];
  readonly held: ReadonlyMap<ThumbprintUri, HeldKey>;
  /** How many `key` records there are. */
  readonly count: number;
  /** The `key` records, in order. */
  readonly records: readonly SealedRecord[];
  readonly findings: readonly Finding[];
}

/**
 * Follows the stream `keys` from its first record, by signatures alone (format.md, "Keys"): each change signed by a recovery key
 * or by an announced successor for itself, and sealed by a key in force after it, its own included.
 *
 * @param source the records of the stream
 * @returns the keys; where a record fails, what came before it, and a finding
 */
export async function followKeys(source: readonly RecordJson[], ports: Ports): Promise<OrganisationKeys | undefined> {
  const findings: Finding[] = [];
  const records: SealedRecord[] = [];
  for (const [at, json] of source.entries()) {
    try {
      const record = openRecord(json, ports.hash);
      checkStatement(record.statement);
      if (!isSealed(record) || record.statement.kind !== 'key')
        throw new ParaphError('statement', 'Not a sealed key record.');
      records.push(record);
    } catch {
      findings.push({ code: 'keys-invalid', subject: `keys[${at}]` });
    }
  }
  records.sort((left, right) => left.seal.header.paraph.index - right.seal.header.paraph.index);
  const first = records[0];
  if (!first) return undefined;
  const organisation = first.statement.organisation;
  const state = new KeyState(organisation, ports);
  for (const [at, record] of records.entries()) {
    const number = record.seal.header.paraph.streams.find(({ of }) => of === 'keys')?.n;
    const fits = number === at + 1 && record.seal.header.paraph.keys === at + 1 && (await state.apply(record));
    if (!fits) findings.push({ code: number === at + 1 ? 'keys-invalid' : 'keys-incomplete', subject: record.act });
  }
  return { organisation, names: state.names, held: state.held, count: records.length, records, findings };
}

class KeyState {
  readonly held = new Map<ThumbprintUri, HeldKey>();
  names: readonly string[] = [];
  readonly #organisation: ThumbprintUri;
  readonly #ports: Ports;
  readonly #announced = new Map<ThumbprintUri, KeyPurpose>();

  constructor(organisation: ThumbprintUri, ports: Ports) {
    this.#organisation = organisation;
    this.#ports = ports;
  }

  /** Takes one change over, or refuses it whole. */
  async apply(record: SealedRecord): Promise<boolean> {
    const change = record.statement as unknown as KeyChange;
    const jwk = record.personHeader?.jwk;
    if (jwk === undefined || change.organisation !== this.#organisation) return false;
    if (!this.#maySign(change) || !(await verifyPerson(record, this.#ports))) return false;
    this.#take(change, record.seal.header.paraph.index, jwk);
    const seal = this.held.get(record.seal.header.kid);
    return seal?.purpose === 'seal' && seal.until === undefined && verifySeal(record, seal.jwk, this.#ports);
  }

  #maySign({ signer, add = [], retire = [], revoke = [], announce = [], names = [] }: KeyChange): boolean {
    if (signer.role === 'recovery') {
      const known = this.held.get(signer.key);
      if (this.held.size === 0) return signer.key === this.#organisation;
      return known?.purpose === 'recovery' && known.until === undefined;
    }
    // A successor adds itself for the purpose that it was announced for, and may retire a key of that purpose. Nothing else.
    const purpose = this.#announced.get(signer.key);
    return (
      purpose !== undefined &&
      purpose !== 'recovery' &&
      add.length === 1 &&
      add.every((one) => one.purpose === purpose && thumbprintOf(one.jwk, this.#ports.hash) === signer.key) &&
      retire.every((key) => this.held.get(key)?.purpose === purpose) &&
      revoke.length + announce.length + names.length === 0
    );
  }

  #take(
    { signer, add = [], retire = [], revoke = [], announce = [], names }: KeyChange,
    index: number,
    jwk: PublicJwk,
  ): void {
    if (this.held.size === 0) this.held.set(signer.key, { purpose: 'recovery', jwk, from: index });
    for (const one of add) {
      const key = thumbprintOf(one.jwk, this.#ports.hash);
      // A key that was ended stays ended: adding it again would bring back what it may have signed meanwhile.
      if (!this.held.has(key)) this.held.set(key, { purpose: one.purpose, jwk: one.jwk, from: index });
    }
    for (const key of retire) this.#end(key, index);
    for (const { key, lastTrusted } of revoke) {
      const ended = this.#end(key, index);
      if (ended) ended.trustedBelow = lastTrusted.size;
    }
    for (const { key, purpose } of announce) this.#announced.set(key, purpose);
    if (names) this.names = names;
  }

  #end(key: ThumbprintUri, index: number): HeldKey | undefined {
    const held = this.held.get(key);
    if (held) held.until ??= index;
    return held;
  }
}
