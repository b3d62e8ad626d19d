import type { Digest, Hours, Instant, PrintedCertificate, RequirementState, ThumbprintUri } from '../model.js';

/** Codes of what a verification finds. Stable: they are added, never renamed. */
export const findingCodes = {
  // intact
  unreadable: 'a file, record or proof cannot be read as the format asks',
  'statement-invalid': 'a statement does not fit the schema of its kind',
  'author-not-allowed': 'somebody made a record who may not make this kind, or with a key of another person',
  'signature-invalid': 'a person’s signature does not fit',
  'seal-invalid': 'a seal does not fit, or its key was not in force there',
  'words-differ': 'the words that were shown differ from the words that the plan gives',
  'organisation-differs': 'a record names another organisation',
  'place-twice': 'two records stand at one place, or carry one number',
  'received-order': 'a record was received before one that stands below it',
  'checkpoint-invalid': 'a checkpoint is not signed by a key that was in force',
  'not-in-ledger': 'a record is not proved to stand in the ledger',
  'history-differs': 'a checkpoint that a device saw is not part of this history, or the proof is missing',
  'split-view': 'a device had seen another history of this ledger',
  'permit-twice': 'one permit was accepted for two records',
  'late-wrong': 'a record is marked late that was on time, or the other way round',
  'list-differs': 'a list of acts does not give the root that a record names',
  'file-differs': 'a file differs from the one that was sealed',
  'file-missing': 'a file that was sealed is not here',
  'file-unlisted': 'a file was not sealed; it was not read',
  unasked: 'a proof or a list stands here that no record asks for',
  'anchor-missing': 'no checkpoint stands here whose last record stands here too',
  'keys-incomplete': 'records of the organisation’s keys are missing',
  'keys-invalid': 'the organisation’s keys do not follow from its recovery key',
  // by whom
  'fingerprint-differs': 'the fingerprint is of another organisation',
  'fingerprint-unreadable': 'what was typed is not a fingerprint',
  'issuer-self-declared': 'who it is stands only in the file itself: compare the fingerprint',
  // complete
  'stream-hole': 'a record of a stream is missing',
  'stream-longer': 'a stream goes on above the end that the dossier states',
  'stream-not-stated': 'the dossier does not state where a stream ends',
  // not judged
  'words-not-judged': 'the words were not judged: a template or a record that they rely on is not here',
  'role-not-judged': 'nothing here gives this person the role in which they signed',
  'kind-unknown': 'a kind that this version does not understand',
  'members-unknown': 'members that this version does not understand',
  'status-not-judged': 'whether it was revoked cannot be seen here',
  'key-revoked': 'sealed under a key that was revoked later, above what is still trusted',
  'time-by-organisation': 'no witness or time-stamp fixes the time: it is by the organisation’s clock',
  'member-not-judged': 'a part of the bundle that this version does not judge',
} as const;

/** See {@link findingCodes}. */
export type FindingCode = keyof typeof findingCodes;

/** One thing that was found, with what it is about. */
export interface Finding {
  readonly code: FindingCode;
  /** An act digest, a `log#index`, a stream, a path: whatever the code is about. */
  readonly subject?: string;
  /** The file in which it was found, when several are verified. */
  readonly file?: string;
  /** Figures and names that the sentence needs. */
  readonly values?: Readonly<Record<string, string | number>>;
}

/** `good`, `failed`, `not-judged`; `not-stated` where the file makes no claim of this sort. */
export type AnswerState = 'good' | 'failed' | 'not-judged' | 'not-stated';

/** One answer of a verdict. */
export interface VerdictAnswer {
  readonly state: AnswerState;
  readonly findings: readonly Finding[];
}

/** One record, as the report tells it. */
export interface ReportedAct {
  readonly act: Digest;
  readonly kind: string;
  readonly log: string;
  readonly index: number;
  /** The organisation, or the role that signed. */
  readonly author: string;
  /** The author's clock. */
  readonly at?: Instant;
  /** The organisation's clock. */
  readonly received: Instant;
  /** Made after this checkpoint, which the device held. */
  readonly after?: { readonly log: string; readonly size: number };
  readonly late: boolean;
  /** The words that the person was shown, when they signed some. */
  readonly words?: string;
  /** Found intact: signatures, author, words, place. */
  readonly intact: boolean;
}

/** What a certificate says, line by line as it was sealed. */
export interface ReportedCertificate {
  readonly act: Digest;
  readonly intact: boolean;
  readonly holder: string;
  /** Minutes: planned, connected, credited, certified, and the rule. */
  readonly hours: Hours;
  /** Every line that it prints, by language. */
  readonly printed: Readonly<Record<string, PrintedCertificate>>;
}

/** A verdict: several answers, never one word. Data with stable codes; the sentences are made from it, in the reader's language. */
export interface Report {
  readonly version: 1;
  readonly files: readonly {
    readonly name: string;
    readonly digest: Digest;
    readonly kind: 'bundle' | 'dossier' | 'unreadable';
  }[];
  readonly organisation?: {
    readonly key: ThumbprintUri;
    readonly fingerprint: string;
    /** What it calls itself in its records. */
    readonly name?: string;
    /** What it says its domains are. */
    readonly names: readonly string[];
  };
  readonly intact: VerdictAnswer & { readonly records: number; readonly stubs: number; readonly signatures: number };
  readonly byWhom: VerdictAnswer & { readonly established: 'pinned' | 'self-declared'; readonly from?: string };
  readonly complete: VerdictAnswer & {
    readonly streams: readonly { readonly log: string; readonly of: string; readonly until: number }[];
  };
  readonly when: VerdictAnswer & { readonly from?: Instant; readonly until?: Instant };
  readonly status: VerdictAnswer & { readonly asOf?: Instant; readonly keysAsOf: number };
  readonly notJudged: readonly Finding[];
  readonly acts: readonly ReportedAct[];
  readonly requirements: readonly RequirementState[];
  /** What the certificates among the records say, to be held against paper. */
  readonly certificates: readonly ReportedCertificate[];
  /** 0 intact, by whom, and complete where it is stated; 1 something fails; 2 one of these could not be judged. */
  readonly exitCode: 0 | 1 | 2;
}

/**
 * A report as text for machines: the same bytes from the page, the command and the element.
 *
 * @example
 * ```ts
 * import { type Report, writeReport } from '@paraph/core/bundle';
 * const save = (report: Report) => new Blob([writeReport(report)], { type: 'application/json' });
 * ```
 */
export function writeReport(report: Report): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
