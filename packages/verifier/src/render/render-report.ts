import { type Report, writeReport } from '@paraph/core/bundle';
import { type Language, quote, Speech } from '../texts/speak.js';
import { build, type Child, sign } from './build.js';
import type { DescribedAct } from './describe-acts.js';
import type { FoundThing } from './describe-findings.js';
import { type DescribedAnswer, type DescribedReport, describeReport } from './describe-report.js';

/** Options of {@link renderReport} and {@link writeReportText}. */
export interface RenderOptions {
  readonly language: Language;
  /** IANA time zone of the moments. Default: that of the machine. */
  readonly zone?: string;
  /** The language with the reader's region (`en-US`), so that dates read as they are used to. Default: the bare language. */
  readonly locale?: string;
}

/**
 * Draws a report: the headline, the answers apart, and behind "details" the records, digests and keys. Goes under {@link reportStyles}.
 *
 * @param report what {@link verify} gave
 * @returns one `<article class="report">`. Its heading can take the focus, so that a page can lead there
 *
 * @example
 * ```ts
 * import { renderReport, reportStyles, verify } from '@paraph/verifier';
 *
 * export async function show(file: File, root: ShadowRoot): Promise<void> {
 *   const report = await verify([{ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }]);
 *   const sheet = new CSSStyleSheet();
 *   sheet.replaceSync(reportStyles);
 *   root.adoptedStyleSheets = [sheet];
 *   root.replaceChildren(renderReport(report, { language: 'en' }));
 * }
 * ```
 */
export function renderReport(report: Report, { language, ...options }: RenderOptions): DocumentFragment {
  const speech = new Speech(language, options);
  const described = describeReport(report, speech);
  const fragment = document.createDocumentFragment();
  fragment.append(
    build('article', { class: `report ${described.tone}`, lang: language }, [
      build('header', { class: 'heading' }, [
        build('p', { class: 'eyebrow' }, [described.what]),
        build('h2', { class: 'title', tabindex: -1 }, [sign(described.tone), build('span', {}, [described.headline])]),
        described.advice !== undefined && build('p', { class: 'advice' }, [described.advice]),
      ]),
      build(
        'dl',
        { class: 'answers' },
        described.answers.map((one) => renderAnswer(one, speech)),
      ),
      ...described.certificates.map((lines) => renderCertificate(lines, speech)),
      described.requirements.length > 0 && renderRequirements(described, speech),
      build('div', { class: 'folded' }, [
        described.acts.length > 0 && renderActs(described, report.acts.length, speech),
        renderTechnical(report, speech),
      ]),
      build('div', { class: 'actions' }, [saveButton(report, speech)]),
    ]),
  );
  return fragment;
}

function renderAnswer({ id, tone, name, sentences, fingerprint, found, remarks }: DescribedAnswer, { texts }: Speech) {
  return build('div', { class: `answer ${tone}`, 'data-answer': id }, [
    build('dt', {}, [
      sign(tone),
      build('span', {}, [name, build('span', { class: 'visually-hidden' }, [` (${texts.states[tone]})`])]),
    ]),
    build('dd', {}, [
      ...sentences.map((text) => build('p', {}, [text])),
      fingerprint !== undefined && renderFingerprint(fingerprint),
      ...found.map(renderFound),
      ...remarks.map((text) => build('p', { class: 'small' }, [text])),
    ]),
  ]);
}

function renderFound({ sentence, places }: FoundThing): HTMLElement {
  return build('div', { class: 'found' }, [
    build('p', {}, [sentence]),
    places.length > 0 &&
      build(
        'ul',
        { class: 'small places' },
        places.map((place) => build('li', {}, [place])),
      ),
  ]);
}

function renderFingerprint(fingerprint: string): HTMLElement {
  const groups = fingerprint.split(' ').flatMap((group, at) => [at > 0 && ' ', build('span', {}, [group])]);
  return build('code', { class: 'fingerprint' }, groups);
}

