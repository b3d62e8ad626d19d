import { addMinutes, instantOf, localTime } from './local-time.js';

/** @typedef {{ id: string, start: string, end: string }} HalfDay local times in the course's zone */

/** How long after its end a half-day of the demonstration can still be signed in time, in minutes. */
export const closesAfter = 12 * 60;

/**
 * The half-days that the demonstration has added so far, and one that can be signed now: the one that is there, or else a new one, which ended
 * at the last full half hour. It is over, since what is still going on was not attended yet: no certificate would count it.
 * It lies within today, so in the small hours it is shorter; just after midnight it is yesterday's last.
 *
 * @param {readonly HalfDay[]} before those of earlier starts
 * @param {{ now: number, zone: string, minutes: number }} options `minutes`: how long a half-day is
 * @returns {HalfDay[]}
 */
export function withOneToSign(before, { now, zone, minutes }) {
  if (before.some((one) => canBeSigned(one, now, zone))) return [...before];
  const local = localTime(now, zone);
  const midnight = `${local.slice(0, 10)}T00:00`;
  const halfHour = `${local.slice(0, 14)}${Number(local.slice(14)) < 30 ? '00' : '30'}`;
  const end = halfHour === midnight ? addMinutes(midnight, -30, zone) : halfHour;
  const earliest = `${end.slice(0, 10)}T00:00`;
  const whole = addMinutes(end, -minutes, zone);
  const start = whole < earliest ? earliest : whole;
  return [...before, { id: `half-day-${start}`, start, end }];
}

function canBeSigned({ end }, now, zone) {
  const over = instantOf(end, zone);
  return over <= now && now < over + closesAfter * 60_000;
}
