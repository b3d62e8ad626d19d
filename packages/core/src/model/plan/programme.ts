import * as v from 'valibot';
import { decimal, identifier, language, line, localised, minutes } from '../encodings.js';
import { organisational } from '../statement.js';

/** One thing that a certificate needs. Evaluated by `evidence`. */
export const requirement = v.variant('id', [
  v.looseObject({ id: v.literal('half-days-signed'), ratio: decimal }),
  v.looseObject({ id: v.literal('survey-answered'), campaign: v.exactOptional(identifier) }),
]);

/** A course of an organisation: what is taught, how long, and what its certificate asks for. French: *action de formation*. */
export const programmeSchema = organisational(
  'programme',
  { programme: identifier },
  {
    title: localised,
    provider: v.looseObject({
      name: line,
      address: v.exactOptional(line),
      registration: v.exactOptional(line),
    }),
    languages: v.pipe(v.array(language), v.minLength(1)),
    modality: v.picklist(['in-person', 'remote', 'blended']),
    plannedMinutes: minutes,
    policy: v.looseObject({ approval: v.picklist(['none', 'signatory']), requirements: v.array(requirement) }),
  },
);
/**
 * See {@link programmeSchema}.
 * @interface
 */
export type Programme = v.InferOutput<typeof programmeSchema>;
/**
 * See {@link requirement}.
 * @interface
 */
export type Requirement = v.InferOutput<typeof requirement>;
