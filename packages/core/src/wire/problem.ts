import { type ErrorCode, type ErrorFields, errorCodes, isParaphError, ParaphError } from '../errors.js';

/** The HTTP status of each code. */
const statuses: Readonly<Record<ErrorCode, number>> = {
  malformed: 400,
  'too-large': 413,
  type: 400,
  'unknown-kind': 422,
  statement: 422,
  author: 403,
  signature: 422,
  words: 422,
  permit: 403,
  unidentified: 401,
  token: 401,
  role: 403,
  scope: 403,
  window: 409,
  closed: 409,
  'not-found': 404,
  erased: 410,
  relies: 422,
  seen: 422,
  organisation: 422,
  method: 405,
  'media-type': 415,
  storage: 507,
  'read-only': 503,
  unavailable: 503,
  misuse: 400,
  internal: 500,
};

/** A problem document (RFC 9457) with the stable code of the error. */
export interface Problem extends Omit<ErrorFields, 'cause'> {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** A sentence that a person can act on. */
  readonly detail: string;
  readonly code: ErrorCode;
}

/**
 * An error as a problem document.
 *
 * @param error anything that was thrown; what is no {@link ParaphError} becomes `internal` and says nothing of itself
 *
 * @example
 * ```ts
 * import { ParaphError } from '@paraph/core/errors';
 * import { problemOf } from '@paraph/core/wire';
 * console.log(problemOf(new ParaphError('token', 'Sign in again.')).status); // 401
 * ```
 */
export function problemOf(error: unknown): Problem {
  // By its code, not its class: another copy of this package may have thrown it.
  const known =
    isParaphError(error) && Object.hasOwn(errorCodes, error.code)
      ? error
      : new ParaphError('internal', 'Something went wrong here. Nothing was stored; try again later.');
  const { cause: _, ...fields } = known.fields ?? {};
  return {
    type: `urn:paraph:problem:${known.code}`,
    title: errorCodes[known.code],
    status: statuses[known.code],
    detail: known.message,
    code: known.code,
    ...fields,
  };
}

/**
 * A problem document as an error, so that callers compare codes on both sides.
 *
 * @param problem what was received; anything that isn't a problem becomes `unavailable`. A code of a newer server is kept as it is
 */
export function errorOf(problem: unknown): ParaphError {
  const isProblem = (value: unknown): value is Problem =>
    typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string';
  if (!isProblem(problem)) return new ParaphError('unavailable', 'The server gave no answer that can be read.');
  const {
    type: _type,
    status: _status,
    cause: _cause,
    title,
    detail,
    code,
    ...fields
  } = problem as Problem & { readonly cause?: unknown };
  const message = [detail, title, code].find((text) => typeof text === 'string') as string;
  return new ParaphError(code, message, fields);
}
