import { type Attendance, inkOutline, type PrintedSession } from '@paraph/core/model';
import { escapeHtml as e } from '../../pages/security.js';
import { localeOf } from '../../plan/locale.js';
import type { DossierContent, DossierSession } from '../dossier-content.js';
import { definitions } from './paper.js';
import type { PaperTexts } from './texts.js';

export interface SheetOptions {
  readonly language: string;
  readonly texts: PaperTexts;
}

/** The attendance sheets of one learner (French: *feuilles d'émargement*): a half-day each, with the words that were signed. */
export function sheets({ sessions, enrolment }: DossierContent, { language, texts }: SheetOptions): string {
  return sessions.map((one) => sheet(one, { name: enrolment.statement.learner.name, language, texts })).join('\n');
}

function sheet(one: DossierSession, { name, language, texts }: SheetOptions & { readonly name: string }): string {
  const { statement } = one.session;
  const printed = (statement.printed[language] ?? Object.values(statement.printed)[0]) as PrintedSession;
  const facts = definitions([
    [texts.programme, printed.programme],
    [texts.date, printed.date],
    [texts.time, `${printed.start} – ${printed.end} (${texts.zone} ${printed.zone})`],
    [texts.trainers, printed.trainers],
    [texts.place, printed.place],
    [texts.learner, name],
  ]);
  return `<section class="sheet">
<h2>${e(printed.title)}</h2>
${facts}
${one.attendance ? signature(one.attendance, { zone: statement.schedule.zone, language, texts }) : absence(one, texts)}
${statement.asks.attendance ? `<p class="small">${e(one.closing ? `${texts.closed} ${one.closing.by}` : texts.notClosed)}</p>\n` : ''}</section>`;
}

function signature(
  { statement, received, late }: NonNullable<DossierSession['attendance']>,
  { zone, language, texts }: SheetOptions & { readonly zone: string },
): string {
  const clock = new Intl.DateTimeFormat(localeOf(language), {
    dateStyle: 'short',
    timeStyle: 'medium',
    timeZone: zone,
  });
  const at = (instant: string) => clock.format(Date.parse(instant)).replaceAll(/[\u00a0\u202f]/g, ' ');
  return `<pre>${e(statement.shown.text)}</pre>
<div class="signature">${mark(statement.method, texts)}</div>
<p class="small">${e(`${texts.signature}${texts.colon}${texts.signedAt} ${at(statement.at)}, ${texts.receivedAt} ${at(received)} (${zone})${late ? ` — ${texts.late}` : ''}`)}</p>`;
}

function mark(method: Attendance['method'], texts: PaperTexts): string {
  switch (method.by) {
    case 'drawn':
      return `<svg viewBox="0 0 1000 ${method.ink.height}" role="img" aria-label="${e(texts.signature)}"><path d="${inkOutline(method.ink)}"/></svg>`;
    case 'typed':
      return `<span class="name">${e(method.name)}</span> <span class="small">(${e(texts.typed)})</span>`;
    case 'confirmed':
      return `<span class="small">${e(texts.confirmed)}</span>`;
  }
}

function absence({ imported }: DossierSession, texts: PaperTexts): string {
  return `<p>${e(imported ? `${texts.imported} ${imported.system}${texts.colon}${imported.text}` : texts.notSigned)}</p>`;
}
