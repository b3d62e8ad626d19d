import * as v from 'valibot';
import { byLanguage, count, identifier, instant, line, localised, prose } from '../encodings.js';
import { organisational } from '../statement.js';

const option = v.looseObject({ id: line, label: localised });
const asked = { id: line, required: v.boolean(), label: localised };

/** One question of an instrument. */
export const question = v.variant('type', [
  v.looseObject({
    type: v.literal('rating'),
    ...asked,
    steps: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(7)),
    stepLabels: v.exactOptional(byLanguage(v.array(line))),
  }),
  v.looseObject({ type: v.literal('single'), ...asked, options: v.pipe(v.array(option), v.minLength(2)) }),
  v.looseObject({ type: v.literal('multiple'), ...asked, options: v.pipe(v.array(option), v.minLength(2)) }),
  v.looseObject({
    type: v.literal('scale'),
    ...asked,
    minLabel: v.exactOptional(localised),
    maxLabel: v.exactOptional(localised),
  }),
  v.looseObject({ type: v.literal('text'), ...asked, maxLength: v.exactOptional(count) }),
]);

/** The questions of a survey, locked: a change is a new version, and answers name the version. */
export const instrumentSchema = organisational(
  'instrument',
  { instrument: identifier },
  {
    title: localised,
    introduction: v.exactOptional(byLanguage(prose)),
    questions: v.pipe(v.array(question), v.minLength(1), v.maxLength(200)),
  },
);

/** An instrument put to the learners of a programme, from when to when. Relies on the instrument's version and the programme. */
export const campaignSchema = organisational(
  'campaign',
  { programme: identifier, campaign: identifier, instrument: identifier },
  {
    stakeholder: v.picklist(['learner', 'trainer', 'company', 'funder']),
    anonymous: v.literal(false),
    asked: count,
    opens: instant,
    closes: instant,
  },
);

/**
 * See {@link question}.
 * @interface
 */
export type Question = v.InferOutput<typeof question>;
/**
 * See {@link instrumentSchema}.
 * @interface
 */
export type Instrument = v.InferOutput<typeof instrumentSchema>;
/**
 * See {@link campaignSchema}.
 * @interface
 */
export type Campaign = v.InferOutput<typeof campaignSchema>;
