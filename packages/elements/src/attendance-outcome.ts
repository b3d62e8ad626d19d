import type { ParaphError } from '@paraph/core/errors';
import type { SessionCard } from '@paraph/core/wire';
import { html, nothing, type TemplateResult } from 'lit';
import type { Connection } from './connection/connection.js';
import type { Tone } from './icons.js';
import { loadElement } from './load-element.js';
import type { Localize, Texts } from './localize.js';
import type { OutboxEntry } from './outbox/outbox.js';
import { errorOfEntry, receiptOf } from './outbox/outcome.js';
import { fetchReceipt, saveRefused } from './receipt.js';
import { saveFile } from './save-file.js';

/** What an outcome is drawn from. */
export interface OutcomeContext {
  readonly state: string;
  readonly card: SessionCard;
  readonly entry: OutboxEntry | undefined;
  readonly connection: Connection | undefined;
  readonly localize: Localize;
  readonly texts: Texts;
  readonly facts: unknown;
  readonly message: (tone: Tone, heading: string, text?: unknown) => TemplateResult;
  readonly faultDetails: (texts: Texts, fault: ParaphError | undefined) => unknown;
  /** Signs anew, after a refusal. */
  readonly onAgain: () => void;
  readonly requestUpdate: () => void;
}

/** What became of a half-day: recorded, late, refused, over, closed, or kept elsewhere. Fetched when there is an outcome to show. */
export class AttendanceOutcome {
  #receipt: string | undefined;
  #checking = false;
  #failed = false;

  render(context: OutcomeContext): unknown {
    const { state, card, texts, facts, message, localize, connection } = context;
    const { attendance } = texts;
    const { lateUntil } = card.session.statement.window;
    const now = connection?.now ?? Date.now();
    switch (state) {
      case 'recorded':
      case 'done':
      case 'late':
        return this.#recorded(context);
      case 'refused':
        return refused(context);
      case 'after':
        return html`${facts}${message('neutral', attendance.after, attendance.afterText(localize.day(lateUntil, now), localize.time(lateUntil)))}`;
      case 'closed':
        return html`${facts}${message('neutral', attendance.closed, attendance.closedText)}`;
      case 'imported': {
        const { imported } = card;
        const said =
          imported === undefined
            ? attendance.importedNone
            : attendance.imported(imported.system, texts.programme.mark[imported.mark.state] ?? imported.mark.text);
        return html`${facts}${message('neutral', said, attendance.importedText)}`;
      }
      default:
        return nothing;
    }
  }

  #recorded(context: OutcomeContext): unknown {
    const { state, card, entry, connection, localize, message } = context;
    const { attendance } = context.texts;
    const receipt = receiptOf(card.recorded, entry);
    const when = receipt === undefined ? '' : localize.time(receipt.received);
    const day = receipt === undefined ? '' : localize.day(receipt.received, connection?.now ?? Date.now());
    const file = { name: attendance.receiptName, text: this.#receipt };
    return html`
      ${
        state === 'late' || receipt?.late === true
          ? message('waiting', attendance.late(day, when), attendance.lateText)
          : message('good', attendance.recorded(day, when), attendance.recordedText)
      }
      <div class="actions">
        <button class="quiet" @click=${() => this.#download(context)}>${attendance.download}</button>
        <button class="quiet" aria-expanded=${this.#checking} @click=${() => this.#check(context)}>${attendance.check}</button>
      </div>
      ${this.#failed ? html`<p class="small" role="alert">${attendance.receiptFailed}</p>` : nothing}
      ${this.#checking && this.#receipt !== undefined ? html`<paraph-verify plain .file=${file}></paraph-verify>` : nothing}
    `;
  }

  async #fetch({ card, entry, connection, requestUpdate }: OutcomeContext): Promise<string | undefined> {
    const act = card.recorded?.act ?? entry?.act;
    if (connection === undefined || act === undefined) return undefined;
    try {
      this.#receipt ??= await fetchReceipt(connection, act);
      this.#failed = false;
    } catch {
      this.#failed = true;
    }
    requestUpdate();
    return this.#receipt;
  }

  async #download(context: OutcomeContext): Promise<void> {
    const receipt = await this.#fetch(context);
    if (receipt !== undefined) saveFile(receipt, { name: context.texts.attendance.receiptName });
  }

  async #check(context: OutcomeContext): Promise<void> {
    if (!this.#checking) await Promise.all([this.#fetch(context), loadElement('paraph-verify')]);
    this.#checking = !this.#checking;
    context.requestUpdate();
  }
}

function refused({ entry, texts, message, faultDetails, onAgain }: OutcomeContext): unknown {
  const { attendance, errors } = texts;
  return html`
    ${message('failed', attendance.refused, html`${errors[entry?.problem?.code ?? 'internal']} ${attendance.refusedText}`)}
    <div class="actions">
      <button class="button second" @click=${onAgain}>${attendance.again}</button>
      <button class="quiet" @click=${() => entry && saveRefused(entry)}>${attendance.saveCopy}</button>
    </div>
    ${faultDetails(texts, entry && errorOfEntry(entry))}
  `;
}
