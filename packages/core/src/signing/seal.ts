import { ParaphError } from '../errors.js';
import { checkSealHeader, type SealClaims, type SealHeader } from '../model.js';
import { type Act, type SignatureEntry, signEntry } from './act.js';
import { decodeBase64url } from './base64url.js';
import { signedDigest } from './digests.js';
import type { Ports } from './ports.js';
import type { Signer } from './signer.js';
import { parseJson } from './strict-json.js';

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
 * @throws A {@link ParaphError} `malformed` when it isn't one, or has other members
 */
export function readSealHeader(seal: SignatureEntry): SealHeader {
  const checked = checkSealHeader(parseJson(decodeBase64url(seal.protected)));
  if ('fault' in checked) throw new ParaphError('malformed', `The seal's header is not one: ${checked.fault}.`);
  const names = checked.header.paraph.streams.map(({ of }) => of);
  if (new Set(names).size !== names.length) throw new ParaphError('malformed', 'The seal names a stream twice.');
  return checked.header;
}

/** A seal with its header read: what a stub is, and what a record holds. */
export interface Stub extends SignatureEntry {
  readonly header: SealHeader;
}
