import { addMinutes, instantOf, localTime } from './local-time.js';

/** @typedef {{ id: string, start: string, end: string }} HalfDay local times in the course's zone */

/** How long after its end a half-day can still be signed in time, in minutes: Paraph's default. */
const closesAfter = 30;

/**
 * The half-days that the demonstration has added so far, and one of today that is open now: the one that is there, or else a new one, whose
 * start is the last full half hour. None of them reaches over midnight, so late in the evening it starts earlier.
 *
 * @param {readonly HalfDay[]} before those of earlier starts
 * @param {{ now: number, zone: string, minutes: number, latestStart: string, latestEnd: string }} options
 * @returns {HalfDay[]}
 */
export function withOneOpen(before, { now, zone, minutes, latestStart, latestEnd }) {
  if (before.some((one) => isOpen(one, now, zone))) return [...before];
  const local = localTime(now, zone);
  const day = local.slice(0, 10);
  const halfHour = `${local.slice(0, 14)}${Number(local.slice(14)) < 30 ? '00' : '30'}`;
  const rounded = earlier(halfHour, `${day}T${latestStart}`);
  const ended = before.map(({ end }) => end).filter((end) => end.startsWith(day));
  const start = ended.reduce((last, end) => (end > last ? end : last), rounded);
  const end = earlier(addMinutes(start, minutes, zone), `${day}T${latestEnd}`);
  return [...before, { id: `half-day-${start}`, start, end }];
}

function isOpen({ start, end }, now, zone) {
  return instantOf(start, zone) <= now && now < instantOf(end, zone) + closesAfter * 60_000;
}

const earlier = (a, b) => (a < b ? a : b);
