import * as v from 'valibot';
import { digest, instant, line, thumbprintUri } from './encodings.js';

const entry = v.strictObject({ protected: v.string(), signature: v.string() });
const number = v.pipe(v.number(), v.integer());

/** What the organisation's seal says of an act: where it stands, when it came, how its author was known. Closed: no other member. */
export const sealClaims = v.strictObject({
  act: digest,
  signed: v.exactOptional(digest),
  log: line,
  index: v.pipe(number, v.minValue(0)),
  streams: v.pipe(v.array(v.strictObject({ of: line, n: v.pipe(number, v.minValue(1)) })), v.minLength(1)),
  keys: v.pipe(number, v.minValue(1)),
  received: instant,
  permit: v.exactOptional(v.picklist(['accepted', 'none'])),
  channel: v.exactOptional(v.picklist(['page', 'link', 'qr', 'code', 'kiosk', 'companion', 'lti', 'console'])),
  identified: v.exactOptional(
    v.strictObject({
      by: v.picklist(['site-token', 'lti', 'email-code', 'link', 'device', 'passkey', 'trainer']),
      evidence: v.exactOptional(digest),
    }),
  ),
  facts: v.array(v.picklist(['late', 'new-device', 'skew', 'split-view', 'readmitted'])),
  was: v.exactOptional(entry),
});

/** The protected header of a seal. */
const sealHeader = v.strictObject({
  alg: v.literal('ES256'),
  typ: v.literal('vnd.paraph.seal.v1'),
  kid: thumbprintUri,
  paraph: sealClaims,
});

/**
 * What the organisation's seal says of an act: where it stands, when it came, how its author was known.
 * @interface
 */
export type SealClaims = v.InferOutput<typeof sealClaims>;
/** What the seal notes beside: nothing else, suspicions are computed in views. */
export type SealFact = SealClaims['facts'][number];
/** How a person reached the page. */
export type Channel = NonNullable<SealClaims['channel']>;
/** By what a person was known, and the digest of the token that said so. */
export type Identified = NonNullable<SealClaims['identified']>;
/**
 * The protected header of a seal.
 * @interface
 */
export type SealHeader = v.InferOutput<typeof sealHeader>;

/**
 * Checks the protected header of a seal.
 *
 * @param value parsed JSON
 * @returns the header, or what is wrong with it
 */
export function checkSealHeader(value: unknown): { readonly header: SealHeader } | { readonly fault: string } {
  const result = v.safeParse(sealHeader, value, { abortEarly: true });
  return result.success ? { header: result.output } : { fault: result.issues[0].message };
}
