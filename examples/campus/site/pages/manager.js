import { html } from '../html.js';
import { layout } from '../layout.js';

/** The manager's view of the programme: who qualifies, certificates, dossiers. */
export function managerPage({ campus, visit }) {
  const { texts, language } = visit;
  const main = html`<div class="opening"><h2>${texts.managerTitle}</h2><p>${texts.managerText}</p></div>
<paraph-programme programme="${campus.programme}"><p>${texts.fallback}</p></paraph-programme>`;
  return layout({ campus, visit, title: `${texts.managerTitle} · ${campus.course.title[language]}`, main });
}
