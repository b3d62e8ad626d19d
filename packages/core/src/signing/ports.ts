import { sha256 } from '@noble/hashes/sha2.js';
import type { PublicJwk } from '../model.js';

/** One signature to check over raw bytes. */
export interface SignatureCheck {
  /** Pinned by the caller, never read from what is checked. */
  readonly alg: 'ES256' | 'Ed25519';
  readonly jwk: PublicJwk;
  readonly data: Uint8Array<ArrayBuffer>;
  /** 64 bytes: r and s (RFC 7518 §3.4), or Ed25519's (RFC 8032). */
  readonly signature: Uint8Array<ArrayBuffer>;
}

/** What core needs of the machine that it runs on, passed in as one small object. */
export interface Ports {
  /** SHA-256, synchronous. */
  readonly hash: (data: Uint8Array) => Uint8Array;
  /** Whether a signature fits. A key or signature that can't be read is `false`, not an exception. */
  readonly verifySignature: (check: SignatureCheck) => boolean | Promise<boolean>;
  /** Milliseconds since 1970, UTC. */
  readonly clock: () => number;
  /** That many random bytes, fit for keys and nonces. */
  readonly random: (size: number) => Uint8Array<ArrayBuffer>;
}

/**
 * Ports that run in browsers, workers, Node, Deno and Bun: noble's SHA-256, jose and WebCrypto.
 * A server passes the faster ones of its runtime; both give the same verdicts.
 *
 * @example
 * ```ts
 * import { defaultPorts } from '@paraph/core/signing';
 * const ports = defaultPorts();
 * console.log(ports.hash(new Uint8Array()).length); // 32
 * ```
 */
export function defaultPorts(): Ports {
  // Importing a key costs more than one verification, so keys stay imported; forgotten together when there are many.
  const imported = new Map<string, Promise<CryptoKey | undefined>>();
  const keyOf = (jwk: PublicJwk, alg: string): Promise<CryptoKey | undefined> => {
    const { kty, crv, x, y } = jwk;
    // By all that is imported: a key that can't be read must not stand for one that differs in one member.
    const name = JSON.stringify([alg, kty, crv, x, y]);
    const known = imported.get(name);
    if (known) return known;
    if (imported.size >= 4096) imported.clear();
    const algorithm = alg === 'ES256' ? { name: 'ECDSA', namedCurve: 'P-256' } : { name: 'Ed25519' };
    const key = crypto.subtle
      .importKey('jwk', { kty, crv, x, ...(y === undefined ? {} : { y }) } as JsonWebKey, algorithm, false, ['verify'])
      .catch(() => undefined);
    imported.set(name, key);
    return key;
  };
  return {
    hash: sha256,
    clock: () => Date.now(),
    random: (size) => crypto.getRandomValues(new Uint8Array(size)),
    verifySignature: async ({ alg, jwk, data, signature }) => {
      if (signature.length !== 64) return false;
      const key = await keyOf(jwk, alg);
      if (!key) return false;
      return crypto.subtle.verify(
        alg === 'ES256' ? { name: 'ECDSA', hash: 'SHA-256' } : { name: 'Ed25519' },
        key,
        signature,
        data,
      );
    },
  };
}
