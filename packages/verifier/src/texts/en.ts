import type { FindingCode } from '@paraph/core/bundle';
import type { UnreadableReason } from '../archive/unreadable.js';
import type { FingerprintOrigin } from '../verify.js';

/**
 * Everything that a reader is told, in one language. `{names}` are filled in; a text that counts has a form for each plural
 * category of `Intl.PluralRules`.
 */
export interface Texts {
  /** One sentence above all others. */
  readonly headlines: Readonly<Record<Headline, string>>;
  /** What it means and what to do, where the answers don't say it; may be empty. */
  readonly advice: Readonly<Record<Headline, string>>;
  /** The answers by name. */
  readonly answers: Readonly<
    Record<'unreadable' | 'intact' | 'byWhom' | 'complete' | 'when' | 'status' | 'notJudged', string>
  >;
  /** The state of an answer in a word, for those who don't see its sign. */
  readonly states: Readonly<Record<'good' | 'compare' | 'failed' | 'neutral', string>>;
  readonly findings: Readonly<Record<FindingCode, string>>;
  readonly reasons: Readonly<Record<UnreadableReason, string>>;
  readonly origins: Readonly<Record<FingerprintOrigin, string>>;
  readonly streams: Readonly<Record<string, string>>;
  readonly kinds: Readonly<Record<string, string>>;
  readonly authors: Readonly<Record<string, string>>;
  readonly requirements: Readonly<Record<string, string>>;
  readonly requirementReasons: Readonly<Record<string, string>>;
  readonly requirementStates: Readonly<Record<string, string>>;
  readonly report: Readonly<Record<ReportText, string>>;
  readonly counted: Readonly<Record<CountedText, Plural>>;
  readonly page: Readonly<Record<PageText, string>>;
  readonly command: Readonly<Record<CommandText, string>>;
}

/** Forms by plural category; `other` is the one that always exists. */
export type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/** See {@link Texts.headlines}. */
export type Headline =
  | 'good'
  | 'good-dossier'
  | 'compare'
  | 'fingerprint-unreadable'
  | 'partly'
  | 'other-issuer'
  | 'incomplete'
  | 'files'
  | 'failed'
  | 'unreadable'
  | 'nothing';

type ReportText =
  | 'name'
  | 'nameless'
  | 'intact'
  | 'intactPartly'
  | 'pinned'
  | 'pinnedSomewhere'
  | 'selfDeclared'
  | 'examined'
  | 'differs'
  | 'claims'
  | 'notFingerprint'
  | 'calls'
  | 'complete'
  | 'completeNotStated'
  | 'receivedAt'
  | 'receivedFrom'
  | 'noDate'
  | 'statusNone'
  | 'statusGood'
  | 'keysAsOf'
  | 'more'
  | 'entry'
  | 'entryOn'
  | 'streamHole'
  | 'streamHoles'
  | 'streamLonger'
  | 'several'
  | 'requirements'
  | 'requirementsNote'
  | 'certificate'
  | 'certificateNote'
  | 'requirement'
  | 'records'
  | 'recordsMore'
  | 'signedBy'
  | 'madeBy'
  | 'written'
  | 'received'
  | 'after'
  | 'afterSize'
  | 'late'
  | 'notIntact'
  | 'technical'
  | 'organisationKey'
  | 'act'
  | 'place'
  | 'file'
  | 'save'
  | 'fileName'
  | 'zone';

type CountedText = 'records' | 'signatures' | 'stubs' | 'recordsOf';

type PageText =
  | 'title'
  | 'lead'
  | 'drop'
  | 'dropHere'
  | 'choose'
  | 'kinds'
  | 'private'
  | 'checking'
  | 'opening'
  | 'progress'
  | 'again'
  | 'who'
  | 'whoLead'
  | 'haveFingerprint'
  | 'fingerprint'
  | 'fingerprintHint'
  | 'origin'
  | 'originNone'
  | 'compare'
  | 'missingFingerprint'
  | 'wrongFingerprint'
  | 'missingOrigin'
  | 'kept'
  | 'remembered'
  | 'forget'
  | 'tooLarge'
  | 'unexpected'
  | 'language'
  | 'trust'
  | 'offline';

type CommandText =
  | 'usage'
  | 'noFiles'
  | 'cannotOpen'
  | 'isFolder'
  | 'tooLarge'
  | 'needsFrom'
  | 'needsFingerprint'
  | 'language'
  | 'zone';

