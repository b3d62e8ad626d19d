/** A path of an endpoint by what it is made of. */
const segment = (value: string): string => encodeURIComponent(value);

/**
 * The paths of an organisation's endpoint, relative to its URL (`https://host/o/<slug>/`).
 *
 * @example
 * ```ts
 * import { paths } from '@paraph/core/wire';
 * console.log(new URL(paths.permits, 'https://paraph.example/o/school/').href); // https://paraph.example/o/school/permits
 * ```
 */
export const paths = {
  /** `GET`, public: `Announcement`. */
  announcement: '',
  /** `GET`, public: the organisation's DID document. */
  didDocument: 'did.json',
  /** `GET`, public: its keys (RFC 7517). */
  jwks: 'jwks.json',
  /** `GET`, public: all its `key` records. */
  keys: 'keys',
  /** `GET`, public: OpenAPI 3.1. */
  openapi: 'openapi.json',
  /** `GET`, public: the latest checkpoint, a signed note. */
  checkpoint: 'checkpoint',
  /** `GET`, public: the path from one entry to the root of a size. */
  inclusion: (index: number, size: number) => `proofs/inclusion?index=${index}&size=${size}`,
  /** `GET`, public: that one size begins with another. */
  consistency: (from: number, to: number) => `proofs/consistency?from=${from}&to=${to}`,
  /** `POST` a `PlanDocument`, `GET` the plan in force: manager. */
  plan: 'plan',
  /** `GET`: `Agenda`, what the token's person can do. */
  me: 'me',
  /** `GET`, its trainers and managers: `Roster`. */
  roster: (session: string) => `sessions/${segment(session)}/roster`,
  /** `GET`, the same, as live events. */
  rosterEvents: (session: string) => `sessions/${segment(session)}/events`,
  /** `GET`, managers: `ProgrammeView`. */
  programme: (programme: string) => `programmes/${segment(programme)}`,
  /** `GET`, the same, as live events. */
  programmeEvents: (programme: string) => `programmes/${segment(programme)}/events`,
  /** `GET`, those asked: `CampaignCard`. */
  campaign: (campaign: string) => `campaigns/${segment(campaign)}`,
  /** `POST` a `PermitRequest`: `PermitAnswer`. */
  permits: 'permits',
  /** `POST` an act with its permit, or a `RecordBatch`. */
  records: 'records',
  /** `GET`: a sealed record, by its act. */
  record: (act: string) => `records/${segment(act)}`,
  /** `GET`: the bundle of one record. */
  receipt: (act: string) => `receipts/${segment(act)}`,
  /** `POST`, managers: issue a certificate to an enrolment. */
  issueCertificate: (enrolment: string) => `enrolments/${segment(enrolment)}/certificate`,
  /** `GET`, by whoever knows its identifier: `CertificateView`. */
  certificate: (certificate: string) => `certificates/${segment(certificate)}`,
  /** `GET`, likewise: the bundle to verify. */
  certificateBundle: (certificate: string) => `certificates/${segment(certificate)}/bundle`,
  /** `POST`, managers: make the dossier of an enrolment. */
  dossier: (enrolment: string) => `enrolments/${segment(enrolment)}/dossier`,
  /** `POST`: a ticket for one download. */
  tickets: 'tickets',
  /** `GET`, by ticket, once. */
  download: (ticket: string) => `downloads/${segment(ticket)}`,
} as const;
