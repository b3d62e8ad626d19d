import type { PublicJwk, ThumbprintUri } from '@paraph/core/model';

/** A private key as a JWK, as it stands in a key file. */
export type PrivateJwk = PublicJwk & { readonly d: string };

/** The private keys that a serving process holds. The recovery key is never among them. */
export interface ServingKeys {
  /** ES256. */
  readonly seal: PrivateJwk;
  /** Ed25519. */
  readonly checkpoint: PrivateJwk;
  /** HMAC secrets of permits by id; the last one is used for new permits. */
  readonly permit: readonly { readonly id: string; readonly secret: Uint8Array }[];
}

/** One organisation that a server keeps records for. */
export interface OrganisationOptions {
  /** The thumbprint URI of its first recovery key. */
  readonly organisation: ThumbprintUri;
  /** Its address: `/o/<slug>/`. */
  readonly slug: string;
  readonly name: string;
  /** The ledger's origin: domain and path, `/paraph/`, generation. */
  readonly log: string;
  /** Origins of the pages that may use it, for example `https://campus.example`. */
  readonly origins: readonly string[];
  /** In which languages things are printed. Default `['en', 'fr']`. */
  readonly languages?: readonly string[];
  readonly keys: ServingKeys;
}
