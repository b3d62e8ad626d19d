import { css } from 'lit';

/** Text fields, labels and what is said beside them. */
export const fields = css`
  .field {
    display: grid;
    gap: 0.375rem;
  }

  .field > label,
  .label {
    font-weight: 550;
  }

  .hint {
    color: var(--_muted);
    font-size: var(--_small);
  }

  input[type='text'],
  textarea {
    font: inherit;
    color: var(--_text);
    inline-size: 100%;
    min-block-size: 2.75rem;
    padding: 0.625rem 0.75rem;
    background: var(--_sunken);
    border: 1px solid var(--_strong-line);
    border-radius: var(--_radius-inner);
  }

  /* Below 16 px a phone zooms into the page when the field takes the focus. */
  input[type='text'],
  textarea {
    font-size: max(16px, 1em);
  }

  textarea {
    min-block-size: 7rem;
    resize: vertical;
    field-sizing: content;
    line-height: 1.5;
  }

  [aria-invalid='true'] {
    border-color: var(--_failed);
    box-shadow: inset 0 0 0 1px var(--_failed);
  }

  .fault {
    display: flex;
    gap: 0.375rem;
    align-items: start;
    color: var(--_failed);
    font-size: 0.9375em;
    font-weight: 550;
  }

  .fault svg {
    inline-size: 1.25em;
    block-size: 1.25em;
    margin-block-start: 0.125em;
    flex: none;
  }

  .choice {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    min-block-size: 2.75rem;
    padding: 0.5rem 0.875rem;
    border: 1px solid var(--_strong-line);
    border-radius: var(--_radius-inner);
    cursor: pointer;
  }

  .choice:hover {
    background: var(--_sunken);
  }

  .choice:has(:checked) {
    border-color: var(--_accent);
    background: var(--_accent-soft);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }

  .choice:has(:focus-visible) {
    outline: 3px solid color-mix(in oklab, var(--_accent) 70%, transparent);
    outline-offset: 2px;
  }

  .choice input {
    appearance: auto;
    accent-color: var(--_accent);
    inline-size: 1.125rem;
    block-size: 1.125rem;
    margin: 0;
    flex: none;
  }

  .choice input:focus-visible {
    outline: none;
  }

  @media (forced-colors: active) {
    .choice:has(:checked) {
      outline: 2px solid Highlight;
    }
  }
`;
