import * as v from 'valibot';
import { decimal, type Identifier, identifier, language, line, localised, minutes } from '../encodings.js';
import { organisational } from '../statement.js';

/** Schema of {@link Requirement}. */
export const requirement: v.GenericSchema<Requirement> = v.variant('id', [
  v.looseObject({ id: v.literal('half-days-signed'), ratio: decimal }),
  v.looseObject({ id: v.literal('survey-answered'), campaign: v.exactOptional(identifier) }),
]);

/** Schema of {@link Programme}. */
export const programmeSchema = organisational(
  'programme',
  { programme: identifier },
  {
    // The site's own identifier.
    reference: v.exactOptional(line),
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
 * A course of an organisation: what is taught, how long, and what its certificate asks for. French: *action de formation*.
 * @interface
 */
export type Programme = v.InferOutput<typeof programmeSchema>;
/** One thing that a certificate needs: half-days signed, as a ratio in decimals (`1` is all), or a survey answered. Judged by `evidence`. */
export type Requirement =
  | { readonly id: 'half-days-signed'; readonly ratio: string }
  | { readonly id: 'survey-answered'; readonly campaign?: Identifier };
