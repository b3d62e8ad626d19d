/**
 * What can go wrong, by stable code.
 *
 * Every error that Paraph throws is a {@link ParaphError}; callers compare its `code`, never its message.
 * The same codes travel over HTTP in problem documents (RFC 9457). A failed verification is not an error: it is a report.
 *
 * @module errors
 */
export { type ErrorCode, type ErrorFields, errorCodes, isParaphError, ParaphError } from './errors/paraph-error.js';
