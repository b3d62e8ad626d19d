import type { PublicJwk } from '@paraph/core/model';
import { createDeviceKey, type DeviceKey, deviceSigner } from '@paraph/core/signing';
import { keyOf, type Persistence, type Store } from '../outbox/store.js';

/** Whose device it is: one key for each endpoint, organisation and person. */
export interface Identity {
  readonly endpoint: string;
  /** The organisation: thumbprint URI of its first recovery key. */
  readonly organisation: string;
  readonly person: string;
}

/** The key that signs on this device, and how long the device keeps it. */
export interface PersonDevice {
  readonly signer: DeviceKey;
  readonly storage: Persistence;
}

interface KeptKey {
  readonly privateKey: CryptoKey;
  readonly jwk: PublicJwk;
}

/** The person's key on this device, made when there is none. It can't be read out, only used. */
export async function deviceOf({ endpoint, organisation, person }: Identity, store: Store): Promise<PersonDevice> {
  const key = keyOf(endpoint, organisation, person);
  const kept = await store.get<KeptKey>('keys', key).catch(() => undefined);
  if (kept !== undefined) return { signer: await deviceSigner(kept.privateKey, kept.jwk), storage: store.persistence };
  const made = await createDeviceKey();
  try {
    // Two tabs may make a key at the same time: the first one stands.
    const standing = await store.claim<KeptKey>('keys', key, { privateKey: made.privateKey, jwk: made.jwk });
    return { signer: await deviceSigner(standing.privateKey, standing.jwk), storage: store.persistence };
  } catch {
    // No room for the key: it lives as long as this page.
    return { signer: made, storage: 'none' };
  }
}
