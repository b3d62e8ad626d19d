import * as v from 'valibot';
import { count, digest, instant, line, nonce, thumbprintUri, zone } from './encodings.js';

const membersOf = { EC: ['x', 'y'], OKP: ['x'], RSA: ['n', 'e'] } as const;
const base64url = /^(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2}[AEIMQUYcgkosw048]|[A-Za-z0-9_-][AQgw])?$/;

/** RFC 7638 §3.2: the members that make a key, so that no two keys share a thumbprint. */
const isWhole = (jwk: { readonly kty: keyof typeof membersOf; readonly [member: string]: unknown }) =>
  (jwk.kty === 'RSA' || (typeof jwk.crv === 'string' && jwk.crv !== '')) &&
  membersOf[jwk.kty].every((member) => {
    const value = jwk[member];
    return typeof value === 'string' && value !== '' && base64url.test(value);
  });

/** A public key as a JWK (RFC 7517): never a private member. */
export const publicJwk = v.pipe(
  v.looseObject({
    kty: v.picklist(['EC', 'OKP', 'RSA']),
    crv: v.exactOptional(v.string()),
    x: v.exactOptional(v.string()),
    y: v.exactOptional(v.string()),
  }),
  v.check((jwk) => isWhole(jwk), 'a public key with all its members, each in its one base64url spelling'),
  v.check((jwk) => !('d' in jwk) && !('k' in jwk) && !('p' in jwk), 'a public key, without private members'),
);
const purpose: v.GenericSchema<KeyPurpose> = v.picklist(['recovery', 'seal', 'credential', 'checkpoint', 'token']);

/** Schema of {@link KeyChange}. */
export const keySchema = v.looseObject({
  kind: v.literal('key'),
  version: v.literal(1),
  organisation: thumbprintUri,
  nonce,
  about: v.strictObject({}),
  at: instant,
  zone,
  relies: v.exactOptional(v.array(digest)),
  signer: v.strictObject({ role: v.picklist(['recovery', 'successor']), key: thumbprintUri }),
  add: v.exactOptional(v.array(v.looseObject({ purpose, jwk: publicJwk }))),
  retire: v.exactOptional(v.array(thumbprintUri)),
  revoke: v.exactOptional(
    v.array(
      v.looseObject({ key: thumbprintUri, lastTrusted: v.looseObject({ log: line, size: count, root: v.string() }) }),
    ),
  ),
  announce: v.exactOptional(v.array(v.looseObject({ purpose, key: thumbprintUri }))),
  names: v.exactOptional(v.array(line)),
});
/**
 * * A change of the organisation's keys, signed by a recovery key or by an announced successor for itself.
 * A revocation names the checkpoint up to which the key is trusted, not a time.
 * @interface
 */
export type KeyChange = v.InferOutput<typeof keySchema>;
/** What a key of the organisation is for. */
export type KeyPurpose = 'recovery' | 'seal' | 'credential' | 'checkpoint' | 'token';
/**
 * A public key as a JWK.
 * @interface
 */
export type PublicJwk = v.InferOutput<typeof publicJwk>;
