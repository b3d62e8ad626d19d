import * as v from 'valibot';
import { byLanguage, count, day, digest, identifier, instant, line, minutes } from '../encodings.js';
import { organisational } from '../statement.js';

/** Schema of {@link Hours}. */
export const hours = v.looseObject({
  plannedMin: minutes,
  connectedMin: v.nullable(minutes),
  creditedMin: minutes,
  certifiedMin: minutes,
  rule: line,
});

/** Schema of {@link PrintedCertificate}. */
export const printedCertificate = v.looseObject({
  heading: line,
  provider: line,
  registration: v.exactOptional(line),
  holder: line,
  statement: line,
  programme: line,
  period: line,
  hours: line,
  rule: line,
  date: line,
});

/** Schema of {@link Certificate}. */
export const certificateSchema = organisational(
  'certificate',
  { programme: identifier, enrolment: identifier, learner: identifier, certificate: identifier },
  {
    holder: v.looseObject({ name: line }),
    period: v.looseObject({ from: day, until: day }),
    hours,
    halfDays: count,
    printed: byLanguage(printedCertificate),
  },
);

/** Schema of {@link RequirementState}. */
export const requirementState = v.looseObject({
  requirement: line,
  state: v.picklist(['met', 'partly', 'missing', 'not-applicable', 'needs-human-review']),
  reason: line,
});

/** Schema of {@link Dossier}. */
export const dossierSchema = organisational(
  'dossier',
  { programme: identifier, enrolment: identifier, learner: identifier },
  {
    variant: v.picklist(['funder']),
    profile: v.looseObject({ id: line, version: line, states: v.array(requirementState) }),
    files: v.array(v.looseObject({ path: line, digest })),
    ends: v.pipe(v.array(v.looseObject({ log: line, of: line, n: count })), v.minLength(1)),
    until: v.exactOptional(instant),
  },
);

/**
 * * Four figures, in minutes, never one: planned by the programme, connected as measured, credited by the rule
 * (half-days signed; remote activities done and verified), certified as stated.
 * @interface
 */
export type Hours = v.InferOutput<typeof hours>;
/**
 * Every line that the certificate prints, in one language.
 * @interface
 */
export type PrintedCertificate = v.InferOutput<typeof printedCertificate>;
/**
 * * What the records prove of one learner, stated by the organisation. Relies on the acts that are its evidence.
 * Without an approval it is an attestation of the hours signed, not the official *certificat de réalisation*.
 * @interface
 */
export type Certificate = v.InferOutput<typeof certificateSchema>;
/**
 * The state of one requirement of a profile, with its reason.
 * @interface
 */
export type RequirementState = v.InferOutput<typeof requirementState>;
/**
 * The list of what a dossier holds, sealed: every file by digest, and where the streams that it covers end.
 * @interface
 */
export type Dossier = v.InferOutput<typeof dossierSchema>;
