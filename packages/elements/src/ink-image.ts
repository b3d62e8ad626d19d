import { type Ink, inkOutline } from '@paraph/core/model';
import { type SVGTemplateResult, svg } from 'lit';

const outlines = new WeakMap<Ink, string>();

/** Ink as a picture that fits any box: the same shape everywhere, because it is a function of its geometry alone. */
export function inkImage(ink: Ink, label: string): SVGTemplateResult {
  let outline = outlines.get(ink);
  if (outline === undefined) {
    outline = inkOutline(ink);
    outlines.set(ink, outline);
  }
  return svg`<svg class="ink" role="img" aria-label=${label} preserveAspectRatio="xMinYMid meet" viewBox=${croppedBox(ink)}><path d=${outline} /></svg>`;
}

/** The part of the box that is drawn in, with a margin: a small signature in a large box stays readable. */
function croppedBox({ height, strokes }: Ink): string {
  const xs = strokes.flatMap((stroke) => stroke.filter((_, at) => at % 2 === 0));
  const ys = strokes.flatMap((stroke) => stroke.filter((_, at) => at % 2 === 1));
  if (xs.length === 0) return `0 0 1000 ${height}`;
  const margin = 16;
  const [left, top] = [xs.reduce((a, b) => Math.min(a, b)) - margin, ys.reduce((a, b) => Math.min(a, b)) - margin];
  const [right, bottom] = [xs.reduce((a, b) => Math.max(a, b)) + margin, ys.reduce((a, b) => Math.max(a, b)) + margin];
  // A dot is not blown up to the size of a name.
  const width = Math.max(right - left, 300);
  const tall = Math.max(bottom - top, 100);
  return `${left - (width - (right - left)) / 2} ${top - (tall - (bottom - top)) / 2} ${width} ${tall}`;
}
