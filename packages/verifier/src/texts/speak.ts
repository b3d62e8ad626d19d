import { en, type Plural, type Texts } from './en.js';
import { fr } from './fr.js';

/** A language that there are texts for. */
export type Language = 'en' | 'fr';

/** The texts by language. */
export const languages: Readonly<Record<Language, Texts>> = { en, fr };

/** The language of a BCP 47 tag (`fr-CA`) or of a POSIX locale (`fr_FR.UTF-8`); English where there are no texts for it. */
export function languageOf(tag: string | undefined): Language {
  const base = (tag ?? '').toLowerCase().split(/[-_.]/)[0] ?? '';
  return Object.hasOwn(languages, base) ? (base as Language) : 'en';
}

// Control and bidirectional characters would let a file write into the reader's screen or turn a sentence round.
const unsafe = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;
const maxLength = 240;

/** Something that a file says, fit to stand in a sentence: one line, nothing that steers a terminal or the direction of text, not endless. */
export function quote(said: string): string {
  const characters = [...said.slice(0, maxLength * 2).replaceAll(unsafe, '\ufffd')];
  return characters.length > maxLength ? `${characters.slice(0, maxLength - 1).join('')}…` : characters.join('');
}

/** What {@link fill} can put into a text. */
export type Values = Readonly<Record<string, string | number>>;

/** How {@link Speech} speaks. */
export interface SpeechOptions {
  /** IANA time zone of the moments. Default: that of the machine. */
  readonly zone?: string;
  /** The language with the reader's region (`en-US`), so that dates read as they are used to. Default: the bare language. */
  readonly locale?: string;
}

/** Texts, numbers and moments in one language, for one time zone. */
export class Speech {
  readonly language: Language;
  readonly texts: Texts;
  readonly #locale: string;
  readonly #zone: { readonly timeZone?: string };

  constructor(language: Language, { zone, locale }: SpeechOptions = {}) {
    this.language = language;
    this.texts = languages[language];
    const isRegional = locale !== undefined && locale !== language && languageOf(locale) === language;
    this.#locale = isRegional ? locale : language === 'en' ? 'en-GB' : language;
    this.#zone = zone === undefined ? {} : { timeZone: zone };
  }

  /** Puts values into a text; what comes from a file is {@link quote}d on the way. */
  fill(text: string, values: Values = {}): string {
    return this.typeset(text).replaceAll(/\{([a-zA-Z]+)\}/g, (_, name: string) => {
      const value = values[name];
      return typeof value === 'number' ? this.number(value) : quote(value ?? '');
    });
  }

  /** French sets : ; ! ? and what stands in « » off by spaces at which no line may break. */
  typeset(text: string): string {
    return this.language === 'fr' ? text.replaceAll(/ (?=[:;!?»])|(?<=«) /g, '\u00a0') : text;
  }

  /** The form for a number. */
  count(forms: Plural, n: number, values: Values = {}): string {
    const category = new Intl.PluralRules(this.language).select(n);
    return this.fill(forms[category] ?? forms.other, { ...values, n });
  }

  number(n: number): string {
    return new Intl.NumberFormat(this.#locale).format(n);
  }

  /** A moment, to the minute. */
  moment(instant: string): string {
    return this.#said(instant, (date) => this.#format({ dateStyle: 'long', timeStyle: 'short' }).format(date));
  }

  /** A moment's day. */
  day(instant: string): string {
    return this.#said(instant, (date) => this.#format({ dateStyle: 'long' }).format(date));
  }

  /** From one day to another, with what they share said once. */
  days(from: string, until: string): string {
    const day = this.#format({ dateStyle: 'long' });
    return this.#said(from, (start) => this.#said(until, (end) => day.formatRange(start, end)));
  }

  /** The zone in which moments are told, in words: "Central European Time". */
  zone(instant: string): string {
    const date = new Date(instant);
    const { timeZone } = this.#format({}).resolvedOptions();
    const timeZoneName = timeZone === 'UTC' ? 'long' : 'longGeneric';
    const parts = this.#format({ timeZoneName }).formatToParts(Number.isNaN(date.getTime()) ? 0 : date);
    return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
  }

  /** What a file gives as an instant may be none. */
  #said(instant: string, say: (date: Date) => string): string {
    const date = new Date(instant);
    return Number.isNaN(date.getTime()) ? quote(instant) : say(date);
  }

  #format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    return new Intl.DateTimeFormat(this.#locale, { ...options, ...this.#zone });
  }
}
