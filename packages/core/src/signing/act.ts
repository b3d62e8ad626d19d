import { ParaphError } from '../errors.js';
import type { AnyStatement, Digest, PublicJwk } from '../model.js';
import { decodeBase64url, encodeBase64url } from './base64url.js';
import { actDigest } from './digests.js';
import type { Ports, SignatureCheck } from './ports.js';
import type { Signer } from './signer.js';
import { encodeUtf8 } from './utf8.js';

/** A protected header and a signature, both base64url, as they stand in a record. */
export interface SignatureEntry {
  readonly protected: string;
  readonly signature: string;
}

/** A statement, signed by the one person who makes it, or by nobody when it is the organisation's own. */
export interface Act {
  /** base64url of the statement's bytes. */
  readonly payload: string;
  /** The act digest: its name. */
  readonly act: Digest;
  /** The person's entry, absent for the organisation's own. */
  readonly person?: SignatureEntry;
}

/** The protected header of a person's entry. Closed: no other member. */
export interface PersonHeader {
  readonly alg: 'ES256';
  readonly typ: string;
  readonly jwk: PublicJwk;
}

/** The `typ` of a person's entry for a kind. */
export const personType = (kind: string): string => `vnd.paraph.${kind}.v1`;

/**
 * Makes an act of a statement: serialises it once, and signs these bytes with the person's key.
 *
 * @param statement what is claimed; of a person's, `signer.key` must be the signing key's thumbprint
 * @param signer the person's key; leave it out for a statement of the organisation's own
 * @returns the act, ready to send
 * @throws A {@link ParaphError} `misuse` when `signer.key` names another key
 *
 * @example
 * ```ts
 * import { createDeviceKey, defaultPorts, makeAct, newNonce } from '@paraph/core/signing';
 * const { hash, random } = defaultPorts();
 * const device = await createDeviceKey();
 * const act = await makeAct({
 *   kind: 'request', version: 1, organisation: device.key, nonce: newNonce(random), about: {},
 *   signer: { role: 'learner', key: device.key },
 * }, { signer: device, hash });
 * console.log(act.act.startsWith('sha-256:')); // true
 * ```
 */
export async function makeAct(
  statement: AnyStatement,
  { signer, hash }: { readonly signer?: Signer; readonly hash: Ports['hash'] },
): Promise<Act> {
  const payload = encodeBase64url(encodeUtf8(JSON.stringify(statement)));
  const act = actDigest(payload, hash);
  if (!signer) return { payload, act };
  if (statement.signer?.key !== signer.key)
    throw new ParaphError('misuse', 'The statement names another key than its signer’s.');
  const header: PersonHeader = { alg: 'ES256', typ: personType(statement.kind), jwk: signer.jwk };
  return { payload, act, person: await signEntry(header, payload, signer) };
}

/**
 * Signs a payload under a protected header (RFC 7515 §5.1).
 */
export async function signEntry(header: object, payload: string, signer: Signer): Promise<SignatureEntry> {
  const protectedHeader = encodeBase64url(encodeUtf8(JSON.stringify(header)));
  const signature = await signer.sign(encodeUtf8(`${protectedHeader}.${payload}`));
  return { protected: protectedHeader, signature: encodeBase64url(signature) };
}

/**
 * What to check for a signature entry over a payload.
 */
export function signatureCheck(entry: SignatureEntry, payload: string, jwk: PublicJwk): SignatureCheck {
  return {
    alg: 'ES256',
    jwk,
    data: encodeUtf8(`${entry.protected}.${payload}`),
    signature: decodeBase64url(entry.signature),
  };
}

/**
 * Writes an act that is not sealed yet as it travels: JWS JSON general serialisation (RFC 7515 §7.2.1).
 */
export function writeAct({ payload, person }: Act): string {
  return JSON.stringify({
    payload,
    signatures: person ? [{ protected: person.protected, signature: person.signature }] : [],
  });
}
