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
  en: { morning: 'Morning', afternoon: 'Afternoon', evening: 'Evening', remote: 'Remote', onSite: 'On site' },
  fr: { morning: 'Matin', afternoon: 'Après-midi', evening: 'Soir', remote: 'À distance', onSite: 'Sur place' },
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
    title: best(title) ?? (spoken[halfDay] as string),
    date: plainSpaces(date),
    start: plainSpaces(time.format(Date.parse(start))),
    end: plainSpaces(time.format(Date.parse(end))),
    zone,
    trainers: trainers.join(', '),
    place: best(place) ?? (spoken[remote ? 'remote' : 'onSite'] as string),
  };
}
