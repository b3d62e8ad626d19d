import * as v from 'valibot';
import { count, identifier, line, prose } from '../encodings.js';
import { listRoot, personal } from '../statement.js';
import type { Ink } from './ink.js';

/**
 * A drawn signature: whole numbers in a box 1000 wide, resampled to equal steps, so that neither time nor pressure is kept.
 * The limits leave room for whatever `normaliseInk` makes of a long scribble: nobody is refused for how they sign.
 */
const ink = v.object({
  height: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4000)),
  strokes: v.pipe(
    v.array(
      v.pipe(
        v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4000))),
        v.minLength(2),
        v.maxLength(5000),
      ),
    ),
    v.minLength(1),
    v.maxLength(1000),
  ),
});

/** Schema of {@link Method}. */
export const method: v.GenericSchema<Method> = v.variant('by', [
  v.object({ by: v.literal('drawn'), ink }),
  v.object({ by: v.literal('typed'), name: line }),
  v.object({ by: v.literal('confirmed') }),
]);

/** Schema of {@link Attendance}. */
export const attendanceSchema = personal(
  'attendance',
  { programme: identifier, session: identifier, enrolment: identifier, learner: identifier },
  { method, reason: v.exactOptional(prose) },
);

/** Schema of {@link Closing}. */
export const closingSchema = personal(
  'closing',
  { programme: identifier, session: identifier },
  {
    method,
    upTo: v.pipe(v.array(v.object({ log: line, n: count })), v.minLength(1)),
    list: listRoot,
    counts: v.object({ expected: count, signed: count, late: count }),
    reason: v.exactOptional(prose),
  },
);

/** How a person signed: drawn, typed or confirmed. The three carry the same weight. */
export type Method =
  | { readonly by: 'drawn'; readonly ink: Ink }
  | { readonly by: 'typed'; readonly name: string }
  | { readonly by: 'confirmed' };
/**
 * A learner signs a half-day (French: *émargement*). Relies on the session's version and on the enrolment.
 * @interface
 */
export type Attendance = v.InferOutput<typeof attendanceSchema>;
/**
 * The trainer closes the sheet (French: *clôture de la feuille d'émargement*): counts, and the root over the acts of the session's stream.
 * @interface
 */
export type Closing = v.InferOutput<typeof closingSchema>;
