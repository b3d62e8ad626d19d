import type { CertificateView } from '@paraph/core/wire';
import { mediaTypes, paths } from '@paraph/core/wire';
import { css, html, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { Connection } from './connection/connection.js';
import type { Texts } from './localize.js';
import { ParaphElement } from './paraph-element.js';
import { qrImage } from './qr-code.js';
import { saveFile } from './save-file.js';

/** What `<paraph-certificate>` can show, beside the states that all elements share. */
export const certificateStates = ['empty', 'certificate'] as const;
/** See {@link certificateStates}. */
export type CertificateState = (typeof certificateStates)[number];

/**
 * A certificate to read, print and download: what the organisation states, in its own printed words, with the code that opens it.
 *
 * @summary A certificate to read, print and download.
 * @tagname paraph-certificate
 * @slot - Shown until the element has something to show.
 * @csspart sheet - The sheet of paper.
 * @csspart code - The QR code.
 * @csspart actions - Print and download; not printed.
 * @cssprop [--paraph-font-paper=Palatino, Georgia, serif] - Font of what is certified.
 * @example
 * ```html
 * <paraph-certificate certificate="urn:uuid:6f0c…"></paraph-certificate>
 * ```
 */
export class ParaphCertificate extends ParaphElement<CertificateState> {
  /** @internal */
  static override styles = [
    ...ParaphElement.styles,
    css`
      .paper {
        container-type: inline-size;
      }

      /* Paper is paper in the dark too: black on white, as it will be printed. */
      .sheet {
        display: grid;
        gap: 1.1rem;
        padding: clamp(1.25rem, 7cqi, 3.5rem);
        background: #fff;
        color: #16203a;
        border: 1px solid light-dark(#d9dce1, #2d3340);
        border-radius: 4px;
        font-family: var(--_font-paper);
        font-size: 1.0625em;
        line-height: 1.55;
        color-scheme: light;
      }

      .letterhead,
      .foot {
        color: #505866;
        font-size: max(13px, 0.8em);
        line-height: 1.5;
      }

      .letterhead {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 1.5rem;
      }

      .letterhead strong {
        color: #16203a;
        font-weight: 600;
      }

      h2 {
        font-size: clamp(1.35em, 5.2cqi, 1.9em);
        line-height: 1.2;
        font-weight: 500;
        letter-spacing: -0.01em;
        text-wrap: balance;
        margin-block-start: clamp(0.5rem, 4cqi, 2rem);
      }

      .holder {
        font-size: clamp(1.5em, 6.5cqi, 2.35em);
        line-height: 1.2;
        text-wrap: balance;
      }

      .stated {
        display: grid;
        gap: 0.5rem;
        max-inline-size: 62ch;
      }

      .programme {
        font-size: 1.2em;
        font-style: italic;
        text-wrap: balance;
      }

      .hours {
        font-variant-numeric: tabular-nums;
        font-weight: 600;
      }

      .rule {
        color: #505866;
        font-size: 0.875em;
      }

      hr {
        border: 0;
        border-block-start: 1px solid #c9ced6;
        inline-size: 100%;
        margin: 0;
      }

      .foot {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 1rem 1.5rem;
        align-items: end;
      }

      .foot div {
        display: grid;
        gap: 0.375rem;
      }

      .foot a {
        color: #1f3799;
        overflow-wrap: anywhere;
      }

      .fingerprint {
        font-family: var(--_font-mono);
        font-size: 0.95em;
        color: #16203a;
        white-space: nowrap;
      }

      .qr {
        display: block;
        inline-size: 6.5rem;
        block-size: 6.5rem;
      }

      .actions {
        margin-block-start: 1rem;
      }

      .actions + p {
        margin-block-start: 0.5rem;
      }

      @container (max-width: 24rem) {
        .foot {
          grid-template-columns: minmax(0, 1fr);
          justify-items: start;
        }
      }

      @media print {
        .actions,
        .actions ~ p {
          display: none;
        }

        .sheet {
          border: 0;
          padding: 0;
          color: #000;
          font-size: 12pt;
        }

        .letterhead,
        .foot,
        .rule,
        .foot a,
        .fingerprint,
        .letterhead strong {
          color: #000;
        }

        .foot a {
          text-decoration: none;
        }

        .qr {
          inline-size: 30mm;
          block-size: 30mm;
        }

        .sheet,
        .foot {
          break-inside: avoid;
        }
      }
    `,
  ];

  /**
   * Identifier of the certificate. Default: the learner's latest.
   * @attr
   */
  @property({ reflect: true }) certificate: string | undefined;

  #view: CertificateView | undefined;
  #failed = false;

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (changed.has('certificate') && changed.get('certificate') !== undefined) void this.reload();
  }

  protected override async load(connection: Connection, signal: AbortSignal): Promise<void> {
    const id = (this.certificate || undefined) ?? (await connection.agenda()).certificates.at(-1)?.certificate;
    if (id === undefined) {
      connection.addEventListener('agenda', () => void this.reload(), { once: true });
      return this.enter('empty');
    }
    // Whoever has the identifier may see it: it is what the QR code opens.
    this.#view = await connection.get<CertificateView>(paths.certificate(id), { signal, anonymous: true });
    if (!signal.aborted) this.enter('certificate');
  }

  protected override render(): unknown {
    const texts = this.localize.texts;
    return this.state === 'certificate' && texts !== undefined && this.#view !== undefined
      ? this.#paper(this.#view, texts)
      : super.render();
  }

  protected override content({ certificate }: Texts): unknown {
    return this.message('neutral', certificate.empty, certificate.emptyText);
  }

  #paper(view: CertificateView, { certificate: own }: Texts): unknown {
    const { statement } = view.certificate;
    const printed = this.localize.pick(statement.printed);
    if (printed === undefined) return nothing;
    const language = Object.entries(statement.printed).find(([, one]) => one === printed)?.[0];
    return html`
      <div class="paper">
        <article class="sheet" part="sheet" lang=${language ?? nothing} aria-label=${printed.heading}>
          <p class="letterhead"><strong>${printed.provider}</strong>${printed.registration === undefined ? nothing : html`<span>${printed.registration}</span>`}</p>
          <h2 tabindex="-1">${printed.heading}</h2>
          <p class="holder">${printed.holder}</p>
          <div class="stated">
            <p>${printed.statement}</p>
            <p class="programme">${printed.programme}</p>
            <p>${printed.period}</p>
            <p class="hours">${printed.hours}</p>
            <p class="rule">${printed.rule}</p>
          </div>
          <hr />
          <div class="foot">
            <div>
              <p>${printed.date}</p>
              <p lang=${this.localize.language}>${own.check} <a href=${view.link}>${view.link.replace(/^https?:\/\//, '')}</a></p>
              <p lang=${this.localize.language}>${own.fingerprint}: <span class="fingerprint">${view.fingerprint}</span></p>
            </div>
            <div part="code">${qrImage(view.link, own.code)}</div>
          </div>
        </article>
        <div class="actions" part="actions">
          <button class="button" @click=${() => print()}>${own.print}</button>
          <button class="button second" @click=${this.#download}>${own.download}</button>
        </div>
        <p class="small">${own.downloadHint} ${own.status}</p>
        ${this.#failed ? html`<p class="small" role="alert">${own.downloadFailed}</p>` : nothing}
      </div>
    `;
  }

  async #download(): Promise<void> {
    const { connection } = this;
    const id = this.#view?.certificate.statement.about.certificate as string | undefined;
    if (connection === undefined || id === undefined) return;
    try {
      const answer = await connection.request(paths.certificateBundle(id), {
        accept: mediaTypes.bundle,
        anonymous: true,
      });
      saveFile(await answer.blob(), { name: this.localize.texts?.certificate.fileName ?? 'certificate.paraph.json' });
      this.#failed = false;
    } catch {
      this.#failed = true;
    }
    this.requestUpdate();
  }
}
