import { css } from 'lit';

/** Lists of people: a table where there is room, one block a person where there isn't. */
export const tables = css`
  .count {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.5rem;
  }

  .count b {
    font-size: 2em;
    line-height: 1.15;
    font-weight: 650;
    letter-spacing: -0.02em;
    font-variant-numeric: tabular-nums;
  }

  .between {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.25rem 1rem;
  }

  .live {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
    color: var(--_muted);
    font-size: var(--_small);
  }

  .live::before {
    content: '';
    inline-size: 0.5rem;
    block-size: 0.5rem;
    border-radius: 50%;
    background: var(--_good);
  }

  table {
    border-collapse: collapse;
    inline-size: 100%;
    font-size: 0.9375em;
  }

  th,
  td {
    padding: 0.5rem 0.75rem;
    border-block-end: 1px solid var(--_line);
    text-align: start;
    vertical-align: middle;
  }

  th:first-child,
  td:first-child {
    padding-inline-start: 0;
  }

  th:last-child,
  td:last-child {
    padding-inline-end: 0;
    text-align: end;
  }

  tbody tr {
    block-size: 2.75rem;
  }

  tbody tr:last-child > * {
    border-block-end: 0;
  }

  thead th {
    color: var(--_muted);
    font-size: var(--_small);
    font-weight: 500;
  }

  tbody th {
    font-weight: 400;
  }

  td .ink {
    inline-size: 5.5rem;
    block-size: 1.875rem;
  }

  td .tag {
    white-space: nowrap;
  }

  tr.new > * {
    background: color-mix(in oklab, var(--_good-soft) 60%, transparent);
  }

  @media (prefers-reduced-motion: no-preference) {
    tr > * {
      transition: background 0.6s;
    }
  }

  select {
    font: inherit;
    font-size: max(16px, 1em);
    color: var(--_text);
    max-inline-size: 100%;
    min-block-size: 2.75rem;
    padding: 0.5rem 0.75rem;
    background: var(--_sunken);
    border: 1px solid var(--_strong-line);
    border-radius: var(--_radius-inner);
  }

  @container (max-width: 26rem) {
    th,
    td {
      padding-inline: 0.375rem;
    }

    td .ink {
      inline-size: 4rem;
    }
  }
`;
