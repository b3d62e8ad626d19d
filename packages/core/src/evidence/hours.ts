import type { Hours, Programme, Session } from '../model.js';

/** The rule that gave the certified figure, by name: `halfDays/1` credits the minutes of each half-day that was signed on time, is over, and was not changed since. */
export const hoursRule = 'halfDays/1';

/**
 * The four hour figures of one enrolment, in minutes. A late signature counts once somebody has decided so, not before.
 * Remote activities are credited when done and verified; there are none here yet, so nothing was connected: `null`.
 *
 * @example
 * ```ts
 * import { hoursOf } from '@paraph/core/evidence';
 * console.log(hoursOf({ programme: { plannedMinutes: 420 }, credited: [] }).creditedMin); // 0
 * ```
 */
export function hoursOf({
  programme,
  credited,
}: {
  readonly programme: Pick<Programme, 'plannedMinutes'>;
  /** The half-days that count: see {@link Standing.credited}. */
  readonly credited: readonly Session[];
}): Hours {
  const creditedMin = credited.reduce((sum, session) => sum + session.minutes, 0);
  return {
    plannedMin: programme.plannedMinutes,
    connectedMin: null,
    creditedMin,
    certifiedMin: creditedMin,
    rule: hoursRule,
  };
}
