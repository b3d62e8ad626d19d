import type { AnyStatement } from '../model.js';

/** Who can make a statement: the organisation by its seal, a person in a role, nobody, or a key of the organisation. */
export type Author =
  | 'organisation'
  | 'nobody'
  | 'learner'
  | 'trainer'
  | 'tutor'
  | 'manager'
  | 'signatory'
  | 'company'
  | 'guardian'
  | 'funder'
  | 'recovery'
  | 'successor';

/** What a stream is of. */
export type StreamOf = 'plan' | 'session' | 'enrolment' | 'campaign' | 'keys';

/** One row of the table. */
export interface KindRule {
  /** Who may make it; a record by anyone else is refused by server and verifier. */
  readonly authors: readonly Author[];
  /** The streams that number it: each that its `about` names. */
  readonly numberedIn: readonly StreamOf[];
  /** The stream when `about` names none of these. */
  readonly otherwise?: StreamOf;
}

const organisation = ['organisation'] as const;
const everyPerson = ['learner', 'trainer', 'tutor', 'manager', 'signatory', 'company', 'guardian', 'funder'] as const;
const inPlan = { authors: organisation, numberedIn: ['plan'] } as const;
const ofLearner = { authors: organisation, numberedIn: ['enrolment'], otherwise: 'plan' } as const;

/**
 * Every kind of the format, who may make it, and in which streams it is numbered (format.md, "Kinds, and who may make which").
 * Server and verifier use this one table.
 *
 * @example
 * ```ts
 * import { kinds } from '@paraph/core/signing';
 * console.log(kinds.closing?.authors); // ['trainer', 'manager']
 * ```
 */
export const kinds: Readonly<Record<string, KindRule>> = {
  programme: inPlan,
  activity: inPlan,
  instrument: inPlan,
  campaign: inPlan,
  notice: inPlan,
  session: { authors: organisation, numberedIn: ['plan', 'session'] },
  enrolment: { authors: organisation, numberedIn: ['enrolment'] },
  attendance: { authors: ['learner', 'trainer'], numberedIn: ['session', 'enrolment'] },
  observation: { authors: ['trainer', 'tutor', 'manager'], numberedIn: ['session', 'enrolment'] },
  request: { authors: everyPerson, numberedIn: ['enrolment'], otherwise: 'plan' },
  decision: { authors: ['manager', 'trainer'], numberedIn: ['session', 'enrolment'] },
  closing: { authors: ['trainer', 'manager'], numberedIn: ['session'] },
  approval: { authors: ['signatory'], numberedIn: ['enrolment'], otherwise: 'plan' },
  acknowledgement: { authors: ['learner', 'company', 'guardian'], numberedIn: ['enrolment'], otherwise: 'plan' },
  solicitation: { authors: ['organisation', ...everyPerson], numberedIn: ['campaign'] },
  response: { authors: ['learner', 'trainer', 'company', 'funder'], numberedIn: ['enrolment'], otherwise: 'campaign' },
  attempt: { authors: ['learner', 'trainer', 'company', 'funder'], numberedIn: ['enrolment'], otherwise: 'campaign' },
  'anonymous-response': { authors: ['nobody'], numberedIn: ['campaign'] },
  result: ofLearner,
  trace: ofLearner,
  support: ofLearner,
  review: ofLearner,
  lifecycle: ofLearner,
  import: ofLearner,
  'external-certificate': { authors: ['learner'], numberedIn: ['enrolment'] },
  certificate: { authors: organisation, numberedIn: ['enrolment'] },
  issuance: { authors: organisation, numberedIn: ['enrolment'] },
  status: { authors: organisation, numberedIn: ['enrolment'] },
  action: inPlan,
  figure: inPlan,
  grant: inPlan,
  dossier: ofLearner,
  device: { authors: everyPerson, numberedIn: ['enrolment'], otherwise: 'plan' },
  erasure: inPlan,
  key: { authors: ['recovery', 'successor'], numberedIn: ['keys'] },
  continue: { authors: ['recovery', 'successor'], numberedIn: ['keys'] },
};

/**
 * Who a statement says it is made by, from its shape: a person's has a `signer`, the organisation's a `by`.
 */
export function authorOf(statement: AnyStatement): Author {
  if (statement.signer) return statement.signer.role as Author;
  return statement.kind === 'anonymous-response' ? 'nobody' : 'organisation';
}

/**
 * Whether this author may make a statement of this kind.
 *
 * @returns `undefined` for a kind that the table doesn't hold: intact perhaps, not understood
 *
 * @example
 * ```ts
 * import { mayMake } from '@paraph/core/signing';
 * console.log(mayMake('learner', 'closing'), mayMake('learner', 'weather')); // false undefined
 * ```
 */
export function mayMake(author: Author, kind: string): boolean | undefined {
  return Object.hasOwn(kinds, kind) ? kinds[kind]?.authors.includes(author) : undefined;
}
