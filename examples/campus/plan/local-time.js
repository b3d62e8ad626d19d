/** Times on a wall clock (`2026-03-09T09:00`) and instants. `Intl` knows the zones; no library is needed. */

/** What a clock on the wall shows in a zone at an instant (milliseconds since 1970). */
export function localTime(instant, zone) {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
    .format(instant)
    .replace(' ', 'T');
}

/** The instant at which a wall clock shows this: the earlier of two when the clock is set back, the later reading when it is set forward. */
export function instantOf(local, zone) {
  const utc = Date.parse(`${local}Z`);
  const offsets = [-1, 1].map((days) => offsetAt(utc + days * 86_400_000, zone));
  const fitting = offsets.map((offset) => utc - offset).filter((instant) => localTime(instant, zone) === local);
  return fitting.length > 0 ? Math.min(...fitting) : utc - offsets[0];
}

/** A wall clock's time so many real minutes later. */
export function addMinutes(local, minutes, zone) {
  return localTime(instantOf(local, zone) + minutes * 60_000, zone);
}

function offsetAt(instant, zone) {
  return Date.parse(`${localTime(instant, zone)}Z`) - Math.floor(instant / 60_000) * 60_000;
}
