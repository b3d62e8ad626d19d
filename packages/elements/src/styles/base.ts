import { css } from 'lit';

/** What every element looks like: card, title, facts, words, buttons, states. Logical properties only; no width is fixed on text. */
export const base = css`
  :host {
    display: block;
    min-inline-size: min(16rem, 100%);
    color: var(--_text);
    font-family: var(--_font);
    line-height: 1.5;
    text-align: start;
    -webkit-tap-highlight-color: transparent;
  }

  :host([hidden]) {
    display: none;
  }

  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }

  h2,
  h3,
  p,
  dl,
  dd,
  ul,
  ol,
  figure,
  fieldset,
  legend {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }

  .card {
    /* For an element inside this one. */
    --paraph-gap: 0px;
    container-type: inline-size;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space);
    padding: clamp(1rem, 0.5rem + 2vw, 1.5rem);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    overflow-wrap: break-word;
  }

  .heading {
    display: grid;
    gap: 0.125rem;
  }

  .eyebrow,
  .small {
    color: var(--_muted);
    font-size: var(--_small);
    max-inline-size: 70ch;
  }

  .title {
    font-size: 1.25em;
    line-height: 1.3;
    font-weight: 650;
    letter-spacing: -0.01em;
    text-wrap: balance;
  }

  .text {
    max-inline-size: 70ch;
  }

  .facts {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.25rem 1rem;
    font-size: 0.9375em;
  }

  .facts dt {
    color: var(--_muted);
  }

  .words {
    border-inline-start: 3px solid var(--_accent);
    padding-inline-start: 0.875rem;
    max-inline-size: 70ch;
  }

  .words .intent {
    display: block;
    font-size: 1.0625em;
    font-weight: 550;
  }

  .words .facts-said {
    color: var(--_muted);
    font-size: 0.9375em;
    display: block;
    margin-block-end: 0.375rem;
    white-space: pre-line;
  }

  .numbers {
    font-variant-numeric: tabular-nums;
  }

  .mono {
    font-family: var(--_font-mono);
    font-size: 0.875em;
    overflow-wrap: anywhere;
  }

  button,
  .button {
    font: inherit;
    color: inherit;
    cursor: pointer;
    touch-action: manipulation;
  }

  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5rem;
    min-block-size: 2.75rem;
    padding: 0.6875rem 1.25rem;
    border: 1px solid transparent;
    border-radius: var(--_radius-inner);
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 600;
    line-height: 1.3;
    text-align: center;
    text-decoration: none;
  }

  .button:hover {
    background: color-mix(in oklab, var(--_accent) 88%, var(--_text));
  }

  .button.second {
    background: transparent;
    border-color: var(--_strong-line);
    color: var(--_text);
  }

  .button.second:hover {
    background: var(--_sunken);
  }

  .button[aria-disabled='true'] {
    opacity: 0.7;
    cursor: progress;
  }

  .quiet,
  a {
    color: var(--_accent);
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 0.2em;
  }

  .quiet {
    display: inline-flex;
    align-items: center;
    min-block-size: 2.75rem;
    padding: 0.25rem 0.5rem;
    margin-inline: -0.5rem 0.5rem;
    margin-block: -0.375rem;
    background: none;
    border: 0;
    border-radius: var(--_radius-inner);
    font-size: 0.9375em;
    text-align: start;
  }

  .quiet:hover,
  a:hover {
    text-decoration-thickness: 2px;
  }

  :focus-visible {
    outline: 3px solid color-mix(in oklab, var(--_accent) 70%, transparent);
    outline-offset: 2px;
  }

  /* The focus is led to a heading for who hears the page; there is nothing to press. */
  [tabindex='-1']:focus {
    outline: none;
  }

  @media (forced-colors: active) {
    :focus-visible {
      outline-color: Highlight;
    }

    .button {
      border-color: ButtonText;
    }
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 1rem;
  }

  .actions .button {
    flex: 0 1 auto;
  }

  @container (max-width: 28rem) {
    .actions .button {
      flex: 1 1 100%;
    }
  }

  .state {
    display: grid;
    grid-template-columns: 1.5rem minmax(0, 1fr);
    gap: 0.125rem 0.75rem;
    padding: 0.875rem 1rem;
    border: 1px solid transparent;
    border-radius: var(--_radius-inner);
    background: var(--_sunken);
    font-size: 0.9375em;
  }

  .state > * {
    grid-column: 2;
    max-inline-size: 70ch;
  }

  .state > svg {
    grid-column: 1;
    grid-row: 1;
    inline-size: 1.5rem;
    block-size: 1.5rem;
  }

  .state b,
  .state strong {
    font-weight: 650;
  }

  .state.good {
    background: var(--_good-soft);
  }

  .state.good > svg,
  .state.good > strong {
    color: var(--_good);
  }

  .state.waiting {
    background: var(--_waiting-soft);
  }

  .state.waiting > svg,
  .state.waiting > strong {
    color: var(--_waiting);
  }

  .state.failed {
    background: var(--_failed-soft);
  }

  .state.failed > svg,
  .state.failed > strong {
    color: var(--_failed);
  }

  .state.neutral > svg {
    color: var(--_muted);
  }

  @media (forced-colors: active) {
    .state {
      border-color: CanvasText;
    }
  }

  details > summary {
    display: flex;
    align-items: center;
    gap: 0.375rem;
    inline-size: fit-content;
    min-block-size: 2.75rem;
    margin-block: -0.5rem;
    padding-inline-end: 0.5rem;
    color: var(--_accent);
    font-size: 0.9375em;
    cursor: pointer;
    list-style: none;
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 0.2em;
    border-radius: var(--_radius-inner);
  }

  details > summary::-webkit-details-marker {
    display: none;
  }

  details[open] > summary {
    margin-block-end: 0.25rem;
  }

  .waiting-line {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    color: var(--_muted);
  }

  .waiting-line svg {
    inline-size: 1.25rem;
    block-size: 1.25rem;
    flex: none;
  }

  @media (prefers-reduced-motion: no-preference) {
    .waiting-line svg {
      animation: turn 1.2s linear infinite;
    }
  }

  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }

  .ink {
    display: block;
    color: var(--_ink);
    fill: currentColor;
  }

  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
