import * as v from 'valibot';
import { ParaphError } from '../errors.js';
import type { Digest, ThumbprintUri } from '../model.js';
import { type Act, type SignatureEntry, signEntry } from './act.js';
import { decodeBase64url } from './base64url.js';
import { signedDigest } from './digests.js';
import type { Ports } from './ports.js';
import type { Signer } from './signer.js';
import { parseJson } from './strict-json.js';

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(500));
const digest = v.pipe(v.string(), v.regex(/^sha-256:[A-Za-z0-9_-]{43}$/));
const entry = v.strictObject({ protected: text, signature: text });

const sealClaims = v.strictObject({
  act: digest,
  signed: v.exactOptional(digest),
  log: text,
  index: v.pipe(v.number(), v.minValue(0)),
  streams: v.pipe(v.array(v.strictObject({ of: text, n: v.pipe(v.number(), v.minValue(1)) })), v.minLength(1)),
  keys: v.pipe(v.number(), v.minValue(1)),
  received: v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)),
  permit: v.exactOptional(v.picklist(['accepted', 'none'])),
  channel: v.exactOptional(v.picklist(['page', 'link', 'qr', 'code', 'kiosk', 'companion', 'lti', 'console'])),
  identified: v.exactOptional(
    v.strictObject({
      by: v.picklist(['site-token', 'lti', 'email-code', 'link', 'device', 'passkey', 'trainer']),
      evidence: v.exactOptional(digest),
    }),
  ),
  facts: v.array(v.picklist(['late', 'new-device', 'skew', 'split-view', 'readmitted'])),
  was: v.exactOptional(v.strictObject({ ...entry.entries, protected: v.string() })),
});

const sealHeader = v.strictObject({
  alg: v.literal('ES256'),
  typ: v.literal('vnd.paraph.seal.v1'),
  kid: v.pipe(v.string(), v.regex(/^urn:ietf:params:oauth:jwk-thumbprint:sha-256:[A-Za-z0-9_-]{43}$/)),
  paraph: sealClaims,
});

/** What the organisation's seal says of an act: where it stands, when it came, how its author was known. */
export type SealClaims = Omit<v.InferOutput<typeof sealClaims>, 'act' | 'signed'> & {
  readonly act: Digest;
  readonly signed?: Digest;
};
/** What the seal notes beside: nothing else, suspicions are computed in views. */
export type SealFact = SealClaims['facts'][number];
/** How a person reached the page. */
export type Channel = NonNullable<SealClaims['channel']>;
/** By what a person was known, and the digest of the token that said so. */
export type Identified = NonNullable<SealClaims['identified']>;

/** The protected header of a seal. Closed: no other member. */
export interface SealHeader {
  readonly alg: 'ES256';
  readonly typ: 'vnd.paraph.seal.v1';
  readonly kid: ThumbprintUri;
  readonly paraph: SealClaims;
}

/** A place in the ledger, as the one writer gives it. */
export type Place = Omit<SealClaims, 'act' | 'signed'>;

/**
 * Seals an act at a place: the seal covers the act digest and the person's signature.
 *
 * @param act the act
 * @param place where it stands, when it came, how its author was known
 * @returns the seal's entry; {@link writeRecord} puts it beside the act
 */
export function sealAct(
  act: Act,
  place: Place,
  { signer, hash }: { readonly signer: Signer; readonly hash: Ports['hash'] },
): Promise<SignatureEntry> {
  const claims = { act: act.act, ...(act.person ? { signed: signedDigest(act.person, hash) } : {}), ...place };
  return signEntry({ alg: 'ES256', typ: 'vnd.paraph.seal.v1', kid: signer.key, paraph: claims }, act.payload, signer);
}

/**
 * Writes a sealed record: JWS JSON general serialisation (RFC 7515 §7.2.1), the person's entry first, then the seal.
 */
export function writeRecord({ payload, person }: Act, seal: SignatureEntry): string {
  const entries = (person ? [person, seal] : [seal]).map((one) => ({
    protected: one.protected,
    signature: one.signature,
  }));
  return JSON.stringify({ payload, signatures: entries });
}

/**
 * Reads the protected header of a seal, of a record or of a stub.
 *
 * @throws {@link ParaphError} `malformed` when it isn't one, or has other members
 */
export function readSealHeader(seal: SignatureEntry): SealHeader {
  const result = v.safeParse(sealHeader, parseJson(decodeBase64url(seal.protected)));
  if (!result.success) throw new ParaphError('malformed', `The seal's header is not one: ${result.issues[0].message}.`);
  const names = result.output.paraph.streams.map(({ of }) => of);
  if (new Set(names).size !== names.length) throw new ParaphError('malformed', 'The seal names a stream twice.');
  return result.output as SealHeader;
}

/** A seal with its header read: what a stub is, and what a record holds. */
export interface Stub extends SignatureEntry {
  readonly header: SealHeader;
}
