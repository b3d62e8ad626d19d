import { createHash } from 'node:crypto';
import { normaliseInk } from '@paraph/core';

/**
 * A drawn signature by rule: a capital's loop, letters as waves, and a flourish. The same for the same name, different for another.
 *
 * @param {string} name
 * @returns {import('@paraph/core').Ink}
 */
export function inkOf(name) {
  const random = randomFrom(name);
  const box = { width: 600, height: 190 };
  const letters = 4 + Math.floor(random() * 4);
  const width = 40 * letters + 60 * random();
  const slant = 0.15 + 0.3 * random();
  const heights = Array.from({ length: letters + 1 }, (_, at) =>
    at === 0 ? 62 : random() < 0.3 ? 44 : 16 + 8 * random(),
  );
  const stroke = [];
  for (let step = 0; step <= letters * 18; step += 1) {
    const letter = step / 18;
    const turn = letter * 2 * Math.PI;
    const high =
      heights[Math.floor(letter)] + (letter % 1) * ((heights[Math.ceil(letter)] ?? 16) - heights[Math.floor(letter)]);
    const up = high * (1 - Math.cos(turn)) * 0.5 + 4 * Math.sin(letter * 1.7);
    stroke.push(150 + (letter / letters) * width - 0.42 * high * Math.sin(turn) + slant * up, 128 - up);
  }
  return normaliseInk([stroke, flourish(random, 150 + width)], box);
}

/** The paraph itself: what made a signature hard to forge. */
function flourish(random, end) {
  const [left, dip] = [90 + 60 * random(), 14 + 16 * random()];
  const points = [];
  for (let step = 0; step <= 30; step += 1) {
    const t = step / 30;
    points.push(left + t * (end + 50 - left), 148 + dip * Math.sin(t * Math.PI * (1.2 + random() * 0.02)) - 26 * t * t);
  }
  return points;
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
