import * as v from 'valibot';
import { byLanguage, identifier, instant, line, minutes, webAddress, zone } from '../encodings.js';
import { organisational } from '../statement.js';

/** Schema of {@link PrintedSession}. */
export const printedSession = v.looseObject({
  programme: line,
  title: line,
  date: line,
  start: line,
  end: line,
  zone: line,
  trainers: line,
  place: line,
});

/** Schema of {@link Session}. */
export const sessionSchema = organisational(
  'session',
  { programme: identifier, session: identifier },
  {
    // The site's own identifier.
    reference: v.exactOptional(line),
    printed: byLanguage(printedSession),
    schedule: v.looseObject({ start: instant, end: instant, zone }),
    halfDay: v.picklist(['morning', 'afternoon', 'evening']),
    minutes,
    modality: v.picklist(['in-person', 'remote']),
    link: v.exactOptional(webAddress),
    trainers: v.pipe(v.array(v.looseObject({ person: identifier, name: line, subject: line })), v.minLength(1)),
    window: v.looseObject({ from: instant, until: instant, lateUntil: instant }),
    asks: v.looseObject({ attendance: v.boolean(), place: v.boolean() }),
  },
);
/**
 * * A half-day (French: *demi-journée*) of a programme. It keeps its identifier through every version of its record.
 * `window` bounds the signature: `from` to `until` is on time, to `lateUntil` is late.
 * @interface
 */
export type Session = v.InferOutput<typeof sessionSchema>;
/**
 * The lines about a session that people are shown, in one language. They are part of what is signed.
 * @interface
 */
export type PrintedSession = v.InferOutput<typeof printedSession>;
