import type { Method } from '@paraph/core/model';
import type { Agenda, SessionCard } from '@paraph/core/wire';
import { css, html, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { AttendanceOutcome } from './attendance-outcome.js';
import type { Connection } from './connection/connection.js';
import { type Draft, languageFor, sign, wordsOf } from './connection/sign.js';
import { defineElement } from './define-element.js';
import { ParaphKeptEvent, ParaphRecordedEvent, ParaphRefusedEvent, ParaphSignEvent } from './events.js';
import { inkImage } from './ink-image.js';
import type { Texts } from './localize.js';
import type { OutboxEntry } from './outbox/outbox.js';
import { errorOfEntry } from './outbox/outcome.js';
import { type CommonState, ParaphElement } from './paraph-element.js';
import { ParaphPad } from './paraph-pad.js';
import { cardToShow, moments, nextChange } from './session-card.js';
import { fields } from './styles/fields.js';

/** What `<paraph-attendance>` can show, beside {@link CommonState}. */
export const attendanceStates = [
  'empty',
  'before',
  'open',
  'overdue',
  'no-storage',
  'review',
  'signing',
  'kept',
  'recorded',
  'late',
  'done',
  'refused',
  'after',
  'closed',
  'imported',
] as const;
/** See {@link attendanceStates}. */
export type AttendanceState = (typeof attendanceStates)[number];

/**
 * A half-day to sign (French: émargement): its exact words, the signature, and what became of it.
 *
 * @summary A half-day to sign, and what became of the signature.
 * @tagname paraph-attendance
 * @slot - Shown until the element has something to show.
 * @fires {ParaphSignEvent} paraph-sign - Before signing; `preventDefault()` stops it.
 * @fires {ParaphKeptEvent} paraph-kept - Signed and kept on this device.
 * @fires {ParaphRecordedEvent} paraph-recorded - Sealed: it stands in the ledger.
 * @fires {ParaphRefusedEvent} paraph-refused - Refused for good.
 * @csspart card - The card.
 * @csspart words - The words that are signed.
 * @csspart state - What happened.
 * @csspart button - The one filled button.
 * @example
 * ```html
 * <paraph-attendance session="urn:uuid:6f0c…"></paraph-attendance>
 * ```
 */
export class ParaphAttendance extends ParaphElement<AttendanceState> {
  /** @internal */
  static override styles = [
    ...ParaphElement.styles,
    fields,
    css`
      .signature {
        display: grid;
        gap: 0.25rem;
        padding: 0.75rem 1rem;
        background: var(--_sunken);
        border-radius: var(--_radius-inner);
      }

      .signature .ink {
        block-size: 6.5rem;
        max-inline-size: 100%;
      }

      .signature .typed {
        font-size: 1.25em;
        font-weight: 550;
      }
    `,
  ];

  /**
   * Identifier of the half-day. Default: the one that the person can sign now, else the next one.
   * @attr
   */
  @property({ reflect: true }) session: string | undefined;

  #card: SessionCard | undefined;
  #method: Method | undefined;
  #reason = '';
  #entry: OutboxEntry | undefined;
  #storage: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #watched: Connection | undefined;
  #outcome: AttendanceOutcome | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    defineElement('paraph-pad', ParaphPad);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#watch(undefined);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (changed.has('session') && changed.get('session') !== undefined) void this.reload();
  }

  protected override async load(connection: Connection, signal: AbortSignal): Promise<void> {
    const [agenda, outbox] = await Promise.all([connection.agenda(), connection.outbox()]);
    const { organisation, person } = agenda;
    const entries = (await outbox.list({ organisation, person })).filter(({ kind }) => kind === 'attendance');
    const unsent = new Set(entries.map(({ about }) => about.session as string));
    const device = await connection.device();
    if (signal.aborted) return;
    this.#watch(connection);
    this.#storage = device.storage;
    this.#card = cardToShow(agenda, { session: this.session, unsent });
    this.#entry = entries.findLast(({ about }) => about.session === this.#card?.session.statement.about.session);
    await this.#show(this.#stateOf(connection));
    this.#schedule(connection);
    void this.#fetchAhead(connection, agenda);
  }

  #stateOf(connection: Connection): AttendanceState {
    const card = this.#card;
    if (card === undefined) return 'empty';
    if (card.recorded !== undefined) return card.recorded.late ? 'late' : 'done';
    if (this.#entry?.state === 'kept') return 'kept';
    if (this.#entry?.state === 'refused') return 'refused';
    if (this.#entry?.state === 'recorded') return this.#entry.late === true ? 'late' : 'done';
    const moment = moments(card, connection.now);
    if (moment === 'open' && this.#storage === 'none') return 'no-storage';
    return moment === 'late' ? 'overdue' : moment;
  }

  /** Shows a state; what an outcome looks like is fetched with the first one. */
  async #show(state: AttendanceState, options: { say?: string; focus?: boolean } = {}): Promise<void> {
    if (this.#outcome === undefined && !needed.has(state)) {
      const { AttendanceOutcome } = await import('./attendance-outcome.js');
      this.#outcome = new AttendanceOutcome();
    }
    this.enter(state, options);
  }

  /** When a window opens or closes while the page stays open, the card follows. */
  #schedule(connection: Connection): void {
    clearTimeout(this.#timer);
    const next = this.#card === undefined ? undefined : nextChange(this.#card, connection.now);
    const writing = this.state === 'review' || this.state === 'signing';
    if (next === undefined || writing || next - connection.now > 86_400_000) return;
    this.#timer = setTimeout(
      () => void this.#show(this.#stateOf(connection)).catch((error) => this.fail(error)),
      next - connection.now + 500,
    );
  }

  async #fetchAhead(connection: Connection, agenda: Agenda): Promise<void> {
    const soon = agenda.sessions.filter(
      (card) =>
        card.recorded === undefined &&
        ['before', 'open', 'late'].includes(moments(card, connection.now)) &&
        Date.parse(card.session.statement.window.from) - connection.now < 86_400_000,
    );
    await connection.permits.askAhead(soon.map((card) => ({ kind: 'attendance', about: aboutOf(card) })));
  }

  protected override content(texts: Texts): unknown {
    const card = this.#card;
    if (card === undefined) return this.message('neutral', texts.attendance.empty, texts.attendance.emptyText);
    return html`${this.#heading(card)}${this.#body(card, texts)}`;
  }

  #heading(card: SessionCard): unknown {
    const printed = this.localize.pick(card.session.statement.printed);
    return html`
      <div class="heading">
        <p class="eyebrow">${printed?.programme}</p>
        <h2 class="title" tabindex="-1">${printed?.title}</h2>
      </div>
    `;
  }

  #body(card: SessionCard, texts: Texts): unknown {
    const { attendance } = texts;
    const { window } = card.session.statement;
    const at = (instant: string) => this.localize.time(instant);
    const day = (instant: string) => this.localize.day(instant, this.connection?.now ?? Date.now());
    switch (this.state) {
      case 'before':
        return html`${this.#facts(card, texts)}<p class="small">${attendance.opens(day(window.from), at(window.from))}</p>`;
      case 'open':
      case 'no-storage':
      case 'overdue':
        return this.#form(card, texts);
      case 'review':
      case 'signing':
        return this.#review(card, texts);
      case 'kept':
        return this.#kept(texts);
      default:
        return this.#outcome?.render({
          state: this.state,
          card,
          entry: this.#entry,
          connection: this.connection,
          localize: this.localize,
          texts,
          facts: this.#facts(card, texts),
          message: (tone, heading, text) => this.message(tone, heading, text),
          faultDetails: (own, fault) => this.faultDetails(own, fault),
          onAgain: () => this.#again(),
          requestUpdate: () => this.requestUpdate(),
        });
    }
  }

  #facts(card: SessionCard, { attendance }: Texts): unknown {
    const { statement } = card.session;
    const printed = this.localize.pick(statement.printed);
    if (printed === undefined) return nothing;
    const { start, end, zone } = statement.schedule;
    const there = `${this.localize.time(start, zone)}–${this.localize.time(end, zone)}`;
    const here = `${this.localize.time(start)}–${this.localize.time(end)}`;
    return html`
      <dl class="facts">
        <dt>${attendance.when}</dt>
        <dd class="numbers">${attendance.times(printed.start, printed.end, printed.zone)}</dd>
        ${here === there ? nothing : html`<dt>${attendance.yourTime}</dt><dd class="numbers">${here}</dd>`}
        <dt>${attendance.trainer}</dt>
        <dd>${printed.trainers}</dd>
        <dt>${attendance.where}</dt>
        <dd>${printed.place}</dd>
      </dl>
    `;
  }

  #form(card: SessionCard, texts: Texts): unknown {
    const { attendance } = texts;
    const draft = this.#draft(card);
    const words = draft && wordsOf(draft);
    if (words === undefined) return this.message('failed', attendance.noWords, attendance.noWordsText);
    const { until, lateUntil } = card.session.statement.window;
    const now = this.connection?.now ?? Date.now();
    const overdue = this.state === 'overdue';
    return html`
      ${this.#facts(card, texts)}
      ${
        overdue
          ? this.message(
              'waiting',
              attendance.overdue(this.localize.day(until, now), this.localize.time(until)),
              attendance.overdueText(this.localize.day(lateUntil, now), this.localize.time(lateUntil)),
            )
          : nothing
      }
      ${this.state === 'no-storage' ? this.message('waiting', attendance.noStorage, attendance.noStorageText) : nothing}
      <p class="words" part="words" lang=${draft?.language ?? nothing}><span class="intent">${words.split('\n').at(-1)}</span></p>
      <paraph-pad required .value=${this.#method}></paraph-pad>
      ${
        overdue
          ? html`
              <div class="field">
                <label for="reason">${attendance.reason}</label>
                <textarea id="reason" maxlength="1000" .value=${this.#reason} @input=${this.#writeReason}></textarea>
              </div>
            `
          : nothing
      }
      <div class="actions"><button class="button" part="button" @click=${this.#toReview}>${attendance.toReview}</button></div>
      ${this.#whatIsKept(texts)}
    `;
  }

  #whatIsKept({ attendance }: Texts): unknown {
    return html`
      <details>
        <summary>${attendance.whatIsKept}</summary>
        <p class="small">${attendance.whatIsKeptText}</p>
      </details>
    `;
  }

  #review(card: SessionCard, texts: Texts): unknown {
    const { attendance } = texts;
    const draft = this.#draft(card);
    const words = (draft && wordsOf(draft)) ?? '';
    const lines = words.split('\n');
    const busy = this.state === 'signing';
    return html`
      <p class="text">${attendance.review}</p>
      <p class="words" part="words" lang=${draft?.language ?? nothing}><span class="facts-said">${lines.slice(0, -1).join('\n')}</span><span class="intent">${lines.at(-1)}</span></p>
      ${this.#signature(attendance)}
      ${busy ? nothing : this.notSigned(texts)}
      <div class="actions">
        <button class="button" part="button" aria-disabled=${busy} @click=${busy ? nothing : this.#sign}>
          ${busy ? attendance.signing : attendance.sign}
        </button>
        ${busy ? nothing : html`<button class="quiet" @click=${this.#change}>${attendance.change}</button>`}
      </div>
    `;
  }

  #signature(attendance: Texts['attendance']): unknown {
    const method = this.#method;
    if (method === undefined) return nothing;
    const shown = {
      drawn: () => (method.by === 'drawn' ? inkImage(method.ink, attendance.yourSignature) : nothing),
      typed: () => html`<p class="typed">${method.by === 'typed' ? method.name : nothing}</p>`,
      confirmed: () => html`<p>${attendance.confirmed}</p>`,
    };
    return html`<div class="signature"><p class="hint">${attendance.yourSignature}</p>${shown[method.by]()}</div>`;
  }

  #kept(texts: Texts): unknown {
    const { attendance } = texts;
    const fragile = this.#entry?.fragile === true || this.#storage === 'none';
    const needsToken = ['token', 'unidentified'].includes(this.#entry?.problem?.code ?? '');
    return html`
      ${this.message(
        'waiting',
        needsToken ? attendance.keptToken : attendance.kept,
        fragile ? attendance.keptFragile : needsToken ? attendance.keptTokenText : attendance.keptText,
      )}
      <div class="actions"><button class="quiet" @click=${this.#sendNow}>${attendance.sendNow}</button></div>
    `;
  }

  #draft(card: SessionCard): Draft | undefined {
    const { session, enrolment } = card;
    const draft = {
      kind: 'attendance' as const,
      about: aboutOf(card),
      relies: [session, enrolment],
      members: {
        ...(this.#method === undefined ? {} : { method: this.#method }),
        ...(this.#reason.trim() === '' ? {} : { reason: this.#reason.trim() }),
      },
    };
    const wanted = [
      this.localize.language,
      enrolment.statement.language ?? 'en',
      ...Object.keys(session.statement.printed),
    ];
    const language = languageFor(draft, wanted);
    return language === undefined ? undefined : { ...draft, language };
  }

  #writeReason(event: Event): void {
    this.#reason = (event.target as HTMLTextAreaElement).value;
  }

  #toReview(): void {
    const pad = this.renderRoot.querySelector<ParaphPad>('paraph-pad');
    if (pad === null || !pad.reportValidity()) {
      pad?.focus();
      return;
    }
    this.#method = pad.value;
    this.fault = undefined;
    this.enter('review', { focus: true });
  }

  #change(): void {
    if (this.connection !== undefined) this.enter(this.#stateOf(this.connection), { focus: true });
  }

  async #sign(): Promise<void> {
    const { connection } = this;
    const card = this.#card;
    const draft = card && this.#draft(card);
    const words = draft && wordsOf(draft);
    if (connection === undefined || draft === undefined || words === undefined) return;
    const asked = new ParaphSignEvent({ kind: draft.kind, about: draft.about, words });
    if (!this.dispatchEvent(asked)) return;
    this.fault = undefined;
    this.enter('signing');
    try {
      this.#entry = await sign(connection, draft);
      this.dispatchEvent(new ParaphKeptEvent(this.#entry.act));
      await this.#deliver(connection, this.#entry);
    } catch (error) {
      // Nothing was signed yet: what was drawn or typed stays where it is.
      this.fail(error);
      if (this.state !== 'expired') this.enter('review', { say: this.faultSentence });
    }
  }

  async #deliver(connection: Connection, entry: OutboxEntry): Promise<void> {
    const outbox = await connection.outbox();
    // A network that neither answers nor fails must not keep anybody waiting: it is kept, and that is said.
    await Promise.race([outbox.deliver({ now: true }), new Promise((resolve) => setTimeout(resolve, 8_000))]);
    await this.#follow(connection, entry);
  }

  /** Shows what became of the act that this card is about. */
  async #follow(
    connection: Connection,
    { organisation, person, act }: Pick<OutboxEntry, 'organisation' | 'person' | 'act'>,
  ): Promise<void> {
    const before = this.#entry?.state;
    const entry = await (await connection.outbox()).find({ organisation, person, act });
    if (entry === undefined) return;
    this.#entry = entry;
    const texts = this.localize.texts?.attendance;
    const focus = this.state === 'signing';
    if (entry.state === 'recorded' && this.state !== 'recorded' && this.state !== 'late') {
      const state = entry.late === true ? 'late' : 'recorded';
      await this.#show(state, { focus, say: texts?.said[state] ?? '' });
      this.dispatchEvent(new ParaphRecordedEvent({ act: entry.act, record: entry.record ?? '' }));
      void connection.agenda({ fresh: true }).catch(() => undefined);
    } else if (entry.state === 'refused' && before !== 'refused') {
      await this.#show('refused', { focus, say: texts?.said.refused ?? '' });
      const error = errorOfEntry(entry);
      if (error !== undefined) this.dispatchEvent(new ParaphRefusedEvent({ act: entry.act, error }));
    } else if (entry.state === 'kept')
      this.enter('kept', { focus, say: this.state === 'kept' ? '' : (texts?.said.kept ?? '') });
  }

  #watch(connection: Connection | undefined): void {
    if (this.#watched === connection) return;
    void this.#watched?.outbox().then((outbox) => outbox.removeEventListener('change', this.#changed));
    this.#watched?.removeEventListener('agenda', this.#changed);
    this.#watched = connection;
    void connection?.outbox().then((outbox) => outbox.addEventListener('change', this.#changed));
    connection?.addEventListener('agenda', this.#changed);
  }

  #changed = (event: Event): void => {
    const { connection } = this;
    if (connection === undefined || this.state === 'signing' || this.state === 'review') return;
    if (event.type === 'agenda') {
      // What was just recorded stays in sight; the rest of the page has changed.
      if (this.state !== 'recorded' && this.state !== 'late') void this.reload();
      return;
    }
    if (this.#entry?.state === 'kept') void this.#follow(connection, this.#entry);
  };

  async #sendNow(): Promise<void> {
    const { connection } = this;
    if (connection !== undefined && this.#entry !== undefined) await this.#deliver(connection, this.#entry);
  }

  async #again(): Promise<void> {
    const { connection } = this;
    if (connection === undefined || this.#entry === undefined) return;
    await (await connection.outbox()).forget(this.#entry);
    this.#entry = undefined;
    this.#method = undefined;
    await connection.agenda({ fresh: true }).catch(() => undefined);
    await this.reload();
  }
}

/** What a learner needs to sign, also without a network. */
const needed: ReadonlySet<AttendanceState> = new Set<AttendanceState>([
  'empty',
  'before',
  'open',
  'overdue',
  'no-storage',
  'review',
  'signing',
  'kept',
]);

function aboutOf({ session, enrolment }: SessionCard): Draft['about'] {
  const { programme, session: id } = session.statement.about;
  const { enrolment: enrolled, learner } = enrolment.statement.about;
  return { programme, session: id, enrolment: enrolled, learner } as Draft['about'];
}
