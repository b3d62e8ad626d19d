import type { Report } from '@paraph/core/bundle';
import { css, html, nothing, type PropertyValues, unsafeCSS } from 'lit';
import { property } from 'lit/decorators.js';
import type { Connection } from './connection/connection.js';
import { ParaphVerifiedEvent } from './events.js';
import { iconFile, iconTurn } from './icons.js';
import type { Texts } from './localize.js';
import { ParaphElement } from './paraph-element.js';
import { fields } from './styles/fields.js';

/** What `<paraph-verify>` can show. It needs no connection. */
export const verifyStates = ['ready', 'reading', 'report'] as const;
/** See {@link verifyStates}. */
export type VerifyState = (typeof verifyStates)[number];

/** A file that the page has already. */
export interface FileToVerify {
  readonly name: string;
  /** Its text; or its bytes. */
  readonly text?: string;
  readonly bytes?: Uint8Array;
}

type Verifier = typeof import('@paraph/verifier');

/**
 * Examines a receipt, a certificate or a dossier, on the reader's own device; what is examined is sent nowhere.
 *
 * @summary Examines a receipt, a certificate or a dossier.
 * @tagname paraph-verify
 * @fires {ParaphVerifiedEvent} paraph-verified - A file was examined.
 * @csspart card - The card in which a file is chosen.
 * @csspart report - The report.
 * @example
 * ```html
 * <paraph-verify></paraph-verify>
 * ```
 */
