import { css } from 'lit';

/** Questions and their scales. */
export const survey = css`
  form,
  .questions {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space);
  }

  .questions {
    gap: calc(var(--_space) * 2);
  }

  .optional {
    color: var(--_muted);
    font-weight: 400;
    font-size: 0.875em;
  }

  legend.question,
  label.question {
    margin-block-end: 0.625rem;
  }

  .answers-of {
    display: grid;
    gap: 0.5rem;
  }

  .scale {
    display: grid;
    grid-auto-columns: minmax(0, 1fr);
    grid-auto-flow: column;
    gap: 0.5rem;
  }

  .step {
    position: relative;
    display: grid;
    align-content: center;
    justify-items: center;
    gap: 0.125rem;
    min-block-size: 3.75rem;
    padding: 0.5rem 0.25rem;
    border: 1px solid var(--_strong-line);
    border-radius: var(--_radius-inner);
    color: var(--_muted);
    font-size: max(13px, 0.8125em);
    line-height: 1.25;
    text-align: center;
    cursor: pointer;
    hyphens: auto;
  }

  .step b {
    color: var(--_text);
    font-size: 1.3em;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
  }

  .step input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }

  .step:hover {
    background: var(--_sunken);
  }

  .step:has(:checked) {
    border-color: var(--_accent);
    background: var(--_accent-soft);
    box-shadow: inset 0 0 0 1px var(--_accent);
    color: var(--_text);
  }

  .step:has(:focus-visible) {
    outline: 3px solid color-mix(in oklab, var(--_accent) 70%, transparent);
    outline-offset: 2px;
  }

  @media (forced-colors: active) {
    .step:has(:checked) {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }

    .step:has(:checked) b {
      color: HighlightText;
    }
  }

  .eleven {
    gap: 0.25rem;
  }

  .eleven .step {
    min-block-size: 2.75rem;
    padding: 0.25rem 0;
  }

  .ends {
    display: flex;
    justify-content: space-between;
    gap: 1rem;
  }

  .ends span:last-child {
    text-align: end;
  }

  @container (max-width: 27rem) {
    .eleven {
      grid-auto-flow: row;
      grid-template-columns: repeat(6, minmax(0, 1fr));
    }
  }

  @container (max-width: 21rem) {
    .scale:not(.eleven) {
      grid-auto-flow: row;
      grid-template-columns: minmax(0, 1fr);
    }

    .scale:not(.eleven) .step {
      grid-template-columns: 1.5rem 1fr;
      justify-items: start;
      align-items: center;
      min-block-size: 2.75rem;
      padding-inline: 0.875rem;
      text-align: start;
      font-size: 0.9375em;
    }
  }

  .top {
    display: grid;
    gap: 0.5rem;
  }

  .between {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.25rem 1rem;
  }

  .given {
    display: grid;
    gap: 0;
  }

  .given > div {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0.125rem 1rem;
    align-items: center;
    padding-block: 0.75rem;
    border-block-end: 1px solid var(--_line);
  }

  .given > div:last-child {
    border: 0;
  }

  .given dt {
    color: var(--_muted);
    font-size: 0.9375em;
  }

  .given dd {
    white-space: pre-line;
    font-weight: 500;
  }

  .given dd.empty {
    color: var(--_muted);
    font-weight: 400;
  }

  .given dt,
  .given dd {
    grid-column: 1;
  }

  .given .edit {
    grid-column: 2;
    grid-row: 1 / span 2;
  }

  .given .quiet {
    margin: 0;
    margin-inline-end: -0.5rem;
  }

  .summary ul {
    list-style: none;
    display: grid;
  }

  .summary a {
    display: inline-flex;
    align-items: center;
    min-block-size: 2rem;
    color: var(--_failed);
  }
`;
