/**
 * Custom elements with which a course page takes signatures, answers and certificates. Importing this defines nothing:
 * `@paraph/elements/define.js` does.
 *
 * @module elements
 */
export { Connection, type ConnectionOptions } from './connection/connection.js';
export { connectionContext } from './connection/context.js';
export {
  ParaphAnsweredEvent,
  ParaphClosedEvent,
  ParaphIssuedEvent,
  ParaphKeptEvent,
  ParaphRecordedEvent,
  ParaphRefusedEvent,
  ParaphSignEvent,
  ParaphSplitViewEvent,
  ParaphVerifiedEvent,
} from './events.js';
export { Localize, type Texts } from './localize.js';
export { Outbox, type OutboxEntry, type OutboxOptions } from './outbox/outbox.js';
export { openStore, PageStore, type Persistence, type Store } from './outbox/store.js';
export { type AttendanceState, attendanceStates, ParaphAttendance } from './paraph-attendance.js';
export { type CertificateState, certificateStates, ParaphCertificate } from './paraph-certificate.js';
export { type CommonState, commonStates, ParaphElement } from './paraph-element.js';
export { ParaphPad, type Way } from './paraph-pad.js';
export { ParaphProgramme, type ProgrammeState, programmeStates } from './paraph-programme.js';
export { ParaphProvider } from './paraph-provider.js';
export { ParaphRoster, type RosterState, rosterStates } from './paraph-roster.js';
export { ParaphSurvey, type SurveyState, surveyStates } from './paraph-survey.js';
export { type FileToVerify, ParaphVerify, type VerifyState, verifyStates } from './paraph-verify.js';