export class ParaphVerify extends ParaphElement<VerifyState> {
  /** @internal */
  static override styles = [
    ...ParaphElement.styles,
    fields,
    css`
      .all {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--_space);
      }

      .drop {
        display: grid;
        justify-items: center;
        gap: 0.75rem;
        padding: clamp(1.25rem, 6cqi, 2.5rem) 1rem;
        border: 2px dashed var(--_strong-line);
        border-radius: var(--_radius-inner);
        text-align: center;
      }

      .drop.over {
        border-color: var(--_accent);
        background: var(--_accent-soft);
      }

      .drop svg {
        inline-size: 2rem;
        block-size: 2rem;
        color: var(--_muted);
      }

      .drop strong {
        font-weight: 650;
        text-wrap: balance;
      }

      #compare {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 0.5rem 0.75rem;
        align-items: end;
      }

      #compare .hint,
      #compare label {
        grid-column: 1 / -1;
      }

      input[type='text'] {
        font-family: var(--_font-mono);
      }

      :host([plain]) .report {
        border: 0;
        padding: 0;
        border-block-start: 1px solid var(--_line);
        border-radius: 0;
        padding-block-start: var(--_space);
      }

      .folds {
        display: grid;
        gap: var(--_space);
      }

      @container (max-width: 24rem) {
        #compare {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  /**
   * Whether only the report shows, without a border: inside another card. Default: not.
   * @attr
   */
  @property({ type: Boolean, reflect: true }) plain = false;

  /** A file that the page has already; it is examined at once. */
  @property({ attribute: false }) file: FileToVerify | undefined;

  /**
   * The organisation's fingerprint, where the page has it from elsewhere than the file.
   * @attr
   */
  @property() fingerprint: string | undefined;

  #inputs: { name: string; bytes: Uint8Array }[] = [];
  #typed = '';
  #report: Report | undefined;
  #verifier: Verifier | undefined;
  #progress: { done: number; total: number } | undefined;
  #over = false;

  constructor() {
    super();
    this.enter('ready');
  }

  /** The last report; `undefined` before. */
  get report(): Report | undefined {
    return this.#report;
  }

  /**
   * Examines files.
   *
   * @param files one or several; contradictions are looked for across all of them
   */
  async verify(files: readonly FileToVerify[]): Promise<void> {
    this.#inputs = files.map(({ name, text, bytes }) => ({
      name,
      bytes: bytes ?? new TextEncoder().encode(text ?? ''),
    }));
    await this.#examine();
  }

  protected override load(_connection: Connection): Promise<void> {
    return Promise.resolve();
  }

  override async reload(): Promise<void> {
    if (this.#inputs.length > 0) await this.#examine();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (changed.has('file') && this.file !== undefined) void this.verify([this.file]);
    const place = this.renderRoot.querySelector('.place');
    if (place !== null && this.#report !== undefined && this.#verifier !== undefined && this.state === 'report') {
      const language = this.localize.language === 'fr' ? 'fr' : 'en';
      const key = `${language} ${this.#report.exitCode} ${this.#drawn}`;
      if (place.getAttribute('data-drawn') !== key) {
        place.setAttribute('data-drawn', key);
        place.replaceChildren(this.#verifier.renderReport(this.#report, { language, locale: this.localize.locale }));
        if (this.plain) fold(place, this.localize.texts?.common.details ?? '');
      }
    }
  }

  #drawn = 0;

  protected override render(): unknown {
    const { texts } = this.localize;
    if (texts === undefined) return html`<slot></slot>`;
    return html`
      <div class="all" part="card">${this.content(texts)}</div>
      <p class="visually-hidden" role="status">${this.state === 'reading' ? texts.verify.reading : nothing}</p>
    `;
  }

  protected override content({ verify: own }: Texts): unknown {
    switch (this.state) {
      case 'reading':
        return html`
          <div class=${this.plain ? '' : 'card'}>
            <p class="waiting-line">
              ${iconTurn}<span>${own.reading}</span>
              ${this.#progress === undefined || this.#progress.total === 0 ? nothing : html`<span class="small numbers">${own.progress(this.#progress.done, this.#progress.total)}</span>`}
            </p>
          </div>
        `;
      case 'report':
        return html`
          <div class="place" part="report"></div>
          ${this.plain ? nothing : html`<div class="card">${this.#compare(own)}<div class="actions">${this.#choose(own.another, 'button second')}</div></div>`}
        `;
      default:
        return html`
          <div class="card">
            <h2 class="title">${own.title}</h2>
            <div class="drop ${this.#over ? 'over' : ''}" @dragover=${this.#drag} @dragleave=${this.#leave} @drop=${this.#drop}>
              ${iconFile}<strong>${own.ready}</strong>${this.#choose(own.choose, 'button')}
            </div>
            <p class="small">${own.readyText}</p>
          </div>
        `;
    }
  }

  #choose(label: string, kind: string): unknown {
    return html`
      <input class="visually-hidden" id="file" type="file" tabindex="-1" aria-hidden="true" multiple accept=".json,.zip,application/json,application/zip" @change=${this.#chosen} />
      <button class=${kind} part="button" @click=${this.#ask}>${label}</button>
    `;
  }

  #compare(own: Texts['verify']): unknown {
    return html`
      <form id="compare" @submit=${this.#submit}>
        <label class="label" for="fingerprint">${own.fingerprintField}</label>
        <input id="fingerprint" type="text" autocomplete="off" spellcheck="false" autocapitalize="characters" aria-describedby="fingerprint-hint" .value=${this.#typed} />
        <button class="button second" type="submit">${own.compare}</button>
        <p class="hint" id="fingerprint-hint">${own.fingerprintHint}</p>
      </form>
    `;
  }

  async #examine(): Promise<void> {
    this.#progress = undefined;
    this.enter('reading');
    // The verifier is a chunk of its own: only who checks something fetches it.
    this.#verifier ??= await this.#loadVerifier();
    const fingerprint = this.#typed.trim() || this.fingerprint;
    this.#report = await this.#verifier.verify(this.#inputs, {
      ...(fingerprint === undefined || fingerprint === '' ? {} : { fingerprint, from: 'website' }),
      onProgress: (done, total) => {
        this.#progress = { done, total };
        this.requestUpdate();
      },
    });
    this.#drawn += 1;
    this.enter('report', { focus: !this.plain });
    this.dispatchEvent(new ParaphVerifiedEvent(this.#report.exitCode));
  }

  async #loadVerifier(): Promise<Verifier> {
    const verifier = await import('@paraph/verifier');
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(unsafeCSS(verifier.reportStyles).cssText);
    const root = this.renderRoot as ShadowRoot;
    root.adoptedStyleSheets = [sheet, ...root.adoptedStyleSheets];
    return verifier;
  }

  #ask(): void {
    this.renderRoot.querySelector<HTMLInputElement>('#file')?.click();
  }

  async #take(files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    await this.verify(
      await Promise.all(
        files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
      ),
    );
  }

  #chosen(event: Event): void {
    void this.#take([...((event.target as HTMLInputElement).files ?? [])]);
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    this.#typed = this.renderRoot.querySelector<HTMLInputElement>('#fingerprint')?.value ?? '';
    void this.#examine();
  }

  #drag(event: DragEvent): void {
    event.preventDefault();
    this.#over = true;
    this.requestUpdate();
  }

  #leave(): void {
    this.#over = false;
    this.requestUpdate();
  }

  #drop(event: DragEvent): void {
    event.preventDefault();
    this.#over = false;
    void this.#take([...(event.dataTransfer?.files ?? [])]);
  }
}

/** Inside another card the headline is read first; the answers, records and keys wait behind "Details". */
function fold(place: Element, label: string): void {
  const report = place.querySelector('.report');
  if (report === null) return;
  const [, ...rest] = report.children;
  const summary = document.createElement('summary');
  summary.textContent = label;
  const folds = document.createElement('div');
  folds.className = 'folds';
  folds.append(...rest);
  const details = document.createElement('details');
  details.append(summary, folds);
  report.append(details);
}
