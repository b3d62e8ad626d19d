import { createHash } from 'node:crypto';
import { normaliseInk } from '@paraph/core';

/** Pieces of handwriting: points `x, y` from the base line, upwards; a letter's last point is where the next begins. */
const capitals = [
  [0, 6, 18, 60, 34, 78, 40, 40, 30, 2, 52, 30, 66, 10],
  [30, 74, 8, 70, 2, 44, 20, 22, 44, 40, 40, 68, 22, 60, 30, 12, 52, 0, 70, 12],
  [8, 2, 14, 70, 20, 84, 46, 80, 52, 56, 22, 44, 48, 26, 66, 2, 82, 12],
  [44, 82, 20, 88, 4, 60, 6, 18, 30, 0, 58, 10, 70, 16],
];
const letters = [
  [6, 22, 12, 26, 16, 8, 20, 4, 26, 22, 32, 24, 36, 6, 44, 8],
  [10, 18, 18, 26, 10, 24, 8, 8, 18, 0, 30, 10],
  [14, 50, 22, 74, 14, 72, 12, 20, 18, 0, 30, 10],
  [8, 20, 6, 2, 18, 2, 24, 22, 24, 4, 34, 8],
  [12, 24, 4, 18, 6, 4, 20, 8, 22, 24, 16, -34, 4, -46, 6, -24, 34, 10],
  [4, 24, 18, 18, 10, 0, 26, 4, 30, 12],
  [26, 12, 40, 6],
];
const flourishes = [
  [20, 6, -30, -26, -120, -30, -60, -18, 40, -8],
  [30, 20, 54, 42, 40, 52, 10, 20, 70, 4],
  [40, -2, 80, 10],
];

/**
 * A drawn signature by rule: a capital, a few letters that hurry, a flourish. The same for the same name, another for another.
 *
 * @param {string} name
 * @returns {import('@paraph/core').Ink}
 */
export function inkOf(name) {
  const random = randomFrom(name);
  const any = (list) => list[Math.floor(random() * list.length)];
  const tail = Array.from({ length: 3 + Math.floor(random() * 4) }, () => any(letters));
  const pieces = [any(capitals), ...tail, any(flourishes)];
  const [slant, size, rise] = [0.1 + 0.35 * random(), 0.85 + 0.35 * random(), 0.02 + 0.08 * random()];
  const stroke = [];
  let [left, base] = [110, 125];
  for (const [at, piece] of pieces.entries()) {
    // Nobody writes the end of a name as large as its beginning.
    const scale = size * (at === 0 ? 1.15 : 1.1 - at * 0.06);
    for (let next = 0; next < piece.length; next += 2) {
      const [x, y] = [piece[next] * scale * (1 + 0.3 * random()), piece[next + 1] * scale * (0.85 + 0.3 * random())];
      stroke.push(left + x + slant * y, base - y);
    }
    left += piece.at(-2) * scale * 1.15;
    base -= rise * 40;
  }
  return normaliseInk([stroke], { width: 600, height: 190 });
}

/** Numbers between 0 and 1 that follow from a text. */
export function randomFrom(text) {
  let state = createHash('sha256').update(text).digest().readUInt32LE(0);
  // Mulberry32: small, and good enough for a scribble.
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
