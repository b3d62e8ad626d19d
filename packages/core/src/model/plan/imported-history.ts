import * as v from 'valibot';
import { digest, identifier, line } from '../encodings.js';
import { organisational } from '../statement.js';

/** Schema of {@link ImportedHistory}. */
export const importSchema = organisational(
  'import',
  { programme: identifier, enrolment: identifier, learner: identifier },
  {
    source: v.looseObject({
      system: line,
      file: line,
      digest,
      zone: v.looseObject({ name: line, known: v.picklist(['declared', 'assumed']) }),
    }),
    marks: v.array(
      v.looseObject({
        session: identifier,
        text: line,
        state: v.picklist(['present', 'late', 'excused', 'absent']),
        remark: v.exactOptional(line),
      }),
    ),
  },
);
/**
 * * What another system says of a learner, as it said it. It is no signature, and never becomes one.
 * `digest` is of the file that it was read from.
 * @interface
 */
export type ImportedHistory = v.InferOutput<typeof importSchema>;
