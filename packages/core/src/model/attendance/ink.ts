/**
 * A drawn signature: where the pen went, and nothing else.
 *
 * Speed, rhythm and pressure identify a person and are a special category of data (Catalan authority, CNS 21/2020). So the strokes are
 * resampled to points at equal distances along the line: their spacing says nothing about time.
 */
export interface Ink {
  /** Height of the box, whose width is always 1000. */
  readonly height: number;
  /** One list a stroke: `[x, y, x, y, …]`, integers in the box. A dot is a stroke of one point. */
  readonly strokes: readonly (readonly number[])[];
}

/** Width of the box in which ink is stored. */
export const inkWidth = 1000;

/** Distance between two stored points along the line, in units of the box. */
const step = 10;
/** A scribble longer than this many points is stored with a larger step, so that a statement stays small. */
const mostPoints = 2400;
const mostHeight = 4000;

/**
 * Turns what a pointer did into ink: smooths, resamples to equal distances along the line, rounds to integers.
 *
 * @param strokes one list a stroke: `[x, y, x, y, …]` in any unit, in the order drawn
 * @param box width and height of the surface in that unit
 * @returns ink in a box 1000 wide; strokes without a point are dropped, points outside are moved to the border
 *
 * @example
 * ```ts
 * import { normaliseInk } from '@paraph/core/model';
 * const ink = normaliseInk([[0, 50, 150, 50]], { width: 300, height: 100 });
 * console.log(ink.height); // 333
 * console.log(ink.strokes[0]?.slice(0, 4)); // [0, 167, 10, 167]
 * ```
 */
export function normaliseInk(
  strokes: readonly (readonly number[])[],
  box: { readonly width: number; readonly height: number },
): Ink {
  const scale = inkWidth / box.width;
  const height = Math.min(Math.max(Math.round(box.height * scale), 1), mostHeight);
  const lines = strokes.map((stroke) => smooth(pointsOf(stroke, scale))).filter((line) => line.length > 0);
  const total = lines.reduce((sum, line) => sum + lengthOf(line), 0);
  const spacing = Math.max(step, total / mostPoints);
  return {
    height,
    strokes: lines.map((line) =>
      resample(line, spacing).flatMap(({ x, y }) => [clamp(Math.round(x), inkWidth), clamp(Math.round(y), height)]),
    ),
  };
}

/**
 * The shape of ink, as the path of an SVG whose `viewBox` is `0 0 1000 ink.height`, to be filled (rule `nonzero`).
 *
 * The width of the line is a function of its geometry alone: thin where the pen lands, lifts and runs straight, fuller in curves. The same ink
 * looks the same on the learner's screen, on the trainer's board and on paper.
 *
 * @param ink what {@link normaliseInk} made, or what a statement holds
 * @returns the attribute `d`; empty for ink without strokes
 *
 * @example
 * ```ts
 * import { inkOutline } from '@paraph/core/model';
 * const d = inkOutline({ height: 300, strokes: [[500, 150]] });
 * console.log(d); // M492 150a8 8 0 1 1 16 0a8 8 0 1 1 -16 0Z
 * ```
 */
