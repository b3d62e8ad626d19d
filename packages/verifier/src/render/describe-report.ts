import type { Finding, Report, ReportedAct, VerdictAnswer } from '@paraph/core/bundle';
import type { Headline } from '../texts/en.js';
import { quote, type Speech } from '../texts/speak.js';
import { type FingerprintOrigin, fingerprintOrigins } from '../verify.js';
import { type DescribedAct, describeActs } from './describe-acts.js';
import { describeFindings, type FoundThing, kindOf, streamName } from './describe-findings.js';

/** How an answer looks: with a sign and a word, never by colour alone. */
export type Tone = 'good' | 'compare' | 'failed' | 'neutral';

/** One answer in words. */
export interface DescribedAnswer {
  readonly id: 'unreadable' | 'intact' | 'byWhom' | 'complete' | 'when' | 'status' | 'notJudged';
  readonly tone: Tone;
  /** "By whom". */
  readonly name: string;
  readonly sentences: readonly string[];
  /** To compare, in its groups. */
  readonly fingerprint?: string;
  /** What was found, each with where. */
  readonly found: readonly FoundThing[];
  /** Figures and remarks, in small print. */
  readonly remarks: readonly string[];
}

/** A requirement of the dossier's profile in words. */
export interface DescribedRequirement {
  readonly name: string;
  readonly state: string;
  readonly reason: string;
  readonly tone: Tone;
}

/** A report in words: what {@link renderReport} draws and the command prints. */
export interface DescribedReport {
  readonly headline: string;
  /** What it means and what to do, where the answers don't say it. */
  readonly advice?: string;
  readonly tone: Tone;
  /** What it is, and the file's name. */
  readonly what: string;
  readonly answers: readonly DescribedAnswer[];
  readonly requirements: readonly DescribedRequirement[];
  /** What each certificate that is intact says, line by line. */
  readonly certificates: readonly (readonly string[])[];
  readonly acts: readonly DescribedAct[];
  /** How many more acts there are than are told. */
  readonly actsLeft: number;
  /** In which zone the times are. */
  readonly zone?: string;
}

const fileCodes = new Set(['file-differs', 'file-missing', 'file-unlisted']);

/** Says a report in words. */
export function describeReport(report: Report, speech: Speech): DescribedReport {
  const headline = headlineOf(report);
  const unread = headline === 'unreadable' || headline === 'nothing';
  const { acts, left } = describeActs(report, speech);
  const [first] = report.acts;
  return {
    headline: speech.fill(speech.texts.headlines[headline], { name: nameOf(report, speech) }),
    ...(speech.texts.advice[headline] === '' ? {} : { advice: speech.typeset(speech.texts.advice[headline]) }),
    tone: toneOfHeadline(headline),
    what: whatOf(report, speech),
    answers: unread ? unreadableOf(report, speech) : answersOf(report, speech),
    requirements: report.requirements.map((one) => describeRequirement(one, speech)),
    certificates: report.certificates.filter(({ intact }) => intact).map((one) => linesOf(one, speech)),
    acts,
    actsLeft: left,
    ...(first ? { zone: speech.fill(speech.texts.report.zone, { zone: speech.zone(first.received) }) } : {}),
  };
}

/** Which headline a report has: what is worst comes first. */
export function headlineOf({ files, intact, byWhom, complete, when, status }: Report): Headline {
  if (files.length === 0) return 'nothing';
  if (files.every(({ kind }) => kind === 'unreadable')) return 'unreadable';
  if (intact.state === 'failed') return intact.findings.every(({ code }) => fileCodes.has(code)) ? 'files' : 'failed';
  if (byWhom.state === 'failed') return 'other-issuer';
  if (when.state === 'failed' || status.state === 'failed') return 'failed';
  if (complete.state === 'failed') return 'incomplete';
  if (intact.state === 'not-judged' || complete.state === 'not-judged') return 'partly';
  if (byWhom.findings.some(({ code }) => code === 'fingerprint-unreadable')) return 'fingerprint-unreadable';
  if (byWhom.state !== 'good') return 'compare';
  return complete.state === 'good' ? 'good-dossier' : 'good';
}

function toneOfHeadline(headline: Headline): Tone {
  switch (headline) {
    case 'good':
    case 'good-dossier':
      return 'good';
    case 'compare':
    case 'partly':
    case 'fingerprint-unreadable':
      return 'compare';
    default:
      return 'failed';
  }
}

