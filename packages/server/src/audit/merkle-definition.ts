import { createHash } from 'node:crypto';

/**
 * The roots of a tree by RFC 6962 §2.1 as it is written there, recursively over all entries, independent of how the writer gets them.
 * Roots of complete subtrees are remembered, so that one over each checkpoint's entries costs no more than one over all.
 */
export class MerkleDefinition {
  readonly #entries: readonly Uint8Array[];
  readonly #complete = new Map<string, Uint8Array>();

  /** @param entries the entries' bytes, in order */
  constructor(entries: readonly Uint8Array[]) {
    this.#entries = entries;
  }

  /** MTH(D[start:end]), 32 bytes. */
  hash(start: number, end: number): Uint8Array {
    const n = end - start;
    if (n === 0) return sha256(new Uint8Array());
    if (n === 1) return sha256(Uint8Array.of(0), this.#entries[start] as Uint8Array);
    const name = `${start} ${end}`;
    const known = this.#complete.get(name);
    if (known) return known;
    const k = largestPowerOfTwoBelow(n);
    const root = sha256(Uint8Array.of(1), this.hash(start, start + k), this.hash(start + k, end));
    if (n === 2 * k && start % n === 0) this.#complete.set(name, root);
    return root;
  }
}

function largestPowerOfTwoBelow(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
