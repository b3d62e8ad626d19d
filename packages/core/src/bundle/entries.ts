import type { Digest, SealClaims } from '../model.js';
import { encodeBase64url, type Ports, recordDigest, type SealedRecord, type Stub } from '../signing.js';

/** One entry of a ledger that a file shows: a record, or the stub of one. */
export interface Entry {
  readonly claims: SealClaims;
  /** The seal's protected header, as it came. */
  readonly seal: string;
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
  return { claims: stub.header.paraph, seal: stub.protected, digest: encodeBase64url(bytes), bytes };
}

/** `log#index`. */
export const placeOf = ({ log, index }: Pick<SealClaims, 'log' | 'index'>): string => `${log}#${index}`;

/** All entries of all files, each once. */
export class Entries {
  readonly #places = new Map<string, Entry>();
  readonly #numbers = new Map<string, Entry>();
  readonly #acts = new Map<Digest, Entry>();

  /**
   * Adds an entry.
   *
   * @returns an entry that contradicts it: another at its place or with its number, or another place of the same act.
   * One of the same act under the same header does not: an ECDSA signature has a second spelling that needs no key (r, n − s), so that a
   * stranger could make one. Only one of the two is proved to stand in the ledger
   */
  add(entry: Entry): Entry | undefined {
    const { act, log, streams } = entry.claims;
    const place = placeOf(entry.claims);
    const known = this.#places.get(place);
    if (known && (known.seal !== entry.seal || known.claims.act !== act)) return known;
    if (!known || (!known.record && entry.record)) this.#places.set(place, entry);
    const same = this.#acts.get(act);
    if (same && same.claims.log === log && placeOf(same.claims) !== place) return same;
    if (!same || (!same.record && entry.record)) this.#acts.set(act, entry);
    for (const { of, n } of streams) {
      const number = `${log} ${of} ${n}`;
      const holder = this.#numbers.get(number);
      if (holder && placeOf(holder.claims) !== place) return holder;
      this.#numbers.set(number, holder ?? entry);
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
