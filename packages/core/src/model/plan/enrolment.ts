import * as v from 'valibot';
import { identifier, language, line } from '../encodings.js';
import { organisational } from '../statement.js';

/** Schema of {@link Enrolment}. */
export const enrolmentSchema = organisational(
  'enrolment',
  { programme: identifier, enrolment: identifier, learner: identifier },
  {
    learner: v.looseObject({ name: line, subject: line }),
    status: v.picklist(['enrolled', 'left']),
    expected: v.union([v.literal('all'), v.array(identifier)]),
    language: v.exactOptional(language),
  },
);
/**
 * * A learner on the list of a programme (French: *inscription*), and which half-days they are expected at.
 * `subject` is the site's own identifier of the person: the `sub` of the tokens that it signs.
 * @interface
 */
export type Enrolment = v.InferOutput<typeof enrolmentSchema>;
