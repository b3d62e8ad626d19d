import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkStatement, type Ink, inkOutline, normaliseInk } from '@paraph/core/model';
import fc from 'fast-check';
import { statements } from '../cast.js';

const box = { width: 500, height: 200 };
/** A loop drawn by hand, as a pointer reports it: so many points, at the places in time that `pace` gives (0 to 1). */
const loop = (points: number, pace = (share: number) => share): number[] =>
  Array.from({ length: points }, (_, at) => pace(at / (points - 1))).flatMap((t) => [
    250 + 180 * Math.cos(5 * t) * (1 - t / 3),
    100 + 80 * Math.sin(7 * t),
  ]);
const pairs = (stroke: readonly number[]) =>
  Array.from(
    { length: stroke.length / 2 },
    (_, at) => [stroke[2 * at] as number, stroke[2 * at + 1] as number] as const,
  );
const gaps = (stroke: readonly number[]) =>
  pairs(stroke)
    .slice(1)
    .map(([x, y], at) => Math.hypot(x - (pairs(stroke)[at]?.[0] ?? 0), y - (pairs(stroke)[at]?.[1] ?? 0)));
const strokes = fc.array(fc.array(fc.double({ min: -100, max: 700, noNaN: true }), { maxLength: 60 }), {
  maxLength: 6,
});

