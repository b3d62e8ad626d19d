import type { LocalisedText, PrintedSession } from '@paraph/core/model';
import { localeOf, plainSpaces } from './locale.js';

/** What the printed lines of a half-day are made from. */
export interface PrintedFrom {
  readonly programme: LocalisedText;
  readonly title: LocalisedText | undefined;
  readonly start: string;
  readonly end: string;
  readonly zone: string;
  readonly halfDay: 'morning' | 'afternoon' | 'evening';
  readonly trainers: readonly string[];
  readonly place: LocalisedText | undefined;
  readonly remote: boolean;
}

const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  en: {
    ...{ morning: 'morning', afternoon: 'afternoon', evening: 'evening' },
    ...{ remote: 'Remote', noPlace: 'Place not stated' },
  },
  fr: {
    ...{ morning: 'matin', afternoon: 'après-midi', evening: 'soir' },
    ...{ remote: 'À distance', noPlace: 'Lieu non précisé' },
  },
};

/**
 * The lines about a half-day, as people are shown them and as they are signed: made once, when the plan comes in, so that
 * no reader ever needs a library of locales or zones to build them again.
 */
export function printedSession(from: PrintedFrom): Record<string, PrintedSession> {
  return Object.fromEntries(Object.keys(from.programme).map((language) => [language, inLanguage(from, language)]));
}

function inLanguage(from: PrintedFrom, language: string): PrintedSession {
  const { programme, title, start, end, zone, halfDay, trainers, place, remote } = from;
  const spoken = words[language.split('-')[0] ?? ''] ?? (words.en as Record<string, string>);
  const date = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'full', timeZone: zone }).format(
    Date.parse(start),
  );
  const time = new Intl.DateTimeFormat(localeOf(language), {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  });
  const best = (text: Readonly<Record<string, string>> | undefined) => text?.[language] ?? Object.values(text ?? {})[0];
  return {
    programme: programme[language] as string,
    title: best(title) ?? `${dayOf(from, language)}, ${spoken[halfDay]}`,
    date: plainSpaces(date),
    start: plainSpaces(time.format(Date.parse(start))),
    end: plainSpaces(time.format(Date.parse(end))),
    zone,
    trainers: trainers.join(', '),
    place: best(place) ?? (spoken[remote ? 'remote' : 'noPlace'] as string),
  };
}

/** What a half-day without a title is headed with: `Tuesday 24 November`, `Mardi 24 novembre`. */
function dayOf({ start, zone }: PrintedFrom, language: string): string {
  const day = new Intl.DateTimeFormat(localeOf(language), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: zone,
  }).format(Date.parse(start));
  return plainSpaces(`${day.charAt(0).toLocaleUpperCase(language)}${day.slice(1)}`);
}
