import * as v from 'valibot';
import { byLanguage, count, identifier, instant, type LocalisedText, line, localised, prose } from '../encodings.js';
import { organisational } from '../statement.js';

const option = v.looseObject({ id: line, label: localised });
const asked = { id: line, required: v.boolean(), label: localised };

/** Schema of {@link Question}. */
export const question: v.GenericSchema<Question> = v.variant('type', [
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

/** Schema of {@link Instrument}. */
export const instrumentSchema = organisational(
  'instrument',
  { instrument: identifier },
  {
    // The site's own identifier.
    reference: v.exactOptional(line),
    title: localised,
    introduction: v.exactOptional(byLanguage(prose)),
    questions: v.pipe(v.array(question), v.minLength(1), v.maxLength(200)),
  },
);

/** Schema of {@link Campaign}. */
export const campaignSchema = organisational(
  'campaign',
  { programme: identifier, campaign: identifier, instrument: identifier },
  {
    // The site's own identifier.
    reference: v.exactOptional(line),
    stakeholder: v.picklist(['learner', 'trainer', 'company', 'funder']),
    anonymous: v.literal(false),
    asked: count,
    opens: instant,
    closes: instant,
  },
);

/** What every question has. */
export interface AskedQuestion {
  readonly id: string;
  readonly required: boolean;
  readonly label: LocalisedText;
}

/** One answer of a question that offers some. */
export interface QuestionOption {
  readonly id: string;
  readonly label: LocalisedText;
}

/** One question of an instrument: rating (1 to `steps`), single or multiple choice, scale (0 to 10), free text. */
export type Question = AskedQuestion &
  (
    | {
        readonly type: 'rating';
        readonly steps: number;
        readonly stepLabels?: Readonly<Record<string, readonly string[]>>;
      }
    | { readonly type: 'single' | 'multiple'; readonly options: readonly QuestionOption[] }
    | { readonly type: 'scale'; readonly minLabel?: LocalisedText; readonly maxLabel?: LocalisedText }
    | { readonly type: 'text'; readonly maxLength?: number }
  );
/**
 * The questions of a survey, locked: a change is a new version, and answers name the version.
 * @interface
 */
export type Instrument = v.InferOutput<typeof instrumentSchema>;
/**
 * An instrument put to the learners of a programme, from when to when. Relies on the instrument's version and the programme.
 * @interface
 */
export type Campaign = v.InferOutput<typeof campaignSchema>;