export function inkOutline(ink: Ink): string {
  return ink.strokes.map((stroke) => outlineOf(pointsOf(stroke, 1))).join('');
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function pointsOf(stroke: readonly number[], scale: number): Point[] {
  const points: Point[] = [];
  for (let at = 0; at + 1 < stroke.length; at += 2) {
    const point = { x: (stroke[at] ?? 0) * scale, y: (stroke[at + 1] ?? 0) * scale };
    const before = points.at(-1);
    if (before === undefined || distance(before, point) > 0) points.push(point);
  }
  return points;
}

/** A Catmull-Rom curve through the points: a pointer reports corners where a hand drew curves. */
function smooth(points: readonly Point[]): Point[] {
  const curve: Point[] = points.slice(0, 1);
  for (let at = 0; at + 1 < points.length; at += 1) {
    const [from, to] = [points[at] as Point, points[at + 1] as Point];
    const [before, after] = [points[at - 1] ?? from, points[at + 2] ?? to];
    const parts = Math.min(Math.max(Math.ceil(distance(from, to) / 4), 1), 32);
    for (let part = 1; part <= parts; part += 1) curve.push(catmullRom([before, from, to, after], part / parts));
  }
  return curve;
}

function catmullRom([before, from, to, after]: readonly [Point, Point, Point, Point], t: number): Point {
  const on = (a: number, b: number, c: number, d: number) =>
    b + (t / 2) * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
  return { x: on(before.x, from.x, to.x, after.x), y: on(before.y, from.y, to.y, after.y) };
}

function resample(line: readonly Point[], spacing: number): Point[] {
  const start = line[0] as Point;
  const end = line.at(-1) as Point;
  const length = lengthOf(line);
  if (length < spacing / 2) return [start];
  // The line is cut into equal parts, so that its last point is at the same distance as all others.
  const parts = Math.max(Math.round(length / spacing), 1);
  const part = length / parts;
  const points = [start];
  let walked = 0;
  for (let at = 0; at + 1 < line.length && points.length < parts; at += 1) {
    const [from, to] = [line[at] as Point, line[at + 1] as Point];
    const stretch = distance(from, to);
    while (points.length < parts && points.length * part <= walked + stretch) {
      points.push(between(from, to, (points.length * part - walked) / stretch));
    }
    walked += stretch;
  }
  return [...points, end];
}

const halfWidth = 4.6;
const dotRadius = 8;

function outlineOf(points: readonly Point[]): string {
  if (points.length === 0) return '';
  if (points.length === 1) return dot(points[0] as Point, dotRadius);
  const widths = widthsOf(points);
  // A hairpin would fold the outline over itself: each side of it is a shape of its own, with round ends that overlap.
  const cuts = points.flatMap((_, at) => (turn(points, at) > 1.9 ? [at] : []));
  const ends = [...cuts, points.length - 1];
  return ends.map((end, at) => ribbon(points, widths, [ends[at - 1] ?? 0, end])).join('');
}

/** Half the width at each point: from how much the line bends there and how near its ends are; no clock was asked. */
function widthsOf(points: readonly Point[]): number[] {
  const last = points.length - 1;
  const bends = points.map((_, at) => Math.min(turn(points, at) / 0.5, 1));
  return points.map((_, at) => {
    let bend = 0;
    for (let near = -4; near <= 4; near += 1) bend += bends[Math.min(Math.max(at + near, 0), last)] ?? 0;
    const taper = Math.min(1, 0.5 + at / 10, 0.35 + (last - at) / 12);
    return halfWidth * (0.8 + 0.75 * (bend / 9)) * taper;
  });
}

function ribbon(points: readonly Point[], widths: readonly number[], [first, last]: readonly [number, number]): string {
  const left: Point[] = [];
  const right: Point[] = [];
  for (let at = first; at <= last; at += 1) {
    const [from, to] = [points[Math.max(at - 1, first)] as Point, points[Math.min(at + 1, last)] as Point];
    const length = distance(from, to) || 1;
    const width = widths[at] ?? halfWidth;
    const [dx, dy] = [(-(to.y - from.y) / length) * width, ((to.x - from.x) / length) * width];
    const { x, y } = points[at] as Point;
    left.push({ x: x - dx, y: y - dy });
    right.unshift({ x: x + dx, y: y + dy });
  }
  const cap = (width: number | undefined) => `A${short(width ?? 1)} ${short(width ?? 1)} 0 0 1 `;
  return `M${pair(left[0])}${curveThrough(left)}${cap(widths[last])}${pair(right[0])}${curveThrough(right)}${cap(widths[first])}${pair(left[0])}Z`;
}

/** Quadratic curves from middle to middle: smooth, and shorter than a line to each point. */
function curveThrough(side: readonly Point[]): string {
  const inner = side.slice(1, -1).map((point, at) => {
    const next = side[at + 2] as Point;
    return `${pair(point)} ${pair(at === side.length - 3 ? next : between(point, next, 0.5))}`;
  });
  return inner.length > 0 ? `Q${inner.join(' ')}` : `L${pair(side.at(-1))}`;
}

function dot({ x, y }: Point, radius: number): string {
  const half = `a${radius} ${radius} 0 1 1`;
  return `M${short(x - radius)} ${short(y)}${half} ${2 * radius} 0${half} ${-2 * radius} 0Z`;
}

/** By how much the line turns at a point, in radians, 0 to π. */
function turn(points: readonly Point[], at: number): number {
  const [from, here, to] = [points[at - 1], points[at], points[at + 1]];
  if (from === undefined || here === undefined || to === undefined) return 0;
  const angle = Math.atan2(to.y - here.y, to.x - here.x) - Math.atan2(here.y - from.y, here.x - from.x);
  return Math.abs(Math.atan2(Math.sin(angle), Math.cos(angle)));
}

function lengthOf(line: readonly Point[]): number {
  return line.reduce((sum, point, at) => sum + (at === 0 ? 0 : distance(line[at - 1] as Point, point)), 0);
}

function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

function between(a: Point, b: Point, share: number): Point {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(value, 0), most);
}

function pair(point: Point | undefined): string {
  return point === undefined ? '' : `${short(point.x)} ${short(point.y)}`;
}

/** One decimal: a tenth of a thousandth of the width is finer than any printer. */
function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}
