import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Texts } from './texts/en.js';

export type { Texts };

/** The languages that there are texts for, each a module of its own that is loaded when it is first needed. */
const languages: Readonly<Record<string, () => Promise<Texts>>> = {
  en: async () => (await import('./texts/en.js')).en,
  fr: async () => (await import('./texts/fr.js')).fr,
};
const loaded = new Map<string, Texts>();
const loading = new Map<string, Promise<Texts | undefined>>();

/** Loads the texts of a language. A failed load is tried again the next time. */
export function loadTexts(language: string): Promise<Texts | undefined> {
  const known = loading.get(language);
  if (known !== undefined) return known;
  const load = (languages[language] ?? languages.en)?.() ?? Promise.resolve(undefined);
  const settled = load.then(
    (texts) => {
      loaded.set(language, texts as Texts);
      return texts;
    },
    () => {
      loading.delete(language);
      return undefined;
    },
  );
  loading.set(language, settled);
  return settled;
}

/** The nearest `lang`, through shadow roots: `fr` for `fr-CA`; English where there are no texts for it. */
export function languageOf(element: Element): string {
  const tag = tagOf(element);
  const [base = 'en'] = tag.toLowerCase().split('-');
  return Object.hasOwn(languages, base) ? base : 'en';
}

function tagOf(element: Element): string {
  for (let node: Node | null = element; node !== null; ) {
    const found: Element | null = node instanceof Element ? node.closest('[lang]:not([lang=""])') : null;
    if (found !== null) return found.getAttribute('lang') ?? '';
    const root = node.getRootNode();
    node = root instanceof ShadowRoot ? root.host : null;
  }
  return document.documentElement.lang || navigator.language;
}

type Host = ReactiveControllerHost & Element;
const hosts = new Set<Localize>();
let observer: MutationObserver | undefined;

/**
 * Texts, dates and numbers in the reader's language, for one element. Follows the nearest `lang`, also when it changes.
 *
 * @example
 * ```ts
 * class Greeting extends LitElement {
 *   #localize = new Localize(this);
 *   render() { return this.#localize.texts?.common.tryAgain; }
 * }
 * ```
 * @internal
 */
export class Localize implements ReactiveController {
  #host: Host;
  /** The language of the texts: `en`, `fr`. */
  language = 'en';
  /** For `Intl`: the language with the reader's own region, so that hours read as they are used to. */
  locale = 'en';

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    hosts.add(this);
    // One observer a page: a `lang` may change on any ancestor.
    observer ??= new MutationObserver(() => {
      for (const one of hosts) one.refresh();
    });
    observer.observe(document, { attributes: true, attributeFilter: ['lang'], subtree: true });
    this.refresh();
  }

  hostDisconnected(): void {
    hosts.delete(this);
  }

  /** Reads the nearest `lang` anew, and asks for its texts. */
  refresh(): void {
    this.language = languageOf(this.#host);
    this.locale = navigator.languages.find((one) => one.toLowerCase().split('-')[0] === this.language) ?? this.language;
    this.#host.requestUpdate();
    if (!loaded.has(this.language)) void loadTexts(this.language).then(() => this.#host.requestUpdate());
  }

  /** The texts, or `undefined` while they are being loaded. */
  get texts(): Texts | undefined {
    return loaded.get(this.language) ?? loaded.get('en');
  }

  /** `9:04`, in the reader's own zone or in the one given. */
  time(instant: string | number, zone?: string): string {
    return this.#format(instant, {
      hour: 'numeric',
      minute: '2-digit',
      ...(zone === undefined ? {} : { timeZone: zone }),
    });
  }

  /** `today`, `tomorrow`, `yesterday`, or the date. */
  day(instant: string | number, now: number): string {
    const days = Math.round((midnight(instant) - midnight(now)) / 86_400_000);
    if (Math.abs(days) > 1) return this.#format(instant, { weekday: 'long', day: 'numeric', month: 'long' });
    return new Intl.RelativeTimeFormat(this.language, { numeric: 'auto' }).format(days, 'day');
  }

  /** One of a text given by language: the reader's, else English, else the first. */
  pick<T>(byLanguage: Readonly<Record<string, T>> | undefined): T | undefined {
    return byLanguage?.[this.language] ?? byLanguage?.en ?? Object.values(byLanguage ?? {})[0];
  }

  #format(instant: string | number, options: Intl.DateTimeFormatOptions): string {
    return new Intl.DateTimeFormat(this.locale, options).format(new Date(instant));
  }
}

function midnight(instant: string | number): number {
  const date = new Date(instant);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
}
