import type { Certificate, PrintedCertificate } from '@paraph/core/model';
import type { Organisation } from '../../organisation/organisation.js';
import { escapeHtml as e } from '../../pages/security.js';
import { localeOf, plainSpaces } from '../../plan/locale.js';
import type { DossierContent } from '../dossier-content.js';
import { hoursTable } from './hours.js';
import { definitions, type PaperOptions, paper } from './paper.js';
import { sheets } from './sheets.js';
import { type PaperTexts, paperTexts, reasonIn } from './texts.js';

export interface PapersOptions {
  /** Milliseconds since 1970. */
  readonly made: number;
  /** The page of a certificate, which is printed as text beside it. */
  readonly page: (certificate: string) => string;
  /** Whether the verifier lies beside the papers. */
  readonly verifier: boolean;
}

/** The papers of a dossier by path: a cover that links the rest, in English and French. */
export function papers(
  organisation: Organisation,
  content: DossierContent,
  options: PapersOptions,
): Map<string, string> {
  const first = content.plan.programme.statement.languages[0]?.startsWith('fr') ? 'fr' : 'en';
  const found = new Map<string, string>();
  for (const spoken of first === 'fr' ? (['fr', 'en'] as const) : (['en', 'fr'] as const)) {
    const set = new PaperSet(organisation, content, { ...options, language: spoken });
    found.set(spoken === first ? 'index.html' : `index.${spoken}.html`, set.cover({ first: spoken === first }));
    found.set(`documents/sheets.${spoken}.html`, set.sheets());
    found.set(`documents/hours.${spoken}.html`, set.hours());
    if (content.certificate)
      found.set(`documents/certificate.${spoken}.html`, set.certificate(content.certificate.statement));
  }
  return found;
}

class PaperSet {
  readonly #organisation: Organisation;
  readonly #content: DossierContent;
  readonly #options: PapersOptions & { readonly language: 'en' | 'fr' };
  readonly #texts: PaperTexts;

  constructor(
    organisation: Organisation,
    content: DossierContent,
    options: PapersOptions & { readonly language: 'en' | 'fr' },
  ) {
    this.#organisation = organisation;
    this.#content = content;
    this.#options = options;
    this.#texts = paperTexts[options.language];
  }

  cover({ first }: { readonly first: boolean }): string {
    const { language, made, verifier } = this.#options;
    const t = this.#texts;
    const { enrolment, standing, certificate } = this.#content;
    const other = language === 'fr' ? 'en' : 'fr';
    const otherCover = first ? `index.${other}.html` : 'index.html';
    const link = (path: string, text: string) => `<li><a href="${path}">${e(text)}</a></li>`;
    return this.#paper(
      t.dossier,
      `<p><a href="${otherCover}" hreflang="${other}" lang="${other}">${e(paperTexts[other].otherLanguage)}</a></p>
<p>${e(t.funder)}</p>
${definitions([
  [t.learner, enrolment.statement.learner.name],
  [t.programme, this.#title],
  [t.made, this.#day(made)],
  [t.fingerprint, this.#organisation.fingerprint],
  [t.history, this.#organisation.options.log],
])}
<h2>${e(t.contents)}</h2>
<ul>
${link(`documents/sheets.${language}.html`, t.sheets)}
${link(`documents/hours.${language}.html`, t.hours)}
${certificate ? link(`documents/certificate.${language}.html`, t.certificate) : `<li>${e(t.noCertificate)}</li>`}
</ul>
<h2>${e(t.requirements)}</h2>
<ul>
${standing.states.map((one) => `<li>${e(`${t.states[one.state] ?? one.state}${t.colon}${reasonIn(t, one)}`)}</li>`).join('\n')}
</ul>
<h2>${e(t.howToVerify)}</h2>
<p>${e(t.verify)}</p>
${verifier ? `<p><a href="verifier.html">verifier.html</a></p>` : ''}
<p>${e(t.withheld)}</p>`,
    );
  }

  sheets(): string {
    return this.#paper(
      this.#texts.sheets,
      sheets(this.#content, { language: this.#options.language, texts: this.#texts }),
    );
  }

  hours(): string {
    return this.#paper(
      this.#texts.hours,
      hoursTable(this.#content, { language: this.#options.language, texts: this.#texts }),
    );
  }

  certificate({ printed, about }: Certificate): string {
    const lines = (printed[this.#options.language] ?? Object.values(printed)[0]) as PrintedCertificate;
    return this.#paper(
      lines.heading,
      `<p class="holder">${e(lines.holder)}</p>
<p>${e(lines.programme)}</p>
<p>${e(lines.period)}</p>
<p>${e(lines.hours)}</p>
<p>${e(lines.statement)}</p>
<p class="small">${e(lines.rule)}</p>
<p>${e(lines.date)}</p>
<p class="small">${e(this.#options.page(about.certificate))}<br>${e(this.#texts.fingerprint)} ${e(this.#organisation.fingerprint)}</p>`,
    );
  }

  get #title(): string {
    const { title } = this.#content.plan.programme.statement;
    return title[this.#options.language] ?? Object.values(title)[0] ?? '';
  }

  #paper(title: string, content: string): string {
    const { name, address, registration } = this.#content.plan.programme.statement.provider;
    const letterhead = [
      name,
      ...(address === undefined ? [] : [address]),
      ...(registration === undefined ? [] : [`${this.#texts.registration} ${registration}`]),
    ];
    return paper(content, { language: this.#options.language, title, letterhead } satisfies PaperOptions);
  }

  #day(at: number): string {
    return plainSpaces(
      new Intl.DateTimeFormat(localeOf(this.#options.language), { dateStyle: 'long', timeZone: 'UTC' }).format(at),
    );
  }
}
