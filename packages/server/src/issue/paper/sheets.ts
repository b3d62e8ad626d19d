import { type Attendance, inkOutline } from '@paraph/core/model';
import { escapeHtml as e } from '../../pages/security.js';
import type { DossierContent, DossierSession } from '../dossier-content.js';
import { clockIn, clocksChange, printedIn } from './half-day.js';
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
  const printed = printedIn(statement, language);
  const change = clocksChange(statement.schedule) ? ` ${texts.clocksChange}` : '';
  const facts = definitions([
    [texts.programme, printed.programme],
    [texts.date, printed.date],
    [texts.time, `${printed.start} – ${printed.end}${change} (${texts.zone} ${printed.zone})`],
    [texts.trainers, printed.trainers],
    [texts.place, printed.place],
    [texts.learner, name],
  ]);
  const at = clockIn(statement.schedule.zone, language);
  return `<section class="sheet">
<h2>${e(printed.title)}</h2>
${facts}
${one.attendance ? signature(one.attendance, { at, texts }) : absence(one, texts)}
${statement.asks.attendance ? `${closing(one, { at, texts })}\n` : ''}</section>`;
}

interface SignatureOptions {
  readonly texts: PaperTexts;
  /** Writes an instant in the zone of the half-day. */
  readonly at: (instant: string) => string;
}

function signature(
  { statement, received, late }: NonNullable<DossierSession['attendance']>,
  { at, texts }: SignatureOptions,
): string {
  return `<pre>${e(statement.shown.text)}</pre>
<div class="signature">${mark(statement.method, texts)}</div>
<p class="small">${e(`${texts.signature}${texts.colon}${times(statement.at, received, { at, texts })}${late ? ` — ${texts.late}` : ''}`)}</p>`;
}

function closing({ closing: closed }: DossierSession, { at, texts }: SignatureOptions): string {
  if (!closed) return `<p class="small">${e(texts.notClosed)}</p>`;
  return `<div class="signature">${mark(closed.method, texts)}</div>
<p class="small">${e(`${texts.closed} ${closed.by}${texts.colon}${times(closed.at, closed.received, { at, texts })}`)}</p>`;
}

const times = (signed: string, received: string, { at, texts }: SignatureOptions): string =>
  `${texts.signedAt} ${at(signed)}, ${texts.receivedAt} ${at(received)}`;

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
  return `<p>${e(imported ? texts.imported(imported.system, texts.marks[imported.state] ?? imported.state, imported.text) : texts.notSigned)}</p>`;
}