function answersOf(report: Report, speech: Speech): DescribedAnswer[] {
  const answers = [
    intactOf(report, speech),
    byWhomOf(report, speech),
    completeOf(report, speech),
    whenOf(report, speech),
    statusOf(report, speech),
  ];
  const said = new Set(report.intact.findings.map((one) => JSON.stringify(one)));
  const notJudged = report.notJudged.filter((one) => !said.has(JSON.stringify(one)));
  if (notJudged.length === 0) return answers;
  return [...answers, answer('notJudged', 'neutral', speech, { found: describeFindings(notJudged, report, speech) })];
}

function unreadableOf(report: Report, speech: Speech): DescribedAnswer[] {
  if (report.intact.findings.length === 0) return [];
  return [answer('unreadable', 'neutral', speech, { found: describeFindings(report.intact.findings, report, speech) })];
}

function intactOf(report: Report, speech: Speech): DescribedAnswer {
  const { intact } = report;
  const { report: texts, counted } = speech.texts;
  const figures = [speech.count(counted.records, intact.records), speech.count(counted.signatures, intact.signatures)];
  const remarks = [
    ...(intact.records > 0 ? [figures.join(', ')] : []),
    ...(intact.stubs > 0 ? [speech.count(counted.stubs, intact.stubs)] : []),
  ];
  if (intact.state === 'good') return answer('intact', 'good', speech, { sentences: [texts.intact], remarks });
  const found = describeFindings(intact.findings, report, speech);
  return intact.state === 'failed'
    ? answer('intact', 'failed', speech, { found, remarks })
    : answer('intact', 'compare', speech, { sentences: [texts.intactPartly], found, remarks });
}

function byWhomOf(report: Report, speech: Speech): DescribedAnswer {
  const { byWhom, organisation } = report;
  const { report: texts } = speech.texts;
  const { text, tone } = issuerText(report, speech);
  const values = { name: nameOf(report, speech), origin: originOf(byWhom.from, speech) };
  const domains = (organisation?.names ?? []).map((one) => one.replace(/^did:web:/, '').replaceAll(':', '/'));
  return answer('byWhom', tone, speech, {
    sentences: [speech.fill(text, values)],
    remarks: domains.length > 0 ? [speech.fill(texts.calls, { names: domains.join(', ') })] : [],
    ...(organisation && tone !== 'neutral' ? { fingerprint: organisation.fingerprint } : {}),
  });
}

function issuerText({ byWhom, intact }: Report, { texts: { report: texts } }: Speech): { text: string; tone: Tone } {
  const has = (code: Finding['code']) => byWhom.findings.some((one) => one.code === code);
  if (byWhom.state === 'good')
    return { text: byWhom.from === undefined ? texts.pinnedSomewhere : texts.pinned, tone: 'good' };
  if (has('fingerprint-differs')) return { text: texts.differs, tone: 'failed' };
  // Nobody should compare with care who issued what isn't intact.
  if (intact.state === 'failed') return { text: texts.claims, tone: 'neutral' };
  if (has('fingerprint-unreadable')) return { text: texts.notFingerprint, tone: 'compare' };
  return { text: byWhom.from === 'examined' ? texts.examined : texts.selfDeclared, tone: 'compare' };
}

function completeOf(report: Report, speech: Speech): DescribedAnswer {
  const { complete } = report;
  const { report: texts, counted } = speech.texts;
  if (complete.state === 'not-stated')
    return answer('complete', 'neutral', speech, { sentences: [texts.completeNotStated] });
  const remarks = complete.streams
    .filter(({ until }) => until > 0)
    .map(({ of, until }) => speech.count(counted.recordsOf, until, { stream: streamName(of, speech) }));
  return complete.state === 'good'
    ? answer('complete', 'good', speech, { sentences: [texts.complete], remarks })
    : answer('complete', toneOf(complete), speech, {
        found: describeFindings(complete.findings, report, speech),
        remarks,
      });
}

function whenOf(report: Report, speech: Speech): DescribedAnswer {
  const { when, acts } = report;
  const { report: texts, findings } = speech.texts;
  const newest = acts.reduce<ReportedAct | undefined>(
    (last, one) => (last && last.received > one.received ? last : one),
    undefined,
  );
  const sentence = newest
    ? speech.fill(texts.receivedAt, { kind: kindOf(newest.kind, speech), moment: speech.moment(newest.received) })
    : texts.noDate;
  const isOne = when.from === undefined || when.from === when.until;
  const range = isOne
    ? []
    : [speech.fill(texts.receivedFrom, { range: speech.days(when.from, when.until ?? when.from) })];
  const plain = when.findings.filter(({ code }) => code === 'time-by-organisation');
  const rest = when.findings.filter(({ code }) => code !== 'time-by-organisation');
  return answer('when', toneOf(when), speech, {
    sentences: [sentence],
    found: describeFindings(rest, report, speech),
    remarks: [...range, ...plain.map(({ code }) => findings[code])],
  });
}

