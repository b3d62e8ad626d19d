import { reportStyles } from '../render/report-styles.js';
import { languageOf } from '../texts/speak.js';
import { pageStyles } from './page-styles.js';
import { VerifierPage } from './verifier-page.js';

// Constructed sheets pass a policy that knows no inline style.
document.adoptedStyleSheets = [reportStyles, pageStyles].map((css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
});
const asked = location.hash.slice(1);
const page = new VerifierPage(languageOf(asked === '' ? navigator.language : asked));
document.body.append(...page.parts);

// Paper can't be unfolded.
let folded: HTMLDetailsElement[] = [];
addEventListener('beforeprint', () => {
  folded = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
  for (const details of folded) details.open = true;
});
addEventListener('afterprint', () => {
  for (const details of folded) details.open = false;
});
