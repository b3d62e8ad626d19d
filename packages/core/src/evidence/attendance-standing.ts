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
  /** The acts that the signature relies on, the session's version among them. */
  readonly relies: readonly Digest[];
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
      relies: (statement.relies ?? []) as Digest[],
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

/**
 * Whether a signature of one version of a half-day still stands for another (format.md, "Changed after signing"): another title, date, time
 * or duration asks for a new signature; another room, link, trainer or window does not.
 *
 * @param signed the version that was signed
 * @param inForce the version that holds now
 *
 * @example
 * ```ts
 * import { standsFor } from '@paraph/core/evidence';
 * import type { Session } from '@paraph/core/model';
 * const mustSignAgain = (before: Session, now: Session) => !standsFor(before, now);
 * ```
 */
export function standsFor(signed: Session, inForce: Session): boolean {
  return signedPart(signed) === signedPart(inForce);
}

function signedPart({ about, schedule, minutes, printed }: Session): string {
  const { start, end, zone } = schedule;
  const lines = Object.keys(printed)
    .sort()
    .map((language) => {
      const line = printed[language];
      return [language, line?.programme, line?.title, line?.date, line?.start, line?.end];
    });
  return JSON.stringify([about.session, Date.parse(start), Date.parse(end), zone, minutes, lines]);
}

/** Whether a half-day has ended at that moment: what is still going on was not attended yet. */
export function isOver(session: Session, at: Instant): boolean {
  return Date.parse(session.schedule.end) <= Date.parse(at);
}
