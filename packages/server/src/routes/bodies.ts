import { ParaphError } from '@paraph/core/errors';
import { parseJson } from '@paraph/core/signing';
import { limits, type PermitRequest, type PlanDocument } from '@paraph/core/wire';
import * as v from 'valibot';

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(2000));
const localised = v.record(v.string(), text);
const whole = v.pipe(v.number(), v.integer());
const minutes = v.pipe(whole, v.minValue(0));

/** `POST permits`. */
export const permitsBody = v.strictObject({
  requests: v.pipe(
    v.array(
      v.strictObject({
        kind: text,
        about: v.record(v.string(), v.union([text, v.array(text)])),
        jkt: v.pipe(v.string(), v.regex(/^urn:ietf:params:oauth:jwk-thumbprint:sha-256:[A-Za-z0-9_-]{43}$/)),
      }),
    ),
    v.maxLength(limits.permits),
  ),
  seen: v.exactOptional(v.strictObject({ log: text, size: v.pipe(whole, v.minValue(1)) })),
});

/** `POST records` with several. */
export const recordsBody = v.strictObject({
  records: v.pipe(
    v.array(v.strictObject({ record: v.record(v.string(), v.unknown()), permit: v.exactOptional(v.string()) })),
    v.maxLength(limits.batchRecords),
  ),
});

/** `POST enrolments/:enrolment/dossier`. */
export const dossierBody = v.strictObject({ variant: v.literal('funder') });
/** `POST enrolments/:enrolment/certificate`. */
export const certificateBody = v.strictObject({});
/** `POST tickets`. */
export const ticketBody = v.strictObject({ path: text });

const session = v.strictObject({
  id: text,
  title: v.exactOptional(localised),
  start: text,
  end: text,
  zone: text,
  trainers: v.array(v.strictObject({ id: text, name: text })),
  place: v.exactOptional(localised),
  link: v.exactOptional(text),
  modality: v.exactOptional(v.picklist(['in-person', 'remote'])),
  opensBefore: v.exactOptional(minutes),
  closesAfter: v.exactOptional(minutes),
  lateAfter: v.exactOptional(minutes),
  asksAttendance: v.exactOptional(v.boolean()),
});

const enrolment = v.strictObject({
  id: text,
  name: text,
  language: v.exactOptional(text),
  status: v.exactOptional(v.picklist(['enrolled', 'left'])),
  expected: v.exactOptional(v.array(text)),
});

const survey = v.strictObject({
  id: text,
  title: localised,
  introduction: v.exactOptional(localised),
  questions: v.array(v.looseObject({ id: text, type: text })),
  opens: v.pipe(text, v.isoTimestamp()),
  closes: v.pipe(text, v.isoTimestamp()),
});

const history = v.strictObject({
  system: text,
  file: text,
  digest: text,
  zone: v.strictObject({ name: text, known: v.picklist(['declared', 'assumed']) }),
  marks: v.array(
    v.strictObject({
      learner: text,
      session: text,
      text,
      state: v.picklist(['present', 'late', 'excused', 'absent']),
      remark: v.exactOptional(text),
    }),
  ),
});

/** `POST plan`. What its parts hold is checked once more as statements. */
export const planBody = v.strictObject({
  programmes: v.array(
    v.strictObject({
      id: text,
      title: v.pipe(localised, v.minEntries(1)),
      provider: v.exactOptional(
        v.strictObject({ name: text, address: v.exactOptional(text), registration: v.exactOptional(text) }),
      ),
      modality: v.exactOptional(v.picklist(['in-person', 'remote', 'blended'])),
      plannedMinutes: v.exactOptional(minutes),
      requirements: v.exactOptional(v.array(v.looseObject({ id: text }))),
      sessions: v.exactOptional(v.array(session)),
      enrolments: v.exactOptional(v.array(enrolment)),
      surveys: v.exactOptional(v.array(survey)),
      history: v.exactOptional(v.array(history)),
    }),
  ),
});

/**
 * Reads a body by its schema.
 *
 * @throws A {@link ParaphError} `malformed`, or `statement` with the path of what doesn't fit
 */
export function readBody<S extends v.GenericSchema>(source: string, schema: S): v.InferOutput<S> {
  const result = v.safeParse(schema, parseJson(source), { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  if (issue.type === 'max_length' && Array.isArray(issue.input))
    throw new ParaphError('too-large', `At most ${issue.requirement} are taken at once: ${issue.message}.`);
  const path = `$${(issue.path ?? []).map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')}`;
  throw new ParaphError('statement', `What was sent does not fit at ${path}: ${issue.message}.`, { path });
}

/** A body of {@link permitsBody}. */
export const readPermits = (source: string): PermitRequest => readBody(source, permitsBody) as PermitRequest;
/** A body of {@link planBody}. */
export const readPlan = (source: string): PlanDocument => readBody(source, planBody) as unknown as PlanDocument;