function statusOf(report: Report, speech: Speech): DescribedAnswer {
  const { status } = report;
  const { report: texts } = speech.texts;
  const remarks = status.keysAsOf > 0 ? [speech.fill(texts.keysAsOf, { n: status.keysAsOf })] : [];
  if (status.state === 'not-stated')
    return answer('status', 'neutral', speech, { sentences: [texts.statusNone], remarks });
  if (status.state === 'good' && status.asOf !== undefined)
    return answer('status', 'good', speech, {
      sentences: [speech.fill(texts.statusGood, { moment: speech.day(status.asOf) })],
      remarks,
    });
  return answer('status', toneOf(status), speech, {
    sentences: status.findings.map(({ code }) => speech.texts.findings[code]),
    remarks,
  });
}

function answer(
  id: DescribedAnswer['id'],
  tone: Tone,
  speech: Speech,
  parts: Partial<Pick<DescribedAnswer, 'sentences' | 'found' | 'remarks' | 'fingerprint'>>,
): DescribedAnswer {
  const { sentences = [], found = [], remarks = [], ...rest } = parts;
  const typeset = (texts: readonly string[]) => texts.map((text) => speech.typeset(text));
  return {
    id,
    tone,
    name: speech.texts.answers[id],
    sentences: typeset(sentences),
    found,
    remarks: typeset(remarks),
    ...rest,
  };
}

/** What no one could have judged better from a file is no reproach to it. */
function toneOf({ state }: VerdictAnswer): Tone {
  return state === 'good' ? 'good' : state === 'failed' ? 'failed' : 'neutral';
}

function nameOf({ organisation }: Report, speech: Speech): string {
  const { name, nameless } = speech.texts.report;
  return organisation?.name === undefined ? nameless : speech.fill(name, { name: organisation.name });
}

/** Where a fingerprint was got: a code in the reader's language, other words as they were given. */
export function originOf(from: string | undefined, { texts }: Speech): string {
  const isCode = (fingerprintOrigins as readonly (string | undefined)[]).includes(from);
  return isCode ? texts.origins[from as FingerprintOrigin] : (from ?? '');
}

function whatOf(report: Report, speech: Speech): string {
  const { files, acts } = report;
  const { report: texts, kinds } = speech.texts;
  const [file] = files;
  if (!file) return '';
  const last = acts.filter(({ kind }) => kind !== 'key').at(-1);
  const kind = files.some((one) => one.kind === 'dossier') ? kinds.dossier : last && kindOf(last.kind, speech);
  const names = files.length === 1 ? quote(file.name) : speech.fill(texts.several, { n: files.length });
  return kind === undefined ? names : `${kind} · ${names}`;
}

function describeRequirement(one: Report['requirements'][number], speech: Speech): DescribedRequirement {
  const { requirements, requirementReasons, requirementStates } = speech.texts;
  const reason = Object.hasOwn(requirementReasons, one.requirement) ? requirementReasons[one.requirement] : undefined;
  const { done, asked } = one as { done?: unknown; asked?: unknown };
  const isKnown = reason !== undefined && typeof done === 'number' && typeof asked === 'number';
  return {
    name: pick(requirements, one.requirement),
    state: pick(requirementStates, one.state),
    reason: isKnown ? speech.fill(reason, { done, asked }) : quote(one.reason),
    tone: one.state === 'met' ? 'good' : one.state === 'missing' || one.state === 'partly' ? 'compare' : 'neutral',
  };
}

/** The printed lines, in the reader's language where the certificate has it. */
function linesOf({ holder, printed }: Report['certificates'][number], speech: Speech): string[] {
  const own = Object.hasOwn(printed, speech.language) ? printed[speech.language] : Object.values(printed)[0];
  if (!own) return [quote(holder)];
  const { heading, holder: name, programme, statement, period, hours, rule, date } = own;
  return [heading, name, programme, statement, period, hours, rule, date].map(quote);
}

const pick = (texts: Readonly<Record<string, string>>, name: string): string =>
  (Object.hasOwn(texts, name) ? texts[name] : undefined) ?? quote(name);
