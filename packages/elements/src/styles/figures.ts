import { css } from 'lit';

/** Questions, tags and bars: what only lists, surveys and counts need. */
export const figures = css`
  .question {
    font-size: 1.125em;
    line-height: 1.35;
    font-weight: 650;
    text-wrap: pretty;
  }

  .tag {
    display: inline-flex;
    align-items: center;
    gap: 0.3em;
    padding: 0.1rem 0.5rem;
    border-radius: 6px;
    background: var(--_sunken);
    color: var(--_muted);
    font-size: max(13px, 0.8125em);
    font-weight: 550;
    line-height: 1.5;
    font-variant-numeric: tabular-nums;
  }

  .tag svg {
    inline-size: 1.1em;
    block-size: 1.1em;
    flex: none;
  }

  .tag.good {
    background: var(--_good-soft);
    color: var(--_good);
  }

  .tag.waiting {
    background: var(--_waiting-soft);
    color: var(--_waiting);
  }

  .tag.failed {
    background: var(--_failed-soft);
    color: var(--_failed);
  }

  .bar {
    block-size: 6px;
    inline-size: 100%;
    border-radius: 99px;
    overflow: hidden;
    background: var(--_sunken);
    box-shadow: inset 0 0 0 1px color-mix(in oklab, var(--_line) 60%, transparent);
    color: var(--_accent);
    display: block;
  }

  @media (forced-colors: active) {
    .bar {
      outline: 1px solid CanvasText;
    }
  }
`;
