import type { Report } from '@paraph/core/bundle';
import { quote, Speech } from '../texts/speak.js';
import type { DescribedAct } from './describe-acts.js';
import { type DescribedAnswer, type DescribedReport, describeReport, type Tone } from './describe-report.js';
import type { RenderOptions } from './render-report.js';

const width = 80;
const marks: Readonly<Record<Tone, string>> = { good: '✓', compare: '?', failed: '✗', neutral: '·' };

/**
 * Writes a report as plain text, for a terminal or a mail: the same sentences as {@link renderReport} draws.
 *
 * @example
 * ```ts
 * import { verify, writeReportText } from '@paraph/verifier';
 * const report = await verify([{ name: 'empty.paraph.json', bytes: new Uint8Array() }]);
 * console.log(writeReportText(report, { language: 'en' }).split('\n')[0]); // This can’t be read.
 * ```
 */
export function writeReportText(report: Report, { language, ...options }: RenderOptions): string {
  const speech = new Speech(language, options);
  const described = describeReport(report, speech);
  const column = Math.max(...described.answers.map(({ name }) => name.length)) + 4;
  const parts = [
    [
      ...wrap(described.headline),
      ...(described.advice === undefined ? [] : wrap(described.advice)),
      ...wrap(described.what),
    ],
    ...described.answers.map((one) => answerLines(one, { column, speech })),
    ...described.certificates.map((lines) => [
      speech.typeset(speech.texts.report.certificate),
      ...lines.flatMap((line) => wrap(line, { indent: 2 })),
    ]),
    ...requirementLines(described, speech),
    ...actLines(described, report, speech),
    technicalLines(report, speech),
  ];
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function answerLines(
  { tone, name, sentences, fingerprint, found, remarks }: DescribedAnswer,
  { column, speech }: { readonly column: number; readonly speech: Speech },
): string[] {
  const state = tone === 'good' || tone === 'neutral' ? '' : `${speech.texts.states[tone]}. `;
  const [first = '', ...others] = [
    ...sentences,
    ...found.flatMap(({ sentence, places }) => [sentence, ...places.map(dash)]),
  ];
  const said = [
    ...wrap(first === '' ? state.trim() : `${tone === 'failed' ? state : ''}${first}`, { indent: column }),
    ...(fingerprint === undefined ? [] : ['', `${' '.repeat(column)}${fingerprint}`, '']),
    ...others.flatMap((line) => wrap(line, { indent: column })),
    ...remarks.flatMap((line) => wrap(line, { indent: column })),
  ];
  if (said.at(-1) === '') said.pop();
  const label = `${marks[tone]} ${name}`.padEnd(column);
  return [`${label}${(said[0] ?? '').trimStart()}`, ...said.slice(1)];
}

function requirementLines({ requirements }: DescribedReport, speech: Speech): string[][] {
  if (requirements.length === 0) return [];
  const { requirements: title, requirement } = speech.texts.report;
  const lines = requirements.flatMap(({ name, state, reason }) =>
    wrap(dash(speech.fill(requirement, { name, state, reason }))),
  );
  return [[speech.typeset(title), ...lines]];
}

function actLines(
  { acts, actsLeft, zone }: DescribedReport,
  { acts: { length: n } }: Report,
  speech: Speech,
): string[][] {
  if (acts.length === 0) return [];
  const { records, recordsMore } = speech.texts.report;
  const left = actsLeft > 0 ? [speech.fill(recordsMore, { n: actsLeft })] : [];
  const title = [speech.fill(records, { n }), ...(zone === undefined ? [] : [zone])].join(' · ');
  return [[title, ...acts.flatMap((act) => oneAct(act, speech)), ...left]];
}

function oneAct({ kind, author, facts, intact, place }: DescribedAct, { texts }: Speech): string[] {
  const mark = intact ? '' : ` ${marks.failed} ${texts.report.notIntact}`;
  const times = facts.map(({ name, value }) => `${name} ${value}`);
  return [...wrap(dash(`${kind} · ${author} · ${place}${mark}`)), ...wrap(times.join(' · '), { indent: 4 })];
}

function technicalLines({ files, organisation }: Report, { texts }: Speech): string[] {
  const { technical, organisationKey } = texts.report;
  return [
    technical,
    ...files.flatMap(({ name, digest }) => [dash(quote(name)), `    ${digest}`]),
    ...(organisation ? [dash(organisationKey), `    ${organisation.key}`] : []),
  ];
}

const dash = (line: string): string => `  – ${line}`;

/** Breaks at spaces; what has none stays whole, so that it can be copied. */
function wrap(text: string, { indent = 0 }: { readonly indent?: number } = {}): string[] {
  const lead = /^ */.exec(text)?.[0] ?? '';
  const hang = ' '.repeat(indent + (lead === '' ? 0 : lead.length + 2));
  const lines: string[] = [];
  let line = ' '.repeat(indent) + lead;
  let isEmpty = true;
  for (const word of text.trim().split(' ')) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = hang;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}
