import { ParaphError } from '../errors.js';
import type { AnyStatement } from '../model.js';
import { type PersonHeader, personType, type SignatureEntry } from './act.js';
import { decodeBase64url } from './base64url.js';
import { thumbprintOf } from './digests.js';
import type { Ports } from './ports.js';
import { parseJson } from './strict-json.js';

/**
 * Reads the protected header of a person's entry: closed, ES256, the type of this kind, a public P-256 key and nothing private.
 *
 * @throws A {@link ParaphError} `malformed`, or `type` when it is of another kind, or `author` when the key isn't the one that the statement names
 */
export function readPersonHeader(entry: SignatureEntry, statement: AnyStatement, hash: Ports['hash']): PersonHeader {
  const header = parseJson(decodeBase64url(entry.protected)) as Partial<PersonHeader>;
  if (!hasOnly(header, ['alg', 'typ', 'jwk']) || header.alg !== 'ES256')
    throw new ParaphError(
      'malformed',
      'The person’s protected header has other members than alg, typ and jwk, or another algorithm.',
    );
  const { jwk } = header;
  if (
    !hasOnly(jwk, ['kty', 'crv', 'x', 'y']) ||
    jwk.kty !== 'EC' ||
    jwk.crv !== 'P-256' ||
    !isCoordinate(jwk.x) ||
    !isCoordinate(jwk.y)
  )
    throw new ParaphError('malformed', 'The person’s key is not a public P-256 key.');
  if (header.typ !== personType(statement.kind))
    throw new ParaphError(
      'type',
      `The signature is of type ${String(header.typ)}, the statement of kind ${statement.kind}.`,
    );
  if (thumbprintOf(jwk, hash) !== statement.signer?.key)
    throw new ParaphError('author', 'The statement names another key than the one that signed it.');
  return header as PersonHeader;
}

/** Whether a value is an object with exactly these members. */
export function hasOnly<T>(value: T, names: readonly string[]): value is NonNullable<T> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const own = Object.keys(value);
  return own.length === names.length && names.every((name) => Object.hasOwn(value, name));
}

function isCoordinate(value: unknown): value is string {
  return typeof value === 'string' && value.length === 43 && decodeBase64url(value).length === 32;
}
