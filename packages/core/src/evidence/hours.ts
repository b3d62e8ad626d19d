import type { Hours, Identifier, Programme, Session } from '../model.js';
import type { SignedHalfDay } from './attendance-standing.js';

/** The rule that gave the certified figure, by name: `halfDays/1` credits the minutes of each half-day that was signed on time. */
export const hoursRule = 'halfDays/1';

/**
 * The four hour figures of one enrolment, in minutes. A late signature counts once somebody has decided so, not before.
 * Remote activities are credited when done and verified; there are none here yet, so nothing was connected: `null`.
 *
 * @example
 * ```ts
 * import { hoursOf } from '@paraph/core/evidence';
 * console.log(hoursOf({ programme: { plannedMinutes: 420 }, sessions: [], signed: new Map() }).creditedMin); // 0
 * ```
 */
export function hoursOf({
  programme,
  sessions,
  signed,
}: {
  readonly programme: Pick<Programme, 'plannedMinutes'>;
  readonly sessions: readonly Session[];
  readonly signed: ReadonlyMap<Identifier, SignedHalfDay>;
}): Hours {
  let creditedMin = 0;
  for (const session of sessions) {
    const found = signed.get(session.about.session);
    if (found && !found.late) creditedMin += session.minutes;
  }
  return {
    plannedMin: programme.plannedMinutes,
    connectedMin: null,
    creditedMin,
    certifiedMin: creditedMin,
    rule: hoursRule,
  };
}
