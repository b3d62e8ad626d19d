/**
 * The instant of a local time in an IANA zone. A time that the clocks skip is read with the offset before them; of one that they
 * pass twice, the first.
 *
 * @param local `2026-11-24T09:00`, with seconds or without
 * @returns RFC 3339, UTC, milliseconds
 * @throws RangeError when it isn't a local time, or the zone isn't known
 */
export function instantOf(local: string, zone: string): string {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?$/.exec(local);
  const asUtc = Date.parse(`${local}${local.length === 16 ? ':00' : ''}Z`);
  if (!match || Number.isNaN(asUtc))
    throw new RangeError(`A local time such as 2026-11-24T09:00 was expected, not ${local}.`);
  const offset = offsetAt(asUtc - offsetAt(asUtc - 86_400_000, zone), zone);
  const first = asUtc - offset;
  return new Date(offsetAt(first, zone) === offset ? first : asUtc - offsetAt(first, zone)).toISOString();
}

/** The local time of an instant in a zone: `2026-11-24T09:00`. */
export function localOf(instant: string, zone: string): string {
  const at = Date.parse(instant);
  return new Date(at + offsetAt(at, zone)).toISOString().slice(0, 16);
}

/** How far a zone is ahead of UTC at an instant, in milliseconds. */
function offsetAt(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
  }).formatToParts(at);
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'), read('second'));
  return local - Math.floor(at / 1000) * 1000;
}
