import { html } from '../html.js';
import { layout } from '../layout.js';

/** The trainer's sheet of the half-day of today. */
export function trainerPage({ campus, visit }) {
  const { texts, language } = visit;
  const main = html`<div class="opening"><h2>${texts.trainerTitle}</h2><p>${texts.trainerText}</p></div>
<div class="narrow"><paraph-roster><p>${texts.fallback}</p></paraph-roster></div>`;
  return layout({ campus, visit, title: `${texts.trainerTitle} · ${campus.course.title[language]}`, main });
}
