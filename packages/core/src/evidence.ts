/**
 * What the records prove: who signed which half-day, the four hour figures, and what a programme asks for.
 *
 * @module evidence
 */
export { isExpected, isOver, type SignedHalfDay, signedHalfDays, standsFor } from './evidence/attendance-standing.js';
export { hoursOf, hoursRule } from './evidence/hours.js';
export { type EnrolmentEvidence, judgeEnrolment, type Standing } from './evidence/requirements.js';
