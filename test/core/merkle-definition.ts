// RFC 6962 §2.1 as it is written there, recursive and slow: what the ledger's own code is held against.
import { hash } from 'node:crypto';

export const sha256 = (data: Uint8Array): Uint8Array => new Uint8Array(hash('sha256', data, 'buffer'));

/** D[n]: entries, with the roots of their ranges remembered. */
export class Entries {
  readonly #entries: readonly Uint8Array[];
  readonly #roots = new Map<string, Uint8Array>();

  constructor(entries: readonly Uint8Array[]) {
    this.#entries = entries;
  }

  /** MTH(D[start:end]), §2.1. */
  root(start: number, end: number): Uint8Array {
    const name = `${start}:${end}`;
    const known = this.#roots.get(name) ?? this.#root(start, end);
    this.#roots.set(name, known);
    return known;
  }

  #root(start: number, end: number): Uint8Array {
    if (end === start) return sha256(new Uint8Array());
    if (end - start === 1) return sha256(Buffer.concat([Buffer.of(0), this.#entries[start] as Uint8Array]));
    const k = start + split(end - start);
    return sha256(Buffer.concat([Buffer.of(1), this.root(start, k), this.root(k, end)]));
  }

  /** PATH(m, D[start:end]), §2.1.1. */
  path(m: number, [start, end]: readonly [number, number]): Uint8Array[] {
    if (end - start === 1) return [];
    const k = split(end - start);
    return m < k
      ? [...this.path(m, [start, start + k]), this.root(start + k, end)]
      : [...this.path(m - k, [start + k, end]), this.root(start, start + k)];
  }

  /** PROOF(m, D[n]), §2.1.2. */
  proof(m: number, n: number): Uint8Array[] {
    return this.#subproof(m, [0, n], true);
  }

  #subproof(m: number, [start, end]: readonly [number, number], whole: boolean): Uint8Array[] {
    if (m === end - start) return whole ? [] : [this.root(start, end)];
    const k = split(end - start);
    return m <= k
      ? [...this.#subproof(m, [start, start + k], whole), this.root(start + k, end)]
      : [...this.#subproof(m - k, [start + k, end], false), this.root(start, start + k)];
  }
}

/** "Let k be the largest power of two smaller than n." */
function split(n: number): number {
  let k = 1;
  while (k < n) k *= 2;
  return k / 2;
}
