import type { Digest, SealClaims } from '../model.js';
import { encodeBase64url, type Ports, recordDigest, type SealedRecord, type Stub } from '../signing.js';

/** One entry of a ledger that a file shows: a record, or the stub of one. */
export interface Entry {
  readonly claims: SealClaims;
  /** base64url of the 32 bytes that stand in the ledger. */
  readonly digest: string;
  readonly bytes: Uint8Array;
  readonly record?: SealedRecord;
}

/** An entry for a record. */
export function entryOfRecord(record: SealedRecord, hash: Ports['hash']): Entry {
  return { ...entryOfStub(record.seal, hash), record };
}

/** An entry for a stub: its seal proves place and numbers without content. */
export function entryOfStub(stub: Stub, hash: Ports['hash']): Entry {
  const bytes = recordDigest(stub.header.paraph.act, stub, hash);
  return { claims: stub.header.paraph, digest: encodeBase64url(bytes), bytes };
}

/** `log#index`. */
export const placeOf = ({ log, index }: Pick<SealClaims, 'log' | 'index'>): string => `${log}#${index}`;

/** All entries of all files, each once, with what contradicts itself. */
export class Entries {
  readonly #places = new Map<string, Entry>();
  readonly #numbers = new Map<string, string>();
  readonly #acts = new Map<Digest, Entry>();

  /** Adds an entry. Returns the place that another entry, or another record of the same act, holds already. */
  add(entry: Entry): string | undefined {
    const place = placeOf(entry.claims);
    const known = this.#places.get(place);
    if (known && known.digest !== entry.digest) return place;
    if (!known || (!known.record && entry.record)) this.#places.set(place, entry);
    const act = this.#acts.get(entry.claims.act);
    if (act && placeOf(act.claims) !== place && act.claims.log === entry.claims.log) return place;
    if (!act || (!act.record && entry.record)) this.#acts.set(entry.claims.act, entry);
    for (const { of, n } of entry.claims.streams) {
      const number = `${entry.claims.log} ${of} ${n}`;
      if ((this.#numbers.get(number) ?? place) !== place) return place;
      this.#numbers.set(number, place);
    }
    return undefined;
  }

  /** By act digest. */
  get(act: Digest): Entry | undefined {
    return this.#acts.get(act);
  }

  /** In the order of the ledgers. */
  inOrder(): Entry[] {
    return [...this.#places.values()].sort(
      (left, right) => compare(left.claims.log, right.claims.log) || left.claims.index - right.claims.index,
    );
  }
}

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
