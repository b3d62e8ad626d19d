/**
 * What the script tag loads: all that a learner needs to sign. Every other element, and every language, is fetched when its tag is first used.
 *
 * @module script
 */
import { defineElement } from './define-element.js';
import { lazyTags, loadElement } from './load-element.js';
import { languageOf, loadTexts } from './localize.js';
import { ParaphAttendance } from './paraph-attendance.js';
import { ParaphPad } from './paraph-pad.js';
import { ParaphProvider } from './paraph-provider.js';

// The texts travel while the page is still being read.
void loadTexts(languageOf(document.documentElement));

// The provider first: what is inside it asks for it when it is upgraded.
defineElement('paraph-provider', ParaphProvider);
defineElement('paraph-pad', ParaphPad);
defineElement('paraph-attendance', ParaphAttendance);

const waiting = new Set(lazyTags);

function loadUsed(): void {
  for (const tag of waiting) {
    if (document.querySelector(tag) === null) continue;
    waiting.delete(tag);
    // Tried again when the page next changes: a lost network must not lose an element for good.
    loadElement(tag).catch(() => waiting.add(tag));
  }
}

loadUsed();
new MutationObserver(loadUsed).observe(document, { childList: true, subtree: true });
