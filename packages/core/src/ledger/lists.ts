import { ParaphError } from '../errors.js';
import type { Digest } from '../model.js';
import { decodeBase64url, encodeBase64url } from '../signing.js';
import { rootOf } from './frontier.js';
import { verifyInclusion } from './proof-checks.js';
import { inclusionRanges } from './ranges.js';
import { type Hash, leafHash } from './tree.js';

/** Many acts by one root, as in a statement's `list`. */
export interface ListRoot {
  /** The root, base64url. */
  readonly root: string;
  /** How many acts. */
  readonly size: number;
}

/** One act of a list with the path to its root, as in a bundle's `lists`. */
export interface ListedAct {
  /** The act's place in the list, from 0. */
  readonly index: number;
  /** How many acts the list has. */
  readonly size: number;
  /** The act digest. */
  readonly act: Digest;
  /** The inclusion proof: hashes in base64url, the leaf's sibling first. */
  readonly path: readonly string[];
}

/**
 * Names many acts by one root: RFC 6962 §2.1 over the raw 32 bytes of their digests, in this order.
 *
 * @param acts act digests
 * @param hash SHA-256
 * @returns a statement's `list`
 * @throws A {@link ParaphError} `malformed` when one isn't a digest
 *
 * @example
 * ```ts
 * import { listPath, listRoot, verifyListed } from '@paraph/core/ledger';
 * import { defaultPorts, digestOf } from '@paraph/core/signing';
 * const { hash } = defaultPorts();
 * const acts = [1, 2, 3].map((byte) => digestOf(new Uint8Array([byte]), hash));
 * const list = listRoot(acts, hash);
 * console.log(verifyListed(listPath(acts, { index: 1, hash }), { ...list, hash })); // true
 * ```
 */
export function listRoot(acts: readonly Digest[], hash: Hash): ListRoot {
  return { root: encodeBase64url(rootOf(leavesOf(acts, hash), hash)), size: acts.length };
}

/**
 * Takes one act out of a list, with its path to the root: so that it can be shown without the others.
 *
 * @param acts all act digests of the list
 * @param options which one, by its place from 0, and the hash
 * @returns an entry of a bundle's `lists`
 * @throws A {@link ParaphError} `malformed` when one isn't a digest
 *
 * @example
 * ```ts
 * import { listPath } from '@paraph/core/ledger';
 * import { defaultPorts, digestOf } from '@paraph/core/signing';
 * const { hash } = defaultPorts();
 * const acts = [1, 2, 3].map((byte) => digestOf(new Uint8Array([byte]), hash));
 * console.log(listPath(acts, { index: 2, hash }).path.length); // 1
 * ```
 */
export function listPath(
  acts: readonly Digest[],
  { index, hash }: { readonly index: number; readonly hash: Hash },
): ListedAct {
  const act = acts[index];
  if (act === undefined) throw new TypeError(`A list of ${acts.length} acts has none at ${index}.`);
  const leaves = leavesOf(acts, hash);
  const path = inclusionRanges(index, acts.length).map(({ start, end }) =>
    encodeBase64url(rootOf(leaves.slice(start, end), hash)),
  );
  return { index, size: acts.length, act, path };
}

/**
 * Checks that an act is in the list of a root. RFC 9162 §2.1.3.2.
 *
 * @param listed the act and its path
 * @param list the list as a statement names it, and the hash. Its size is not for `listed` to say: a path may fit several sizes
 * @returns whether it is; nothing in either makes it throw
 *
 * @example
 * ```ts
 * import { listPath, listRoot, verifyListed } from '@paraph/core/ledger';
 * import { defaultPorts, digestOf } from '@paraph/core/signing';
 * const { hash } = defaultPorts();
 * const acts = [1, 2, 3].map((byte) => digestOf(new Uint8Array([byte]), hash));
 * const listed = { ...listPath(acts, { index: 1, hash }), index: 2 };
 * console.log(verifyListed(listed, { ...listRoot(acts, hash), hash })); // false
 * ```
 */
export function verifyListed(listed: ListedAct, list: ListRoot & { readonly hash: Hash }): boolean {
  const { index, size, act, path } = listed;
  const { root, hash } = list;
  if (size !== list.size) return false;
  try {
    const leaf = leafHash(bytesOfDigest(act), hash);
    return verifyInclusion(path.map(decodeBase64url), { index, size, leaf, root: decodeBase64url(root), hash });
  } catch (error) {
    if (error instanceof ParaphError) return false;
    throw error;
  }
}

function leavesOf(acts: readonly Digest[], hash: Hash): Uint8Array[] {
  return acts.map((act) => leafHash(bytesOfDigest(act), hash));
}

function bytesOfDigest(digest: string): Uint8Array {
  const bytes = digest.startsWith('sha-256:') ? decodeBase64url(digest.slice('sha-256:'.length)) : undefined;
  if (bytes?.length !== 32) throw new ParaphError('malformed', 'A digest is sha-256: and the base64url of 32 bytes.');
  return bytes;
}
