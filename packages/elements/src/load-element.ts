import { defineElement } from './define-element.js';

/** The elements that not every page needs: fetched when their tag is first used. */
const lazyElements: Readonly<Record<string, () => Promise<CustomElementConstructor>>> = {
  'paraph-survey': async () => (await import('./paraph-survey.js')).ParaphSurvey,
  'paraph-roster': async () => (await import('./paraph-roster.js')).ParaphRoster,
  'paraph-programme': async () => (await import('./paraph-programme.js')).ParaphProgramme,
  'paraph-certificate': async () => (await import('./paraph-certificate.js')).ParaphCertificate,
  'paraph-verify': async () => (await import('./paraph-verify.js')).ParaphVerify,
};

/** The tags of {@link loadElement}. */
export const lazyTags: readonly string[] = Object.keys(lazyElements);

/** Fetches and defines an element. */
export async function loadElement(tag: string): Promise<void> {
  const load = lazyElements[tag];
  if (load !== undefined && customElements.get(tag) === undefined) defineElement(tag, await load());
}
