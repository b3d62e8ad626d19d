import { type Hash, hashLength, nodeHasher } from './tree.js';

/** What an inclusion proof is held against. */
export interface InclusionClaim {
  /** The leaf's index, from 0. */
  readonly index: number;
  /** The tree's size. */
  readonly size: number;
  /** The leaf hash, recomputed from the entry, never taken from who presents the proof. */
  readonly leaf: Uint8Array;
  /** The root that the checkpoint states. */
  readonly root: Uint8Array;
  /** SHA-256. */
  readonly hash: Hash;
}

/**
 * Checks that a leaf is in a tree. RFC 9162 §2.1.3.2, and every hash has 32 bytes.
 *
 * @param path the proof: hashes, the leaf's sibling first
 * @param claim what it should prove
 * @returns whether it does; nothing in the proof or the claim makes it throw
 *
 * @example
 * ```ts
 * import { leafHash, verifyInclusion } from '@paraph/core/ledger';
 * import { defaultPorts } from '@paraph/core/signing';
 * const { hash } = defaultPorts();
 * const leaf = leafHash(new Uint8Array(32), hash);
 * console.log(verifyInclusion([], { index: 0, size: 1, leaf, root: leaf, hash })); // true
 * ```
 */
export function verifyInclusion(
  path: readonly Uint8Array[],
  { index, size, leaf, root, hash }: InclusionClaim,
): boolean {
  if (!(areSizes(index, size) && areHashes([leaf, root, ...path]))) return false;
  if (index >= size) return false; // step 1
  const node = nodeHasher(hash);
  let [fn, sn, r] = [index, size - 1, leaf]; // steps 2 and 3
  for (const p of path) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      r = node(p, r);
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      r = node(r, p);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && equal(r, root); // step 5
}

/** What a consistency proof is held against. */
export interface ConsistencyClaim {
  /** The earlier size, at least 1: every tree is consistent with the empty one, so that nothing would be proved. */
  readonly from: number;
  /** The later size. */
  readonly to: number;
  /** The root that the earlier checkpoint states. */
  readonly fromRoot: Uint8Array;
  /** The root that the later checkpoint states. */
  readonly toRoot: Uint8Array;
  /** SHA-256. */
  readonly hash: Hash;
}

/**
 * Checks that a tree begins with an earlier one. RFC 9162 §2.1.4.2; between equal sizes the roots are equal and the proof is empty.
 *
 * @param path the proof
 * @param claim what it should prove
 * @returns whether it does; nothing in the proof or the claim makes it throw
 *
 * @example
 * ```ts
 * import { leafHash, verifyConsistency } from '@paraph/core/ledger';
 * import { defaultPorts } from '@paraph/core/signing';
 * const { hash } = defaultPorts();
 * const root = leafHash(new Uint8Array(32), hash);
 * console.log(verifyConsistency([], { from: 1, to: 1, fromRoot: root, toRoot: root, hash })); // true
 * ```
 */
export function verifyConsistency(
  path: readonly Uint8Array[],
  { from, to, fromRoot, toRoot, hash }: ConsistencyClaim,
): boolean {
  if (!areSizes(from, to) || from === 0 || from > to) return false;
  if (from === to) return path.length === 0 && equal(fromRoot, toRoot);
  if (!areHashes([fromRoot, toRoot, ...path])) return false;
  if (path.length === 0) return false; // step 1
  const [first, ...rest] = isPowerOfTwo(from) ? [fromRoot, ...path] : path; // step 2
  let [fn, sn] = [from - 1, to - 1]; // step 3
  while (isOdd(fn)) [fn, sn] = [half(fn), half(sn)]; // step 4
  const node = nodeHasher(hash);
  let [fr, sr] = [first as Uint8Array, first as Uint8Array]; // step 5
  for (const c of rest) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      fr = node(c, fr);
      sr = node(c, sr);
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      sr = node(sr, c);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && equal(fr, fromRoot) && equal(sr, toRoot); // step 7
}

const areSizes = (...values: number[]) => values.every((value) => Number.isSafeInteger(value) && value >= 0);
const areHashes = (values: readonly Uint8Array[]) => values.every((value) => value.length === hashLength);
const isOdd = (value: number) => value % 2 === 1;
// Halved, not shifted: `>>` cuts at 32 bits.
const half = (value: number) => Math.floor(value / 2);
const isPowerOfTwo = (value: number) => {
  let rest = value;
  while (rest > 1 && !isOdd(rest)) rest = half(rest);
  return rest === 1;
};

function equal(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, at) => byte === right[at]);
}
