import { css } from 'lit';

/**
 * Every custom property that a host page may set, with its default.
 *
 * Elements read the private twins (`--_accent`), so that a default is written once. Light and dark follow the `color-scheme` that the element
 * inherits from its page; nothing is decided here.
 *
 * | property | default, light · dark | what it is |
 * |---|---|---|
 * | `--paraph-accent` | `#2743b8` · `#9db1ff` | filled button, bar beside the words that are signed, focus |
 * | `--paraph-on-accent` | `#ffffff` · `#10162b` | text on the accent |
 * | `--paraph-surface` | `#ffffff` · `#1a1e27` | background of a card |
 * | `--paraph-sunken` | `#f4f5f3` · `#13161d` | background of what is filled in |
 * | `--paraph-line` | `#dfe1e4` · `#2d3340` | borders that only divide |
 * | `--paraph-strong-line` | `#868d98` · `#6f7b91` | borders of what can be used, 3:1 |
 * | `--paraph-text`, `--paraph-muted` | `#1d2433`, `#5b6472` · `#e8eaf0`, `#a1a9b8` | text, small print |
 * | `--paraph-ink` | `#16203a` · `#dfe6ff` | drawn signatures |
 * | `--paraph-good`, `--paraph-waiting`, `--paraph-failed` | | the tones; `-soft` after each is its background |
 * | `--paraph-radius` | `14px` | corners of a card; what is inside is rounded less |
 * | `--paraph-space` | `1rem` | distance between the parts of a card |
 * | `--paraph-font` | the host's | font |
 * | `--paraph-font-paper` | Palatino, Georgia | font of what is certified |
 * | `--paraph-font-mono` | `ui-monospace` | digests and fingerprints |
 */
export const tokens = css`
  :host {
    --_accent: var(--paraph-accent, light-dark(#2743b8, #9db1ff));
    --_on-accent: var(--paraph-on-accent, light-dark(#ffffff, #10162b));
    --_surface: var(--paraph-surface, light-dark(#ffffff, #1a1e27));
    --_sunken: var(--paraph-sunken, light-dark(#f4f5f3, #13161d));
    --_line: var(--paraph-line, light-dark(#dfe1e4, #2d3340));
    --_strong-line: var(--paraph-strong-line, light-dark(#868d98, #6f7b91));
    --_text: var(--paraph-text, light-dark(#1d2433, #e8eaf0));
    --_muted: var(--paraph-muted, light-dark(#5b6472, #a1a9b8));
    --_ink: var(--paraph-ink, light-dark(#16203a, #dfe6ff));
    --_accent-soft: var(--paraph-accent-soft, color-mix(in oklab, var(--_accent) 12%, var(--_surface)));
    --_good: var(--paraph-good, light-dark(#17694a, #7fd3ab));
    --_good-soft: var(--paraph-good-soft, light-dark(#e3f3ea, #17352a));
    --_waiting: var(--paraph-waiting, light-dark(#845000, #f0bd70));
    --_waiting-soft: var(--paraph-waiting-soft, light-dark(#fbeed6, #3a2c12));
    --_failed: var(--paraph-failed, light-dark(#a5252b, #ff9c98));
    --_failed-soft: var(--paraph-failed-soft, light-dark(#fbe7e6, #43201f));
    --_radius: var(--paraph-radius, 14px);
    --_radius-inner: min(var(--_radius), max(2px, calc(var(--_radius) - 4px)));
    --_space: var(--paraph-space, 1rem);
    --_font: var(--paraph-font, inherit);
    --_font-paper: var(--paraph-font-paper, 'Iowan Old Style', 'Palatino Linotype', Palatino, 'Book Antiqua', Georgia, serif);
    --_font-mono: var(--paraph-font-mono, ui-monospace, 'SF Mono', Menlo, Consolas, monospace);
    --_small: max(13px, 0.875em);
  }

  @media (forced-colors: active) {
    :host {
      --_accent: LinkText;
      --_on-accent: Canvas;
      --_surface: Canvas;
      --_sunken: Canvas;
      --_line: CanvasText;
      --_strong-line: CanvasText;
      --_text: CanvasText;
      --_muted: CanvasText;
      --_ink: CanvasText;
      --_accent-soft: Canvas;
      --_good: CanvasText;
      --_good-soft: Canvas;
      --_waiting: CanvasText;
      --_waiting-soft: Canvas;
      --_failed: CanvasText;
      --_failed-soft: Canvas;
    }
  }
`;
