/**
 * The paths, media types, limits and shapes that client and server must agree on.
 *
 * @module wire
 */
export type {
  Agenda,
  Announcement,
  CampaignCard,
  CertificateCard,
  CertificateView,
  PermitAnswer,
  PermitRequest,
  PlanAnswer,
  PlanDocument,
  PlanEnrolment,
  PlanHistory,
  Planned,
  PlannedIdentifiers,
  PlanProgramme,
  PlanSession,
  PlanSurvey,
  ProgrammeLine,
  ProgrammeView,
  RecordBatch,
  RecordBatchAnswer,
  Roster,
  RosterLine,
  SessionCard,
  SessionState,
} from './wire/exchanges.js';
export { type Level, limits, mediaTypes, permitHeader } from './wire/limits.js';
export { paths } from './wire/paths.js';
export { errorOf, type Problem, problemOf } from './wire/problem.js';
