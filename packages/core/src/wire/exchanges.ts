import type {
  AnyStatement,
  Campaign,
  Certificate,
  Digest,
  Enrolment,
  Identifier,
  ImportedHistory,
  Instant,
  Instrument,
  Method,
  Programme,
  Requirement,
  RequirementState,
  Role,
  Session,
  ThumbprintUri,
} from '../model.js';
import type { Level } from './limits.js';
import type { Problem } from './problem.js';

/** `GET` of the endpoint itself: who keeps records here, and at which level. */
export interface Announcement {
  readonly level: Level;
  readonly organisation: ThumbprintUri;
  readonly name: string;
  /** For people to compare. */
  readonly fingerprint: string;
  /** The ledger's origin. */
  readonly log: string;
  /** The checkpoint keys in force, as verifier keys of the signed note format. */
  readonly checkpointKeys: readonly string[];
  readonly languages: readonly string[];
  /** Kinds that are kept here. */
  readonly kinds: readonly string[];
  /** The server's clock. */
  readonly time: Instant;
  /** Where the verifier's page is. */
  readonly verifier: string;
}

/** A plan record in its version in force, with its act digest: what words are built from. */
export interface Planned<S = AnyStatement> {
  readonly act: Digest;
  readonly statement: S;
}

/** Where a session stands in time, for the person who asks. */
export type SessionState = 'before' | 'open' | 'late' | 'after' | 'closed' | 'imported';

/** A half-day as one learner sees it. */
export interface SessionCard {
  readonly session: Planned<Session>;
  readonly enrolment: Planned<Enrolment>;
  readonly state: SessionState;
  /** What was recorded, if it was. */
  readonly recorded?: {
    readonly act: Digest;
    readonly at: Instant;
    readonly received: Instant;
    readonly late: boolean;
    readonly method: Method;
  };
  /** What another system said of it. */
  readonly imported?: { readonly system: string; readonly mark: ImportedHistory['marks'][number] };
}

/** A survey as one learner sees it. */
export interface CampaignCard {
  readonly campaign: Planned<Campaign>;
  readonly instrument: Planned<Instrument>;
  readonly programme: Planned<Programme>;
  readonly enrolment: Planned<Enrolment>;
  readonly state: 'before' | 'open' | 'after';
  readonly answered?: { readonly act: Digest; readonly received: Instant };
}

/** A certificate as a list shows it. */
export interface CertificateCard {
  readonly certificate: Identifier;
  readonly act: Digest;
  readonly title: Readonly<Record<string, string>>;
  readonly issued: Instant;
}

/** `GET me`: what the token's person can do now. */
export interface Agenda {
  readonly person: Identifier;
  readonly name: string;
  readonly role: Role | 'auditor';
  readonly organisation: ThumbprintUri;
  readonly programmes: readonly Planned<Programme>[];
  readonly sessions: readonly SessionCard[];
  /** The half-days that a trainer leads. */
  readonly leads: readonly Planned<Session>[];
  readonly campaigns: readonly CampaignCard[];
  readonly certificates: readonly CertificateCard[];
  readonly time: Instant;
}

/** One line of a roster. */
export interface RosterLine {
  readonly enrolment: Identifier;
  readonly learner: Identifier;
  readonly name: string;
  readonly state: 'signed' | 'late' | 'expected';
  readonly act?: Digest;
  readonly at?: Instant;
  readonly received?: Instant;
  readonly method?: Method;
}

/** `GET sessions/:id/roster`: who was expected, who signed. */
export interface Roster {
  readonly session: Planned<Session>;
  readonly counts: { readonly expected: number; readonly signed: number; readonly late: number };
  readonly lines: readonly RosterLine[];
  /** What a closing states: where the session's stream ends in each ledger, and the root over its acts. */
  readonly closes: {
    readonly upTo: readonly { readonly log: string; readonly n: number }[];
    readonly list: { readonly root: string; readonly size: number };
  };
  readonly closed?: { readonly act: Digest; readonly received: Instant; readonly by: string };
  readonly time: Instant;
}

/** One learner on a programme's page. */
export interface ProgrammeLine {
  readonly enrolment: Identifier;
  readonly learner: Identifier;
  readonly name: string;
  readonly signed: number;
  readonly asked: number;
  readonly answered: boolean;
  readonly qualifies: boolean;
  readonly states: readonly RequirementState[];
  readonly hours: Certificate['hours'];
  readonly certificate?: CertificateCard;
  readonly imported: readonly ImportedHistory['marks'][number][];
}

/** `GET programmes/:id`: who has signed and answered, who qualifies and why not. */
export interface ProgrammeView {
  readonly programme: Planned<Programme>;
  readonly sessions: readonly (Planned<Session> & {
    readonly state: SessionState;
    readonly signed: number;
    readonly expected: number;
  })[];
  readonly campaigns: readonly Planned<Campaign>[];
  readonly importedFrom: readonly string[];
  readonly lines: readonly ProgrammeLine[];
  readonly time: Instant;
}