function renderCertificate([heading = '', ...lines]: readonly string[], speech: Speech): HTMLElement {
  return build('section', { class: 'requirements certificate' }, [
    build('h3', {}, [speech.typeset(speech.texts.report.certificate)]),
    build('p', { class: 'small' }, [speech.typeset(speech.texts.report.certificateNote)]),
    build('p', { class: 'certified' }, [heading]),
    ...lines.map((line) => build('p', {}, [line])),
  ]);
}

function renderRequirements({ requirements }: DescribedReport, speech: Speech): HTMLElement {
  const { requirements: title, requirementsNote } = speech.texts.report;
  return build('section', { class: 'requirements' }, [
    build('h3', {}, [speech.typeset(title)]),
    build('p', { class: 'small' }, [speech.typeset(requirementsNote)]),
    build(
      'ul',
      {},
      requirements.map(({ name, state, reason, tone }) =>
        build('li', {}, [
          build('span', {}, [name]),
          ' ',
          build('span', { class: `tag ${tone}` }, [state]),
          build('span', { class: 'small reason' }, [reason]),
        ]),
      ),
    ),
  ]);
}

function renderActs({ acts, actsLeft, zone }: DescribedReport, n: number, speech: Speech): HTMLElement {
  const { records, recordsMore } = speech.texts.report;
  return build('details', {}, [
    build('summary', {}, [speech.fill(records, { n })]),
    zone !== undefined && build('p', { class: 'small' }, [zone]),
    build(
      'ol',
      { class: 'acts' },
      acts.map((act) => renderAct(act, speech)),
    ),
    actsLeft > 0 && build('p', { class: 'small' }, [speech.fill(recordsMore, { n: actsLeft })]),
  ]);
}

function renderAct({ kind, author, facts, words, intact, act, place }: DescribedAct, { texts }: Speech): HTMLElement {
  return build('li', { class: intact ? 'act' : 'act failed' }, [
    build('p', { class: 'act-kind' }, [kind]),
    build('p', { class: 'small' }, [author]),
    !intact && build('p', { class: 'tag failed' }, [sign('failed'), texts.report.notIntact]),
    words.length > 0 && build('p', { class: 'words' }, [words.join('\n')]),
    renderFacts([
      ...facts,
      { name: texts.report.place, value: place, mono: true },
      { name: texts.report.act, value: act, mono: true },
    ]),
  ]);
}

interface Fact {
  readonly name: string;
  readonly value: string;
  readonly mono?: boolean;
}

function renderFacts(facts: readonly Fact[]): HTMLElement {
  const rows = facts.map(({ name, value, mono = false }) =>
    build('div', {}, [build('dt', {}, [name]), build('dd', { class: mono && 'mono' }, [value])]),
  );
  return build('dl', { class: 'facts' }, rows);
}

function renderTechnical({ files, organisation }: Report, { texts }: Speech): HTMLElement {
  const { technical, file, organisationKey } = texts.report;
  return build('details', {}, [
    build('summary', {}, [technical]),
    renderFacts([
      ...files.flatMap(({ name, digest }) => [
        { name: file, value: quote(name) },
        { name: texts.report.act, value: digest, mono: true },
      ]),
      ...(organisation ? [{ name: organisationKey, value: organisation.key, mono: true }] : []),
    ]),
  ]);
}

/** Saves the report for machines: the same bytes as `writeReport` gives anywhere. */
function saveButton(report: Report, { texts }: Speech): Child {
  const button = build('button', { type: 'button', class: 'quiet' }, [texts.report.save]);
  button.addEventListener('click', () => {
    const address = URL.createObjectURL(new Blob([writeReport(report)], { type: 'application/json' }));
    build('a', { href: address, download: `${reportName(report, texts.report.fileName)}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  });
  return button;
}

function reportName({ files }: Report, suffix: string): string {
  const name = (files[0]?.name ?? 'paraph').replace(/(\.paraph)?\.[^.]*$/, '').replaceAll(/[^\p{L}\p{N}._-]+/gu, '-');
  return `${name === '' ? 'paraph' : name}.${suffix}`;
}
