import { type Ink, normaliseInk } from '@paraph/core/model';

/** A drawn name for the gallery: loops and a flourish, another one for each seed, always the same for one. */
export function drawnName(seed: number): Ink {
  const random = sequence(seed + 1);
  const letters = 4 + Math.floor(random() * 5);
  const [slant, tall, tight] = [0.2 + random() * 0.5, 22 + random() * 22, 0.7 + random() * 0.6];
  const line: number[] = [];
  for (let at = 0; at <= letters * 12; at += 1) {
    const turn = (at / 12) * Math.PI * 2;
    const height = tall * (at < 12 ? 1.5 : 0.55 + 0.35 * Math.sin(seed + Math.floor(at / 12) * 2));
    const y = 78 - (height * (1 - Math.cos(turn))) / 2;
    line.push(30 + at * 2.4 * tight + 9 * Math.sin(turn) + (78 - y) * slant, y);
  }
  const [endX, endY] = [line.at(-2) ?? 0, line.at(-1) ?? 0];
  line.push(endX + 24, endY - 18, endX + 40, endY + 10, endX - 40, endY + 24, 60, endY + 18 + random() * 10);
  const dot = [40 + random() * 120, 30];
  return normaliseInk(seed % 3 === 0 ? [line, dot] : [line], { width: 320, height: 130 });
}

function sequence(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) >>> 0;
    return state / 4_294_967_296;
  };
}