/** English. */
export const en: Texts = {
  headlines: {
    good: 'Intact, and issued by {name}.',
    'good-dossier': 'Intact, complete, and issued by {name}.',
    compare: 'Intact. Who issued it is for you to compare.',
    'fingerprint-unreadable': 'Intact. What you typed is not a fingerprint.',
    partly: 'Nothing is wrong, but not all of it could be judged.',
    'other-issuer': 'Not from the organisation that you compared it with.',
    incomplete: 'What is here is intact, but something is missing.',
    files: 'Not the dossier that was sealed.',
    failed: 'Not intact. Do not rely on it.',
    unreadable: 'This can’t be read.',
    nothing: 'There is nothing here to check.',
  },
  advice: {
    good: '',
    'good-dossier': '',
    compare: '',
    'fingerprint-unreadable': '',
    partly: 'Ask whoever issued it about what could not be judged.',
    'other-issuer': 'If the fingerprint was typed right, somebody else made this, whatever name it bears.',
    incomplete: 'Ask whoever issued it for the whole.',
    files:
      'Its records are sound, but files beside them were changed, taken out or added. Ask whoever issued it for the dossier again.',
    failed:
      'It was changed, or put together by somebody who may not. Ask whoever issued it for a new copy, and keep this one.',
    unreadable: '',
    nothing: '',
  },
  answers: {
    unreadable: 'Why',
    intact: 'Intact',
    byWhom: 'By whom',
    complete: 'Complete',
    when: 'When',
    status: 'Status',
    notJudged: 'Not judged',
  },
  states: { good: 'Yes', compare: 'To compare', failed: 'No', neutral: 'Note' },
  findings: {
    unreadable: 'Part of it can’t be read.',
    'statement-invalid': 'A record doesn’t say what a record of its kind has to say.',
    'author-not-allowed': 'A record was made by somebody who may not make it, or with another person’s key.',
    'signature-invalid': 'A person’s signature doesn’t fit: the record was changed, or somebody else signed it.',
    'seal-invalid':
      'The organisation’s seal doesn’t fit: the record was changed, or the seal’s key was not valid there.',
    'words-differ': 'The words that were signed are not those that the plan gives.',
    'organisation-differs': 'Records of another organisation are mixed in.',
    'place-twice': 'Two different records claim one place in the organisation’s register. One of them is not genuine.',
    'received-order': 'The times of receipt run backwards.',
    'checkpoint-invalid': 'A summary of the register is not signed by the organisation.',
    'not-in-ledger': 'A record is not proved to stand in the organisation’s register.',
    'history-differs': 'What a signer’s device had seen is not part of this register, or its proof is missing.',
    'split-view': 'A signer’s device had been shown another version of this register.',
    'permit-twice': 'One permission to sign was used for two records.',
    'late-wrong': 'A record is marked late that was on time, or the other way round.',
    'list-differs': 'A list is not the one that was signed.',
    'file-differs': 'A file differs from the one that was sealed.',
    'file-missing': 'A file that was sealed is not here.',
    'file-unlisted': 'A file was added that was never sealed. It was not read.',
    unasked: 'It carries proofs or lists that nothing here needs.',
    'anchor-missing': 'The signed summary of the register that all of this hangs on is not here.',
    'keys-incomplete': 'Records of the organisation’s keys are missing.',
    'keys-invalid': 'The organisation’s keys don’t follow from its first one.',
    'fingerprint-differs': 'The fingerprint is that of another organisation.',
    'fingerprint-unreadable': 'What was typed is not a fingerprint.',
    'issuer-self-declared': 'Only the file itself says who issued it.',
    'stream-hole': 'A record is missing from a series that is stated as whole.',
    'stream-longer': 'A series goes on beyond the end that the dossier states.',
    'stream-not-stated': 'The dossier doesn’t say where a series ends.',
    'words-not-judged':
      'The words could not be compared with the plan, which is not here or in a form that this version doesn’t know.',
    'role-not-judged': 'Nothing here says that this person held the role in which they signed.',
    'kind-unknown': 'A record is of a kind that this version doesn’t understand.',
    'members-unknown': 'A record holds something that this version doesn’t understand.',
    'status-not-judged': 'Whether the certificate was revoked can’t be seen in a file. Ask whoever issued it.',
    'key-revoked': 'Sealed with a key that was revoked later; what it sealed by then is not vouched for.',
    'time-by-organisation': 'By the organisation’s own clock: no witness and no time-stamp fixes it.',
    'member-not-judged': 'Part of the file is of a sort that this version doesn’t judge.',
  },
  reasons: {
    empty: 'The file is empty. The download may have been cut off: get it again.',
    'not-ours':
      'It is neither a Paraph file nor a dossier. Of a printed page, a PDF or a picture nothing can be checked: ask for the file that ends in .paraph.json, or for the dossier.',
    'not-a-bundle': 'It looks like a Paraph file, but is damaged or not one. Get it again from where you have it.',
    'too-large': 'It is larger than anything that Paraph makes, so it was not read.',
    'archive-damaged':
      'The ZIP is damaged, cut off, or was put together in a way that could be read in two ways. Get it again from where you have it.',
    'archive-unsupported':
      'The ZIP is protected by a password, split, or packed in an unusual way. Ask for it as it was issued.',
    'archive-too-large': 'The ZIP would unpack to far more than a dossier holds, so it was not read.',
    'archive-path': 'The ZIP holds a file whose name is unsafe, so it was not read.',
    'archive-twice': 'The ZIP holds two files of one name, so it was not read.',
    'archive-without-bundle': 'The ZIP holds no bundle.json: it is not a dossier of Paraph.',
  },
  origins: {
    agreement: 'the agreement',
    website: 'the organisation’s website',
    letter: 'a letter or e-mail from the organisation',
    telephone: 'the telephone',
    earlier: 'an earlier document that I trust',
    examined: 'this very file, paper or QR code',
  },
  streams: {
    enrolment: 'the enrolment',
    programme: 'the programme',
    organisation: 'the organisation',
    plan: 'a plan',
    session: 'a session',
    campaign: 'a survey',
    keys: 'the keys',
  },
  kinds: {
    programme: 'Programme',
    activity: 'Activity',
    instrument: 'Questionnaire',
    campaign: 'Survey',
    notice: 'Notice',
    session: 'Session',
    enrolment: 'Enrolment',
    attendance: 'Attendance',
    observation: 'Observation',
    request: 'Request',
    decision: 'Decision',
    closing: 'Closing of the attendance sheet',
    approval: 'Approval',
    acknowledgement: 'Acknowledgement',
    solicitation: 'Invitation to a survey',
    response: 'Survey answers',
    attempt: 'Assessment attempt',
    'anonymous-response': 'Anonymous survey answers',
    result: 'Result',
    trace: 'Activity record',
    support: 'Support',
    review: 'Review',
    lifecycle: 'Entry or exit',
    import: 'Imported history',
    'external-certificate': 'Certificate from elsewhere',
    certificate: 'Certificate',
    issuance: 'Issue of a badge',
    status: 'Status',
    action: 'Improvement',
    figure: 'Published figure',
    grant: 'Role given',
    dossier: 'Dossier',
    device: 'Device',
    erasure: 'Erasure',
    key: 'Keys of the organisation',
    continue: 'Continuation of the register',
  },
  authors: {
    organisation: 'the organisation',
    nobody: 'nobody by name',
    learner: 'the learner',
    trainer: 'the trainer',
    tutor: 'the tutor',
    manager: 'the manager',
    signatory: 'the signatory',
    company: 'the company',
    guardian: 'the guardian',
    funder: 'the funder',
    recovery: 'the organisation’s first key',
    successor: 'a key that the organisation announced',
  },
  requirements: { 'half-days-signed': 'Half-days signed', 'survey-answered': 'Survey answered' },
  requirementReasons: {
    'half-days-signed': '{done} of {asked} signed on time',
    'survey-answered': '{done} of {asked} answered',
  },
  requirementStates: {
    met: 'met',
    partly: 'partly',
    missing: 'missing',
    'not-applicable': 'not applicable',
    'needs-human-review': 'for a person to review',
  },
  report: {
    name: '“{name}”',
    nameless: 'an organisation that is not named here',
    intact: 'Nothing was changed since it was signed.',
    intactPartly: 'Nothing was found changed. But:',
    pinned: '{name}. The fingerprint is the one that you got elsewhere: {origin}.',
    pinnedSomewhere: '{name}. The fingerprint is the one that you gave.',
    selfDeclared: 'Says {name}. Compare this fingerprint with one that you got elsewhere:',
    examined:
      'Says {name}. The fingerprint that you gave comes from what is being examined, and a forger would have printed it there too. Compare this one with one that you got elsewhere:',
    differs:
      'Not the organisation whose fingerprint you gave ({origin}). Calls itself {name}, and has this fingerprint:',
    claims: 'Says {name}. As it is not intact, that means little.',
    notFingerprint:
      'What you typed is not a fingerprint: that has four groups of five letters and digits. Compare with this one:',
    calls: 'Its domain, as it says: {names}',
    complete: 'Every record that the dossier states is here.',
    completeNotStated: 'Shows some records, and doesn’t say that these are all.',
    receivedAt: '{kind}, recorded {moment}.',
    receivedFrom: 'All records: {range}',
    noDate: 'It has no date that could be judged.',
    statusNone: 'Holds nothing that could be revoked.',
    statusGood: 'Not revoked on {moment}.',
    keysAsOf: 'The organisation’s keys as of its key record number {n}',
    more: 'and {n} more',
    entry: '{kind}, entry {index}',
    entryOn: '{kind}, {day}, entry {index}',
    streamHole: '{stream}: number {from}',
    streamHoles: '{stream}: numbers {from} to {to}',
    streamLonger: '{stream}: stated up to {stated}, and there is a number {found}',
    several: '{n} files',
    requirements: 'What the dossier concludes',
    requirementsNote: 'The organisation’s own conclusions, sealed with the rest. The records they rest on are below.',
    certificate: 'What the certificate says',
    certificateNote: 'Hold these lines against the paper: only what stands here was sealed.',
    requirement: '{name}: {state} ({reason})',
    records: 'The records ({n})',
    recordsMore: 'The other {n} are in the report file.',
    signedBy: 'Signed by {author}',
    madeBy: 'Made by {author}',
    written: 'Signed, by their own clock',
    received: 'Received',
    after: 'After',
    afterSize: 'entry {size} of {log}',
    late: 'late',
    notIntact: 'Something fails here, see above.',
    technical: 'Digests and keys',
    organisationKey: 'Key of the organisation',
    act: 'Digest',
    place: 'Place',
    file: 'File',
    save: 'Save the report',
    fileName: 'report',
    zone: 'Times are {zone}.',
  },
  counted: {
    records: { one: '{n} record', other: '{n} records' },
    signatures: { one: '{n} signature', other: '{n} signatures' },
    stubs: {
      one: '{n} more is withheld; its place is proved',
      other: '{n} more are withheld; their places are proved',
    },
    recordsOf: { one: '{stream}: {n} record', other: '{stream}: {n} records' },
  },
  page: {
    title: 'Check a certificate, a receipt or a dossier',
    lead: 'Paraph seals what was signed. This page says whether it is still the same, who sealed it, and what it can’t tell.',
    drop: 'Drop the file here',
    dropHere: 'Let go to check it',
    choose: 'Choose files',
    kinds:
      'Certificates and receipts end in .paraph.json; a dossier is a ZIP. Several at once are checked against each other.',
    private: 'Nothing leaves this device: the page has no network.',
    checking: 'Checking …',
    opening: 'Opening the file …',
    progress: '{done} of {total} records',
    again: 'Check something else',
    who: 'Who issued it?',
    whoLead:
      'Everybody can give themselves any name. The fingerprint can’t be copied: compare it with one that you got from the organisation by another way.',
    haveFingerprint: 'I have the organisation’s fingerprint',
    fingerprint: 'Fingerprint of the organisation',
    fingerprintHint: 'Four groups of five letters and digits',
    origin: 'Where did you get it?',
    originNone: 'Please choose',
    compare: 'Compare',
    missingFingerprint: 'Type or paste the fingerprint.',
    wrongFingerprint: 'That is not a fingerprint: it has four groups of five letters and digits.',
    missingOrigin: 'Say where you got it: a fingerprint from what you are checking proves nothing.',
    kept: 'It is used for the file that you drop next.',
    remembered: 'Compared with {fingerprint}, from: {origin}.',
    forget: 'Forget it',
    tooLarge: '“{name}” is larger than anything that Paraph makes, so it was not read.',
    unexpected: 'Something went wrong in this page, not in your file. Reload it and try again.',
    language: 'Language',
    trust:
      'Trust this page if you got it elsewhere than from whoever gave you the file. It is one file, works offline, and can be kept.',
    offline: 'Paraph verifier',
  },
  command: {
    usage: `Checks what Paraph recorded: certificates and receipts (*.paraph.json) and dossiers (ZIP). Nothing leaves this machine.

Usage: npx @paraph/verifier FILE… [options]

  --fingerprint X   the organisation’s fingerprint, got elsewhere than from the files
  --from WHERE      where you got it: agreement, website, letter, telephone, earlier,
                    examined (the very file, paper or QR code), or words of your own
  --json            the report as JSON, the same bytes as from the page
  --language CODE   en or fr; default: that of the system
  --zone NAME       time zone of the times, such as Europe/Paris; default: the system’s
  --version         prints the version
  --help            prints this

Ends with 0 when everything asked is answered well, 1 when something fails, 2 when
something could not be judged (an issuer that was not compared, for example), 64 when
the command itself is wrong.`,
    noFiles: 'Name at least one file. --help says more.',
    cannotOpen: '{name} can’t be opened: {cause}.',
    isFolder: '{name} is a folder. Name the files, or the dossier’s ZIP.',
    tooLarge: '{name} is larger than anything that Paraph makes; it was not read.',
    needsFrom:
      '--fingerprint needs --from: where did you get it? One from the file or paper that you check establishes nothing (--from examined).',
    needsFingerprint: '--from says where a fingerprint comes from; give it with --fingerprint.',
    language: '--language is en or fr, not {value}.',
    zone: '--zone is a time zone such as Europe/Paris, not {value}.',
  },
};
