import type { PrintedSession, Session } from '@paraph/core/model';
import { localOf } from '../../plan/local-time.js';
import { localeOf, plainSpaces } from '../../plan/locale.js';

/** The printed lines of a half-day in a language, or in the first that there are lines in. */
export const printedIn = ({ printed }: Session, language: string): PrintedSession =>
  (printed[language] ?? Object.values(printed)[0]) as PrintedSession;

/** The date and the title of a half-day; without a title of its own it is headed with its date already. */
export function halfDayLine({ date, title }: PrintedSession): string {
  const plain = date.replaceAll(',', '');
  const day = title.slice(0, Math.max(0, title.lastIndexOf(', '))).replaceAll(',', '');
  const headed = day !== '' && plain.toLowerCase().startsWith(day.toLowerCase());
  return headed ? `${plain}${title.slice(title.lastIndexOf(', '))}` : `${date}, ${title}`;
}

/** Whether the clocks change during a half-day: it then lasts longer or shorter than they say. */
export function clocksChange({ start, end, zone }: Session['schedule']): boolean {
  const onTheClock = Date.parse(`${localOf(end, zone)}Z`) - Date.parse(`${localOf(start, zone)}Z`);
  return Math.round(onTheClock / 60_000) !== Math.round((Date.parse(end) - Date.parse(start)) / 60_000);
}

/** Writes instants as date and time in a zone. */
export function clockIn(zone: string, language: string): (instant: string) => string {
  const clock = new Intl.DateTimeFormat(localeOf(language), {
    dateStyle: 'short',
    timeStyle: 'medium',
    timeZone: zone,
  });
  return (instant) => plainSpaces(clock.format(Date.parse(instant)));
}

/** Minutes as hours with hundredths, and as they are: `7.00 h (420 min)`. */
export function duration(minutes: number, language: string): string {
  const hours = new Intl.NumberFormat(localeOf(language), {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  }).format(minutes / 60);
  return plainSpaces(`${hours} h (${minutes} min)`);
}
