/**
 * What can be claimed, in plain JSON, and the words that people are shown. No cryptography here.
 *
 * @module model
 */
export type { Attendance, Closing, Method } from './model/attendance/attendance.js';
export { type Ink, inkOutline, normaliseInk } from './model/attendance/ink.js';
export type {
  Certificate,
  Dossier,
  Hours,
  PrintedCertificate,
  RequirementState,
} from './model/certificate/certificate.js';
export type { Digest, Identifier, Instant, LocalisedText, ThumbprintUri } from './model/encodings.js';
export type { KeyChange, KeyPurpose, PublicJwk } from './model/key.js';
export type { Enrolment } from './model/plan/enrolment.js';
export type { ImportedHistory } from './model/plan/imported-history.js';
export type { Programme, Requirement } from './model/plan/programme.js';
export type { PrintedSession, Session } from './model/plan/session.js';
export {
  checkStatement,
  isUnderstood,
  type Statement,
  statementSchemas,
  type UnderstoodKind,
  unknownMembers,
} from './model/schemas.js';
export {
  type Channel,
  checkSealHeader,
  type Identified,
  type SealClaims,
  type SealFact,
  type SealHeader,
} from './model/seal.js';
export type { AnyStatement, Device, Role, Seen } from './model/statement.js';
export type { AskedQuestion, Campaign, Instrument, Question, QuestionOption } from './model/survey/instrument.js';
export { type Answer, type AnswerFault, checkAnswers, type Response } from './model/survey/response.js';
export { buildWords, type Relied, templates, type WordedStatement } from './model/words.js';
