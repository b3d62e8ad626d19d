/**
 * Whether a stranger can check it without us: the one file that is verified, and the report.
 *
 * @module bundle
 */
export {
  type Bundle,
  type ProofPath,
  type ReadBundle,
  type RecordJson,
  readBundle,
  writeBundle,
} from './bundle/bundle.js';
export type { VerifiedFile } from './bundle/open-file.js';
export { followKeys, type HeldKey, type OrganisationKeys } from './bundle/organisation-keys.js';
export {
  type AnswerState,
  type Finding,
  type FindingCode,
  findingCodes,
  type Report,
  type ReportedAct,
  type ReportedCertificate,
  type VerdictAnswer,
  writeReport,
} from './bundle/report.js';
export { type VerifyOptions, verifyFiles } from './bundle/verify-files.js';