/** `GET certificates/:id`: what the page prints. */
export interface CertificateView {
  readonly certificate: Planned<Certificate>;
  readonly issued: Instant;
  readonly fingerprint: string;
  /** The address that the QR code holds. */
  readonly link: string;
  /** Where the bundle is. */
  readonly bundle: string;
}

/** `POST permits`: leave for acts to come. */
export interface PermitRequest {
  readonly requests: readonly {
    readonly kind: string;
    readonly about: AnyStatement['about'];
    readonly jkt: ThumbprintUri;
  }[];
  /** The checkpoint that this device holds. */
  readonly seen?: { readonly log: string; readonly size: number };
}

/** The answer to {@link PermitRequest}, in its order. */
export interface PermitAnswer {
  readonly permits: readonly ({ readonly permit: string } | { readonly problem: Problem })[];
  /** The latest checkpoint, a signed note. */
  readonly checkpoint: string;
  /** From `seen` to the checkpoint, base64url hashes (RFC 6962 §2.1.2). Absent where nothing was seen. */
  readonly consistency?: readonly string[];
  readonly time: Instant;
}

/** `POST records` with several. */
export interface RecordBatch {
  readonly records: readonly { readonly record: object; readonly permit?: string }[];
}

/** The answer to {@link RecordBatch}, in its order. */
export interface RecordBatchAnswer {
  readonly results: readonly ({ readonly record: object } | { readonly problem: Problem })[];
}

/** `POST plan`: people, programmes and half-days as an organisation writes them. Sites' own identifiers; Paraph gives the lasting ones. */
export interface PlanDocument {
  readonly programmes: readonly PlanProgramme[];
}

/** A programme in a plan. `id` is any text that the site keeps. */
export interface PlanProgramme {
  readonly id: string;
  readonly title: Readonly<Record<string, string>>;
  readonly provider?: { readonly name: string; readonly address?: string; readonly registration?: string };
  readonly modality?: Programme['modality'];
  /** Default: the sum of the sessions' minutes. */
  readonly plannedMinutes?: number;
  /** Default: all half-days signed. */
  readonly requirements?: readonly Requirement[];
  readonly sessions?: readonly PlanSession[];
  readonly enrolments?: readonly PlanEnrolment[];
  readonly surveys?: readonly PlanSurvey[];
  readonly history?: readonly PlanHistory[];
}

/** A half-day in a plan. Local times in its zone: `2026-11-24T09:00`. */
export interface PlanSession {
  readonly id: string;
  readonly title?: Readonly<Record<string, string>>;
  readonly start: string;
  readonly end: string;
  /** IANA zone, for example `Europe/Paris`. */
  readonly zone: string;
  readonly trainers: readonly { readonly id: string; readonly name: string }[];
  readonly place?: Readonly<Record<string, string>>;
  readonly link?: string;
  readonly modality?: Session['modality'];
  /** Minutes before the start that signing opens (default 15), after the end that it closes (default 30), and until which it is late (default 10,080: a week). */
  readonly opensBefore?: number;
  readonly closesAfter?: number;
  readonly lateAfter?: number;
  /** `false` for a half-day that another system kept. Default `true`. */
  readonly asksAttendance?: boolean;
}

/** A learner in a plan. `id` is the `sub` of the site's tokens. */
export interface PlanEnrolment {
  readonly id: string;
  readonly name: string;
  readonly language?: string;
  readonly status?: Enrolment['status'];
  /** Sessions by the plan's ids. Default: all. */
  readonly expected?: readonly string[];
}

/** A survey in a plan. */
export interface PlanSurvey {
  readonly id: string;
  readonly title: Readonly<Record<string, string>>;
  readonly introduction?: Readonly<Record<string, string>>;
  readonly questions: Instrument['questions'];
  /** RFC 3339. */
  readonly opens: string;
  readonly closes: string;
}

/** What another system says of the learners, in a plan. */
export interface PlanHistory {
  readonly system: string;
  readonly file: string;
  readonly digest: Digest;
  readonly zone: ImportedHistory['source']['zone'];
  readonly marks: readonly {
    readonly learner: string;
    readonly session: string;
    readonly text: string;
    readonly state: ImportedHistory['marks'][number]['state'];
    readonly remark?: string;
  }[];
}

/** The answer to a plan: how many records it made, and the lasting identifiers by the site's own, programme by programme. */
export interface PlanAnswer {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly programmes: Readonly<Record<string, PlannedIdentifiers>>;
}

/** The lasting identifiers of one programme, by the site's own. */
export interface PlannedIdentifiers {
  readonly id: Identifier;
  readonly sessions: Readonly<Record<string, Identifier>>;
  readonly enrolments: Readonly<Record<string, Identifier>>;
  readonly campaigns: Readonly<Record<string, Identifier>>;
}
