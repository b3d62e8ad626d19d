/**
 * All codes, each with what it means. Codes are API: they are added, never renamed.
 *
 * @example
 * ```ts
 * import { errorCodes } from '@paraph/core/errors';
 * console.log(errorCodes.words); // the words shown differ from the words that the plan gives
 * ```
 */
export const errorCodes = {
  malformed: 'the bytes are not what the format allows: JSON, base64url or JWS is wrong',
  'too-large': 'more bytes than the limit',
  type: 'the signature is of another type (typ) than the kind of the statement',
  'unknown-kind': 'a kind of statement that this server does not keep',
  statement: 'the statement does not fit the schema of its kind',
  author: 'this role may not make this kind of statement, or with this key',
  signature: 'the signature does not fit the bytes',
  words: 'the words shown differ from the words that the plan gives',
  permit: 'the permit is not for this act',
  unidentified: 'no permit that still holds, and no token that says who sends',
  token: 'the token is missing, expired, or not signed by a registered key',
  role: 'the token speaks for a role that may not do this',
  scope: 'outside what the token may reach',
  window: 'outside the time in which this can be done',
  closed: 'it was closed before',
  'not-found': 'there is no such thing here',
  erased: 'it was erased, and cannot come back',
  relies: 'a record that this one relies on is missing or is another version',
  seen: 'the checkpoint that the device holds is not signed by this log',
  organisation: 'the statement names another organisation',
  method: 'this address does not answer this method',
  'media-type': 'the body is of another media type',
  storage: 'it could not be kept: the storage is full or blocked',
  'read-only': 'this ledger takes no more records until its operator continues it',
  unavailable: 'the server cannot be reached, or cannot answer now',
  misuse: 'the call itself is wrong',
  internal: 'an unexpected fault',
} as const;

/** One of the stable codes of {@link errorCodes}. */
export type ErrorCode = keyof typeof errorCodes;

/** What an error can carry beside its code and message; the members depend on the code. */
export interface ErrorFields {
  /** For `statement` and `malformed`: where, as a JSON path such as `$.about.session`. */
  readonly path?: string;
  /** For `permit`: which part does not fit. */
  readonly reason?:
    | 'forged'
    | 'kind'
    | 'person'
    | 'about'
    | 'device'
    | 'operator'
    | 'spent'
    | 'at'
    | 'place'
    | 'organisation';
  /** For `window`: RFC 3339 instant from which it can be done. */
  readonly opens?: string;
  /** For `window`: RFC 3339 instant until which it can be done. */
  readonly closes?: string;
  /** For `too-large`: the limit in bytes. */
  readonly limit?: number;
  /** The underlying error. */
  readonly cause?: unknown;
}

/**
 * The one class of errors. Its `code` is stable; its message names the thing, what was expected and what was found, and never a secret.
 *
 * @example
 * ```ts
 * import { ParaphError } from '@paraph/core/errors';
 * try {
 *   throw new ParaphError('window', 'The half-day opens at 8:45.', { opens: '2026-11-24T07:45:00.000Z' });
 * } catch (error) {
 *   if (error instanceof ParaphError && error.code === 'window') console.log(error.fields.opens);
 * }
 * ```
 */
export class ParaphError extends Error {
  /** Stable, for `switch`. */
  readonly code: ErrorCode;
  /** Typed details, see {@link ErrorFields}. */
  readonly fields: ErrorFields;

  constructor(code: ErrorCode, message: string, fields: ErrorFields = {}) {
    super(message, 'cause' in fields ? { cause: fields.cause } : undefined);
    this.name = 'ParaphError';
    this.code = code;
    this.fields = fields;
  }
}

/**
 * Tells whether something thrown is a {@link ParaphError}, also one from another copy of this package.
 *
 * @param error anything that was thrown
 * @param code only this code, if given
 * @returns whether it is one
 *
 * @example
 * ```ts
 * import { isParaphError, ParaphError } from '@paraph/core/errors';
 * console.log(isParaphError(new ParaphError('token', 'No token.'), 'token')); // true
 * ```
 */
export function isParaphError(error: unknown, code?: ErrorCode): error is ParaphError {
  return (
    error instanceof Error &&
    error.name === 'ParaphError' &&
    'code' in error &&
    (code === undefined || error.code === code)
  );
}
