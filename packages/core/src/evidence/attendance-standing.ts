import type { Attendance, Digest, Enrolment, Identifier, Instant, Session } from '../model.js';
import type { SealedRecord } from '../signing.js';

/** One signature of a half-day, as the records prove it. */
export interface SignedHalfDay {
  readonly session: Identifier;
  readonly act: Digest;
  readonly at: Instant;
  readonly received: Instant;
  /** Received after the window of the session's version that was in force. */
  readonly late: boolean;
  readonly method: Attendance['method'];
}

/**
 * The attendance of one enrolment at a session: of several records, the last in the ledger holds.
 *
 * @param records sealed records of the enrolment's or the session's stream, in ledger order
 * @returns by session
 */
export function signedHalfDays(
  records: Iterable<SealedRecord>,
  enrolment?: Identifier,
): Map<Identifier, SignedHalfDay> {
  const signed = new Map<Identifier, SignedHalfDay>();
  for (const record of records) {
    if (record.statement.kind !== 'attendance') continue;
    const statement = record.statement as unknown as Attendance;
    if (enrolment !== undefined && statement.about.enrolment !== enrolment) continue;
    signed.set(statement.about.session, {
      session: statement.about.session,
      act: record.act,
      at: statement.at,
      received: record.seal.header.paraph.received,
      late: record.seal.header.paraph.facts.includes('late'),
      method: statement.method,
    });
  }
  return signed;
}

/**
 * Whether a half-day asks this learner for a signature.
 */
export function isExpected(session: Session, enrolment: Enrolment): boolean {
  return (
    session.asks.attendance &&
    enrolment.status === 'enrolled' &&
    (enrolment.expected === 'all' || enrolment.expected.includes(session.about.session))
  );
}
