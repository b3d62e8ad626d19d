/** Media types on the wire. */
export const mediaTypes = {
  /** One act or record, JWS JSON general serialisation. */
  record: 'application/jose+json',
  /** Anything else that is sent or answered. */
  json: 'application/json',
  /** What a verifier reads. */
  bundle: 'application/vnd.paraph.bundle+json',
  /** Errors, RFC 9457. */
  problem: 'application/problem+json',
  /** A checkpoint: a signed note. */
  note: 'text/plain; charset=utf-8',
  /** Live events, read with fetch. */
  events: 'text/event-stream',
} as const;

/** The header that carries a permit beside a single record. */
export const permitHeader = 'Paraph-Permit';

/** Limits that client and server share. */
export const limits = {
  /** Bytes of one record in a request: a statement of 256 KiB in base64url, its headers and signature. */
  recordBytes: 400 * 1024,
  /** Bytes of one batch. */
  batchBytes: 4 * 1024 * 1024,
  /** Records in one batch. */
  batchRecords: 200,
  /** Permits in one request. */
  permits: 50,
  /** Bytes of a plan. */
  planBytes: 8 * 1024 * 1024,
  /** Bytes of any other request. */
  requestBytes: 64 * 1024,
} as const;

/** What an endpoint keeps: the JWS only; permits and sealed records; or checkpoints, proofs and bundles too. */
export type Level = 'store' | 'seal' | 'ledger';
