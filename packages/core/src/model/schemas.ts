import * as v from 'valibot';
import { ParaphError } from '../errors.js';
import { attendanceSchema, closingSchema } from './attendance/attendance.js';
import { certificateSchema, dossierSchema } from './certificate/certificate.js';
import { keySchema } from './key.js';
import { enrolmentSchema } from './plan/enrolment.js';
import { importSchema } from './plan/imported-history.js';
import { programmeSchema } from './plan/programme.js';
import { sessionSchema } from './plan/session.js';
import { type AnyStatement, anyStatement } from './statement.js';
import { campaignSchema, instrumentSchema } from './survey/instrument.js';
import { responseSchema } from './survey/response.js';

/** The schema of every kind that is understood here. From these, JSON Schema and OpenAPI are made. */
export const statementSchemas = {
  programme: programmeSchema,
  session: sessionSchema,
  enrolment: enrolmentSchema,
  import: importSchema,
  instrument: instrumentSchema,
  campaign: campaignSchema,
  attendance: attendanceSchema,
  closing: closingSchema,
  response: responseSchema,
  certificate: certificateSchema,
  dossier: dossierSchema,
  key: keySchema,
} as const;

/** A kind that has a schema here. */
export type UnderstoodKind = keyof typeof statementSchemas;

/** Statements by kind: `Statement<'session'>` is a {@link Session}. */
export type Statement<K extends UnderstoodKind = UnderstoodKind> = v.InferOutput<(typeof statementSchemas)[K]>;

/**
 * Tells whether a kind is understood here. One that isn't can be intact all the same.
 *
 * @example
 * ```ts
 * import { isUnderstood } from '@paraph/core/model';
 * console.log(isUnderstood('attendance'), isUnderstood('weather')); // true false
 * ```
 */
export function isUnderstood(kind: string): kind is UnderstoodKind {
  return Object.hasOwn(statementSchemas, kind);
}

/**
 * Checks what was parsed against the schema of its kind. Unknown members are kept.
 *
 * @param value parsed JSON
 * @returns the statement; of a kind that is not understood, only what all statements share was checked
 * @throws A {@link ParaphError} `statement`, with the `path` of the first thing that does not fit
 *
 * @example
 * ```ts
 * import { checkStatement } from '@paraph/core/model';
 * try { checkStatement({ kind: 'session' }); } catch (error) { console.log(error.code, error.fields.path); } // statement $.version
 * ```
 */
export function checkStatement(value: unknown): AnyStatement {
  const kind = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
  const schema: v.GenericSchema =
    typeof kind === 'string' && isUnderstood(kind) ? statementSchemas[kind] : anyStatement;
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    const path = `$${(issue.path ?? []).map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')}`;
    throw new ParaphError('statement', `The statement does not fit its kind at ${path}: ${issue.message}.`, { path });
  }
  return value as AnyStatement;
}

/**
 * The members of a statement that its kind does not know: kept, and reported.
 *
 * @param statement a statement
 * @returns their names; none for a kind that is not understood itself
 *
 * @example
 * ```ts
 * import { type AnyStatement, unknownMembers } from '@paraph/core/model';
 * console.log(unknownMembers({ kind: 'programme', weather: 'fine' } as unknown as AnyStatement)); // ['weather']
 * ```
 */
export function unknownMembers(statement: AnyStatement): string[] {
  if (!isUnderstood(statement.kind)) return [];
  const { entries } = statementSchemas[statement.kind];
  return Object.keys(statement).filter((name) => !Object.hasOwn(entries, name));
}
