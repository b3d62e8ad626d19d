/** A synchronous SHA-256, as in core's ports: new bytes each time. It must not keep `data`, which is written over for the next node. */
export type Hash = (data: Uint8Array) => Uint8Array;

/** Bytes of every hash in a tree: leaf hashes, nodes, roots. */
export const hashLength = 32;

/**
 * The hash of one entry, as a leaf: SHA-256(0x00 ‖ entry). RFC 6962 §2.1.
 *
 * @param entry the entry's bytes: in a ledger the 32 raw bytes of a record digest, in a list those of an act digest
 * @param hash SHA-256
 * @returns 32 bytes
 *
 * @example
 * ```ts
 * import { leafHash } from '@paraph/core/ledger';
 * import { defaultPorts } from '@paraph/core/signing';
 * console.log(leafHash(new Uint8Array(32), defaultPorts().hash).length); // 32
 * ```
 */
export function leafHash(entry: Uint8Array, hash: Hash): Uint8Array {
  const prefixed = new Uint8Array(1 + entry.length);
  prefixed.set(entry, 1);
  return hash(prefixed);
}

/**
 * The hash of two neighbours: SHA-256(0x01 ‖ left ‖ right). RFC 6962 §2.1.
 *
 * @param children the left and the right hash, 32 bytes each
 * @param hash SHA-256
 * @returns 32 bytes
 *
 * @example
 * ```ts
 * import { leafHash, nodeHash } from '@paraph/core/ledger';
 * import { defaultPorts } from '@paraph/core/signing';
 * const { hash } = defaultPorts();
 * const leaf = leafHash(new Uint8Array(32), hash);
 * console.log(nodeHash([leaf, leaf], hash).length); // 32
 * ```
 */
export function nodeHash([left, right]: readonly [Uint8Array, Uint8Array], hash: Hash): Uint8Array {
  return nodeHasher(hash)(left, right);
}

/** {@link nodeHash} for many nodes: one buffer serves them all. */
export function nodeHasher(hash: Hash): (left: Uint8Array, right: Uint8Array) => Uint8Array {
  const buffer = new Uint8Array(1 + 2 * hashLength);
  buffer[0] = 0x01;
  return (left, right) => {
    buffer.set(left, 1);
    buffer.set(right, 1 + hashLength);
    return hash(buffer);
  };
}

/**
 * The root of a tree without entries: SHA-256 of nothing. RFC 6962 §2.1.
 *
 * @param hash SHA-256
 * @returns 32 bytes
 *
 * @example
 * ```ts
 * import { emptyRoot } from '@paraph/core/ledger';
 * import { defaultPorts } from '@paraph/core/signing';
 * console.log(emptyRoot(defaultPorts().hash)[0]); // 227, that is 0xe3
 * ```
 */
export function emptyRoot(hash: Hash): Uint8Array {
  return hash(new Uint8Array(0));
}
