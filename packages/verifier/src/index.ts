/**
 * The stranger's side: checks certificates, receipts and dossiers offline, and says the verdict in words.
 *
 * @module verifier
 */
export { type UnreadableReason, unreadableReasons } from './archive/unreadable.js';
export { type RenderOptions, renderReport } from './render/render-report.js';
export { writeReportText } from './render/render-text.js';
export { reportStyles } from './render/report-styles.js';
export type { Language } from './texts/speak.js';
export {
  type FingerprintOrigin,
  fingerprintOrigins,
  type VerifierInput,
  type VerifierOptions,
  verify,
} from './verify.js';
