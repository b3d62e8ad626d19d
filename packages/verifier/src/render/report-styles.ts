/**
 * The look of a report, as CSS text for a shadow root or a page. Follows the `color-scheme` that it inherits, any width, and the custom properties
 * of Paraph's elements, each with its default: `--paraph-accent` `#2743b8`, `--paraph-surface` `#ffffff`, `--paraph-sunken` `#f4f5f3`,
 * `--paraph-line` `#dfe1e4`, `--paraph-strong-line` `#868d98`, `--paraph-text` `#1d2433`, `--paraph-muted` `#5b6472`, `--paraph-good`,
 * `--paraph-waiting`, `--paraph-failed` (and `-soft` after each), `--paraph-radius` `14px`, `--paraph-space` `1rem`, `--paraph-font` the host's,
 * `--paraph-font-mono` `ui-monospace`. In the dark each colour has another default.
 */
export const reportStyles = `
.report {
  --_accent: var(--paraph-accent, light-dark(#2743b8, #9db1ff));
  --_surface: var(--paraph-surface, light-dark(#ffffff, #1a1e27));
  --_sunken: var(--paraph-sunken, light-dark(#f4f5f3, #13161d));
  --_line: var(--paraph-line, light-dark(#dfe1e4, #2d3340));
  --_text: var(--paraph-text, light-dark(#1d2433, #e8eaf0));
  --_muted: var(--paraph-muted, light-dark(#5b6472, #a1a9b8));
  --_good: var(--paraph-good, light-dark(#17694a, #7fd3ab));
  --_good-soft: var(--paraph-good-soft, light-dark(#e3f3ea, #17352a));
  --_waiting: var(--paraph-waiting, light-dark(#845000, #f0bd70));
  --_waiting-soft: var(--paraph-waiting-soft, light-dark(#fbeed6, #3a2c12));
  --_failed: var(--paraph-failed, light-dark(#a5252b, #ff9c98));
  --_failed-soft: var(--paraph-failed-soft, light-dark(#fbe7e6, #43201f));
  --_radius: var(--paraph-radius, 14px);
  --_radius-inner: min(var(--_radius), max(2px, calc(var(--_radius) - 4px)));
  --_space: var(--paraph-space, 1rem);
  --_mono: var(--paraph-font-mono, ui-monospace, 'SF Mono', Menlo, Consolas, monospace);
  --_small: max(13px, 0.875em);
  container-type: inline-size;
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: var(--_space);
  padding: clamp(1.125rem, 0.5rem + 2.5vw, 1.75rem);
  background: var(--_surface);
  border: 1px solid var(--_line);
  border-radius: var(--_radius);
  color: var(--_text);
  font-family: var(--paraph-font, inherit);
  line-height: 1.5;
  text-align: start;
  overflow-wrap: break-word;
}
.report *, .report ::before, .report ::after { box-sizing: border-box; }
.report :is(h2, h3, p, dl, dd, ul, ol) { margin: 0; padding: 0; }
.report svg { flex: none; inline-size: 1.25rem; block-size: 1.25rem; }
.report .heading { display: grid; gap: 0.25rem; }
.report .eyebrow, .report .small { color: var(--_muted); font-size: var(--_small); max-inline-size: 70ch; }
.report .title { display: flex; gap: 0.625rem; font-size: 1.375em; line-height: 1.3; font-weight: 650; letter-spacing: -0.01em; text-wrap: balance; }
.report .title:focus { outline: none; }
.report .title svg { inline-size: 1.3em; block-size: 1.3em; color: var(--_muted); }
.report.good .title svg { color: var(--_good); }
.report.compare .title svg { color: var(--_waiting); }
.report.failed .title { color: var(--_failed); }
.report.failed .title svg { color: inherit; }
.report .advice { max-inline-size: 65ch; margin-block-start: 0.375rem; }
.report .visually-hidden { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.report .answers { display: grid; }
.report .answer { display: grid; grid-template-columns: 9rem minmax(0, 1fr); gap: 0.125rem 1rem; padding-block: 0.875rem; border-block-end: 1px solid var(--_line); }
.report .answer:last-child { border: 0; padding-block-end: 0; }
.report .answer > dt { display: flex; gap: 0.75rem; font-weight: 600; }
.report .answer > dt svg { margin-block-start: 0.125rem; color: var(--_muted); }
.report .answer.good > dt svg { color: var(--_good); }
.report .answer.compare > dt svg { color: var(--_waiting); }
.report .answer.failed > dt svg { color: var(--_failed); }
.report .answer > dd { display: grid; gap: 0.25rem; max-inline-size: 70ch; }
.report .answer.failed .found > p { color: var(--_failed); font-weight: 550; }
.report .found { display: grid; gap: 0.125rem; }
.report .found + .found { margin-block-start: 0.5rem; }
.report .found + .small { margin-block-start: 0.25rem; }
.report .places { padding-inline-start: 1.125rem; overflow-wrap: anywhere; }
.report .fingerprint { display: flex; flex-wrap: wrap; gap: 0.25rem 0.875rem; margin-block: 0.375rem; font: 600 1.0625em/1.4 var(--_mono); letter-spacing: 0.04em; }

.report .requirements { display: grid; gap: 0.25rem; padding: 0.875rem 1rem; background: var(--_sunken); border-radius: var(--_radius-inner); }
.report .certificate .certified { font-weight: 600; margin-block-start: 0.375rem; }
.report .requirements h3 { font-size: 1em; font-weight: 600; }
.report .requirements ul { list-style: none; display: grid; gap: 0.375rem; margin-block-start: 0.375rem; }
.report .requirements li { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.125rem 0.625rem; }
.report .tag { display: inline-flex; align-items: center; gap: 0.375rem; inline-size: fit-content; padding: 0.1rem 0.5rem; border-radius: 6px; background: var(--_surface); color: var(--_muted); font-size: max(13px, 0.8125em); font-weight: 550; font-variant-numeric: tabular-nums; }
.report .tag.good { background: var(--_good-soft); color: var(--_good); }
.report .tag.compare { background: var(--_waiting-soft); color: var(--_waiting); }
.report .tag.failed { background: var(--_failed-soft); color: var(--_failed); }

.report .folded { display: grid; border-block-start: 1px solid var(--_line); }
.report details { border-block-end: 1px solid var(--_line); }
.report summary { display: flex; align-items: center; gap: 0.625rem; min-block-size: 3rem; font-size: 0.9375em; font-weight: 550; cursor: pointer; list-style: none; border-radius: 4px; }
.report summary::-webkit-details-marker { display: none; }
.report summary::before { content: ''; inline-size: 0.4375rem; block-size: 0.4375rem; margin-inline: 0.25rem; border: solid var(--_muted); border-width: 0 2px 2px 0; rotate: -45deg; }
.report:dir(rtl) summary::before { rotate: 135deg; }
.report details[open] > summary::before { rotate: 45deg; }
.report summary:hover { color: var(--_accent); }
.report details > :last-child:not(summary) { margin-block-end: 1.25rem; }
.report .acts { list-style: none; display: grid; gap: 1.25rem; margin-block-start: 0.75rem; }
.report .act { display: grid; gap: 0.25rem; padding-inline-start: 1rem; border-inline-start: 2px solid var(--_line); }
.report .act.failed { border-color: var(--_failed); }
.report .act-kind { font-weight: 600; }
.report .words { margin-block: 0.375rem; white-space: pre-line; max-inline-size: 70ch; }
.report .facts { display: grid; gap: 0.25rem; font-size: var(--_small); font-variant-numeric: tabular-nums; }
.report .facts > div { display: grid; grid-template-columns: 11rem minmax(0, 1fr); gap: 0 1rem; }
.report .facts dt { color: var(--_muted); }
.report .mono { font-family: var(--_mono); font-size: max(13px, 0.9286em); overflow-wrap: anywhere; }
.report .tag svg { inline-size: 1rem; block-size: 1rem; }

.report .actions { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; margin-block: -0.375rem; }
.report .quiet { display: inline-flex; align-items: center; min-block-size: 2.75rem; padding: 0.25rem 0.5rem; margin-inline-start: -0.5rem; background: none; border: 0; border-radius: var(--_radius-inner); color: var(--_accent); font: inherit; font-size: 0.9375em; cursor: pointer; text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 0.2em; }
.report .quiet:hover { text-decoration-thickness: 2px; }
.report :is(summary, .quiet):focus-visible { outline: 3px solid color-mix(in oklab, var(--_accent) 70%, transparent); outline-offset: 2px; }

@container (max-width: 32rem) {
  .report .answer { grid-template-columns: minmax(0, 1fr); }
  .report .answer > dd { padding-inline-start: 2rem; }
  .report .facts > div { grid-template-columns: 6.5rem minmax(0, 1fr); gap: 0 0.75rem; }
}
@media (forced-colors: active) {
  .report { --_accent: LinkText; --_line: CanvasText; --_muted: CanvasText; --_good: CanvasText; --_waiting: CanvasText; --_failed: CanvasText; }
  .report :is(.tag, .requirements) { border: 1px solid CanvasText; }
}
@media print {
  .report { border: 0; padding: 0; font-size: 11pt; }
  .report .actions, .report summary::before { display: none; }
  .report :is(.answer, .act, .requirements) { break-inside: avoid; }
}
`;
