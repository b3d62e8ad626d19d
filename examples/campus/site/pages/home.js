import { html } from '../html.js';
import { layout } from '../layout.js';

/** Where a visitor chooses who to be. */
export function homePage({ campus, visit }) {
  const { texts, language } = visit;
  const card = (role) => html`<li><h2>${texts.roles[role]}</h2><p>${texts.home[role]}</p>
<p><a class="button" href="/${role}?lang=${language}">${texts.home.open(texts.roles[role])}</a></p></li>`;
  const main = html`<div class="opening"><h1>${texts.home.title}</h1><p>${texts.home.text}</p></div>
<ul class="doors">${['learner', 'trainer', 'manager'].map(card)}
<li><h2>${texts.home.verifier}</h2><p>${texts.home.verifierText}</p><p><a class="button second" href="${campus.paraph}/verify">${texts.verify}</a></p></li></ul>`;
  return layout({ campus, visit, title: texts.home.title, main });
}

/** What is not there. */
export function missingPage({ campus, visit }) {
  const { texts, language } = visit;
  const { title, text, back } = texts.notFound;
  const main = html`<div class="opening"><h1>${title}</h1><p>${text}</p><p><a href="/?lang=${language}">${back}</a></p></div>`;
  return layout({ campus, visit: { ...visit, user: undefined }, title, main });
}
