/** The look of the page around the report. */
export const pageStyles = `
:root {
  --accent: light-dark(#2743b8, #9db1ff);
  --on-accent: light-dark(#ffffff, #10162b);
  --accent-soft: light-dark(#eef1fc, #1d2440);
  --surface: light-dark(#ffffff, #1a1e27);
  --sunken: light-dark(#f4f5f3, #13161d);
  --line: light-dark(#dfe1e4, #2d3340);
  --strong-line: light-dark(#868d98, #6f7b91);
  --muted: light-dark(#5b6472, #a1a9b8);
  --failed: light-dark(#a5252b, #ff9c98);
  --failed-soft: light-dark(#fbe7e6, #43201f);
}
*, ::before, ::after { box-sizing: border-box; }
body { margin: 0; min-block-size: 100dvh; display: grid; grid-template-rows: auto 1fr auto; grid-template-columns: minmax(0, 1fr); }
h1, h2, p { margin: 0; }
svg { flex: none; inline-size: 1.5rem; block-size: 1.5rem; }
.wide { inline-size: 100%; max-inline-size: 46rem; margin-inline: auto; padding-inline: clamp(1rem, 4vw, 1.5rem); }
.top { display: flex; align-items: center; justify-content: space-between; gap: 1rem; padding-block: 0.75rem; color: var(--muted); font-size: 0.9375rem; }
main { display: grid; align-content: start; gap: 1.75rem; padding-block: clamp(1rem, 5vw, 3rem) 4rem; }
main > * { min-inline-size: 0; }
.intro { display: grid; gap: 0.5rem; }
h1 { font-size: clamp(1.625rem, 1.2rem + 2vw, 2.125rem); line-height: 1.2; font-weight: 650; letter-spacing: -0.02em; text-wrap: balance; }
.intro p { max-inline-size: 60ch; color: var(--muted); }
.answered h1 { font-size: 1.25rem; letter-spacing: -0.01em; }
.answered .intro p { display: none; }
.stage { display: grid; gap: 1.25rem; }
.card { display: grid; gap: 1rem; padding: clamp(1.125rem, 0.5rem + 2.5vw, 1.75rem); background: var(--surface); border: 1px solid var(--line); border-radius: 14px; }
.card h2 { font-size: 1.1875rem; line-height: 1.3; font-weight: 650; letter-spacing: -0.01em; }
.small { color: var(--muted); font-size: 0.875rem; max-inline-size: 65ch; }

.drop { justify-items: center; text-align: center; gap: 0.75rem; padding-block: clamp(2rem, 8vw, 3.5rem); border: 1.5px dashed var(--strong-line); background: transparent; }
.drop > svg { inline-size: 2.25rem; block-size: 2.25rem; color: var(--muted); }
.drop strong { font-size: 1.125rem; font-weight: 600; }
.drop .small { max-inline-size: 46ch; text-wrap: balance; }
.drop.compact { padding-block: 1.25rem; grid-template-columns: auto 1fr auto; align-items: center; justify-items: start; text-align: start; }
.drop.compact > svg { inline-size: 1.5rem; block-size: 1.5rem; }
.drop.compact strong { font-size: 1rem; }
.dragging .drop { border-color: var(--accent); border-style: solid; background: var(--accent-soft); }
.dragging .drop > svg { color: var(--accent); }

button { font: inherit; cursor: pointer; }
.button { min-block-size: 2.75rem; padding: 0.6875rem 1.25rem; border: 1px solid transparent; border-radius: 10px; background: var(--accent); color: var(--on-accent); font-weight: 600; line-height: 1.3; justify-self: start; }
.drop .button { justify-self: auto; }
.button:hover { background: color-mix(in oklab, var(--accent) 88%, light-dark(#000000, #ffffff)); }
.button.second { background: transparent; border-color: var(--strong-line); color: inherit; }
.button.second:hover { background: var(--sunken); }
.quiet { display: inline-flex; align-items: center; min-block-size: 2.75rem; padding: 0.25rem 0.5rem; margin-inline: -0.5rem; background: none; border: 0; border-radius: 10px; color: var(--accent); font-size: 0.9375rem; text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 0.2em; justify-self: start; }
.quiet:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid color-mix(in oklab, var(--accent) 70%, transparent); outline-offset: 2px; }

.field { display: grid; gap: 0.25rem; }
.field label { font-weight: 600; font-size: 0.9375rem; }
.fields { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); gap: 1rem; align-items: start; }
input[type='text'], select { inline-size: 100%; min-block-size: 2.75rem; padding: 0.5rem 0.75rem; border: 1px solid var(--strong-line); border-radius: 10px; background: var(--surface); color: inherit; font: inherit; }
input[type='text'] { font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace; letter-spacing: 0.03em; text-transform: uppercase; }
input::placeholder { text-transform: none; }
[aria-invalid='true'] { border-color: var(--failed); box-shadow: inset 0 0 0 1px var(--failed); }
.wrong { color: var(--failed); font-size: 0.9375rem; font-weight: 550; }
.wrong:empty { display: none; }

details.more > summary { display: flex; align-items: center; gap: 0.625rem; min-block-size: 2.75rem; inline-size: fit-content; padding-inline-end: 0.5rem; color: var(--accent); font-size: 0.9375rem; cursor: pointer; list-style: none; text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 0.2em; border-radius: 10px; }
details.more > summary::-webkit-details-marker { display: none; }
details.more > .card { margin-block-start: 0.5rem; }

.notice { display: grid; gap: 0.25rem; padding: 0.875rem 1rem; border-radius: 10px; background: var(--failed-soft); color: var(--failed); font-weight: 550; }
.checking { gap: 0.75rem; }
progress { inline-size: 100%; block-size: 6px; border: 0; border-radius: 99px; overflow: hidden; background: var(--sunken); appearance: none; accent-color: var(--accent); color: var(--accent); }
progress::-webkit-progress-bar { background: var(--sunken); }
progress::-webkit-progress-value { background: var(--accent); border-radius: 99px; }
progress::-moz-progress-bar { background: var(--accent); border-radius: 99px; }
progress:indeterminate::-moz-progress-bar { inline-size: 30%; }

.foot { display: grid; gap: 0.25rem; padding-block: 1.25rem 2rem; }
.visually-hidden { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
[hidden] { display: none !important; }

@media (max-width: 30rem) {
  .drop.compact { grid-template-columns: auto 1fr; }
  .drop.compact .button { grid-column: 1 / -1; }
  .button { inline-size: 100%; }
}
@media (forced-colors: active) {
  .button { border-color: ButtonText; }
  .card, .notice { border: 1px solid CanvasText; }
}
@media print {
  :root { color-scheme: light; background: none; }
  .top, .stage > :not(.report), .foot { display: none; }
  main { padding-block: 0; }
}
`;
