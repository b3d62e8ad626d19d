import type { Finding, FindingCode, Report, ReportedAct } from '@paraph/core/bundle';
import type { UnreadableReason } from '../archive/unreadable.js';
import { quote, type Speech } from '../texts/speak.js';

/** Something that was found: one sentence for all findings of a code, and each place where it was. */
export interface FoundThing {
  readonly code: FindingCode;
  readonly sentence: string;
  readonly places: readonly string[];
}

const shownPlaces = 5;

/** Says findings in words, one sentence a code, in the order in which they were found. */
export function describeFindings(findings: readonly Finding[], report: Report, speech: Speech): FoundThing[] {
  const byCode = new Map<string, Finding[]>();
  for (const finding of findings) {
    const name = `${finding.code} ${finding.values?.reason ?? ''}`;
    const group = byCode.get(name);
    if (group) group.push(finding);
    else byCode.set(name, [finding]);
  }
  return [...byCode.values()].map((group) => {
    const { code } = group[0] as Finding;
    const places = [...new Set(group.map((one) => placeOf(one, report, speech)).filter((one) => one !== undefined))];
    const left = places.length - shownPlaces;
    return {
      code,
      sentence: speech.typeset(sentenceOf(group[0] as Finding, speech)),
      places: left > 1 ? [...places.slice(0, shownPlaces), speech.fill(speech.texts.report.more, { n: left })] : places,
    };
  });
}

function sentenceOf({ code, values }: Finding, { texts }: Speech): string {
  const reason = code === 'unreadable' ? values?.reason : undefined;
  return typeof reason === 'string' && Object.hasOwn(texts.reasons, reason)
    ? texts.reasons[reason as UnreadableReason]
    : texts.findings[code];
}

function placeOf(finding: Finding, report: Report, speech: Speech): string | undefined {
  const subject = subjectOf(finding, report, speech);
  const { file } = finding;
  const isOneOfSeveral = report.files.length > 1 && file !== undefined && file !== finding.subject;
  if (!isOneOfSeveral)
    return finding.subject === report.files[0]?.name && report.files.length === 1 ? undefined : subject;
  return subject === undefined ? quote(file) : `${quote(file)} · ${subject}`;
}

function subjectOf({ code, subject, values = {} }: Finding, report: Report, speech: Speech): string | undefined {
  const { report: texts } = speech.texts;
  if (subject === undefined) return undefined;
  switch (code) {
    case 'stream-hole': {
      const { from, to } = values;
      return speech.fill(from === to ? texts.streamHole : texts.streamHoles, {
        ...values,
        stream: streamName(subject, speech),
      });
    }
    case 'stream-longer':
      return speech.fill(texts.streamLonger, { ...values, stream: streamName(subject, speech) });
    case 'stream-not-stated':
      return streamName(subject, speech);
    default: {
      const act = report.acts.find((one) => one.act === subject || `${one.log}#${one.index}` === subject);
      return act ? actName(act, speech) : quote(subject);
    }
  }
}

/** "Attendance, 24 November 2026, entry 12". */
export function actName({ kind, received, index }: ReportedAct, speech: Speech): string {
  return speech.fill(speech.texts.report.entryOn, { kind: kindOf(kind, speech), day: speech.day(received), index });
}

/** A kind in the reader's words; one that isn't known stands as it is. */
export function kindOf(kind: string, { texts }: Speech): string {
  return (Object.hasOwn(texts.kinds, kind) ? texts.kinds[kind] : undefined) ?? quote(kind);
}

/** What a stream is of: `enrolment:urn:uuid:…` is "the enrolment". */
export function streamName(of: string, { texts }: Speech): string {
  const [kind = '', ...rest] = of.split(':');
  const { plan, programme, organisation } = texts.streams;
  if (kind === 'plan') {
    const subject = rest.join(':');
    const name = subject.startsWith('urn:uuid:') ? programme : subject.includes('thumbprint') ? organisation : plan;
    return name ?? quote(of);
  }
  return (Object.hasOwn(texts.streams, kind) ? texts.streams[kind] : undefined) ?? quote(of);
}
