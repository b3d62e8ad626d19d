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
  announcement: '',
  didDocument: 'did.json',
  jwks: 'jwks.json',
  keys: 'keys',
  openapi: 'openapi.json',
  checkpoint: 'checkpoint',
  inclusion: (index: number, size: number) => `proofs/inclusion?index=${index}&size=${size}`,
  consistency: (from: number, to: number) => `proofs/consistency?from=${from}&to=${to}`,
  plan: 'plan',
  me: 'me',
  roster: (session: string) => `sessions/${segment(session)}/roster`,
  rosterEvents: (session: string) => `sessions/${segment(session)}/events`,
  programme: (programme: string) => `programmes/${segment(programme)}`,
  programmeEvents: (programme: string) => `programmes/${segment(programme)}/events`,
  campaign: (campaign: string) => `campaigns/${segment(campaign)}`,
  permits: 'permits',
  records: 'records',
  record: (act: string) => `records/${segment(act)}`,
  receipt: (act: string) => `receipts/${segment(act)}`,
  issueCertificate: (enrolment: string) => `enrolments/${segment(enrolment)}/certificate`,
  certificate: (certificate: string) => `certificates/${segment(certificate)}`,
  certificateBundle: (certificate: string) => `certificates/${segment(certificate)}/bundle`,
  dossier: (enrolment: string) => `enrolments/${segment(enrolment)}/dossier`,
  tickets: 'tickets',
  download: (ticket: string) => `downloads/${segment(ticket)}`,
} as const;