describe('ink keeps where the pen went', () => {
  test('in points at one distance: nothing tells how fast it was', () => {
    for (const stroke of normaliseInk([loop(200)], box).strokes) {
      // Rounding moves each end of a gap by at most half a unit in x and y; a curve's chord is a little shorter than its arc.
      const inner = gaps(stroke);
      assert.ok(inner.length > 50);
      for (const gap of inner) assert.ok(gap > 10 - 2 && gap < 10 + 2, `a gap of ${gap}`);
    }
  });

  test('the same whether it went evenly, hesitated, or hurried at the end', () => {
    const even = normaliseInk([loop(400)], box);
    for (const pace of [
      (share: number) => share ** 2,
      (share: number) => Math.sqrt(share),
      (share: number) => share + Math.sin(6 * Math.PI * share) / 30,
      // A rest in the middle: the pointer reports one place many times.
      (share: number) => (share < 0.4 ? share * 1.25 : share < 0.6 ? 0.5 : (share - 0.6) * 1.25 + 0.5),
    ]) {
      const other = normaliseInk([loop(400, pace)], box);
      const [left, right] = [pairs(even.strokes[0] ?? []), pairs(other.strokes[0] ?? [])];
      assert.ok(Math.abs(left.length - right.length) <= 1, `${left.length} and ${right.length} points`);
      for (const [at, [x, y]] of left.entries()) {
        const [otherX, otherY] = right[at] ?? [x, y];
        assert.ok(Math.hypot(x - otherX, y - otherY) < 10, `point ${at}`);
      }
    }
  });

  test('with as many points from a pointer that reports 60 times a second as from one that reports 240 times', () => {
    const counts = [60, 120, 240, 480].map((points) => normaliseInk([loop(points)], box).strokes[0]?.length ?? 0);
    for (const count of counts) assert.ok(Math.abs(count - (counts[0] ?? 0)) <= 4, `${counts}`);
  });

  test('and nothing else: two members, whole numbers, in the box', () => {
    fc.assert(
      fc.property(strokes, (drawn) => {
        const ink = normaliseInk(drawn, box);
        assert.deepEqual(Object.keys(ink), ['height', 'strokes']);
        assert.equal(ink.height, 400);
        for (const stroke of ink.strokes) {
          assert.ok(stroke.length >= 2 && stroke.length % 2 === 0);
          for (const [x, y] of pairs(stroke)) {
            assert.ok(Number.isInteger(x) && x >= 0 && x <= 1000 && !Object.is(x, -0), `x ${x}`);
            assert.ok(Number.isInteger(y) && y >= 0 && y <= ink.height && !Object.is(y, -0), `y ${y}`);
          }
        }
      }),
    );
  });

  test('the same on a small surface as on a large one', () => {
    const small = normaliseInk([loop(300)], box);
    const large = normaliseInk([loop(300).map((value) => value * 3)], { width: 1500, height: 600 });
    assert.equal(small.height, large.height);
    const [left, right] = [pairs(small.strokes[0] ?? []), pairs(large.strokes[0] ?? [])];
    assert.ok(Math.abs(left.length - right.length) <= 1);
    for (const [at, [x, y]] of left.entries())
      assert.ok(Math.hypot(x - (right[at]?.[0] ?? x), y - (right[at]?.[1] ?? y)) < 5);
  });

  test('also of a dot, of nothing, and of a surface that is very high or flat', () => {
    assert.deepEqual(normaliseInk([[250, 100]], box).strokes, [[500, 200]]);
    assert.deepEqual(normaliseInk([[250, 100, 250, 100, 250, 100]], box).strokes, [[500, 200]]);
    assert.deepEqual(normaliseInk([[], [1]], box).strokes, []);
    assert.equal(normaliseInk([], { width: 1, height: 1000 }).height, 4000);
    assert.equal(normaliseInk([], { width: 1000, height: 0.1 }).height, 1);
  });

  test('so small that a statement holds it, however long somebody scribbles', () => {
    const scribble = Array.from({ length: 200 }, (_, at) => loop(400, (share) => share + at / 200));
    const ink = normaliseInk(scribble, box);
    const points = ink.strokes.reduce((sum, stroke) => sum + stroke.length / 2, 0);
    assert.ok(points <= 2400 + 2 * scribble.length, `${points} points`);
    const attendance = statements.attendance({ method: { by: 'drawn', ink: ink as never } });
    assert.doesNotThrow(() => checkStatement(attendance));
    assert.ok(JSON.stringify(attendance).length < 64 * 1024);
  });

  test('so small also when somebody never lifts the pen', () => {
    const scribble = Array.from({ length: 100 }, (_, at) => loop(400, (share) => share + at / 200)).flat();
    const ink = normaliseInk([scribble], box);
    assert.doesNotThrow(() => checkStatement(statements.attendance({ method: { by: 'drawn', ink: ink as never } })));
  });

  test('also of a signature of a thousand dots', () => {
    const dots = Array.from({ length: 1000 }, (_, at) => [at % 50, at / 50]);
    const ink = normaliseInk(dots, box);
    assert.doesNotThrow(() => checkStatement(statements.attendance({ method: { by: 'drawn', ink: ink as never } })));
  });

  test('as its schema takes it, whatever was drawn', () => {
    fc.assert(
      fc.property(strokes, (drawn) => {
        const ink = normaliseInk([[10, 10, 50, 60], ...drawn], box);
        assert.doesNotThrow(() =>
          checkStatement(statements.attendance({ method: { by: 'drawn', ink: ink as never } })),
        );
      }),
    );
  });
});

describe('the outline of ink', () => {
  const ink: Ink = normaliseInk([loop(200), [400, 150, 420, 150], [250, 100]], box);

  test('is one path of numbers with at most a decimal, the same each time', () => {
    const d = inkOutline(ink);
    assert.match(d, /^(?:[MLQAaZ]|-?\d+(?:\.\d)?|[ ,])+$/);
    assert.equal(inkOutline(structuredClone(ink)), d);
    assert.equal((d.match(/M/g) ?? []).length, (d.match(/Z/g) ?? []).length);
  });

  test('is empty without strokes, and a disc for a dot', () => {
    assert.equal(inkOutline({ height: 300, strokes: [] }), '');
    assert.equal(inkOutline({ height: 300, strokes: [[500, 150]] }), 'M492 150a8 8 0 1 1 16 0a8 8 0 1 1 -16 0Z');
  });

  test('has a number for whatever a statement may hold', () => {
    const stored = fc.array(fc.array(fc.integer({ min: 0, max: 4000 }), { minLength: 2, maxLength: 40 }), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(stored, (strokes) => {
        assert.doesNotMatch(inkOutline({ height: 400, strokes }), /NaN|Infinity|undefined|e-/);
      }),
    );
  });
});
