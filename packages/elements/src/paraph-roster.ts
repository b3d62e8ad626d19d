import type { Method, Session } from '@paraph/core/model';
import { type Planned, paths, type Roster, type RosterLine } from '@paraph/core/wire';
import { css, html, nothing, type PropertyValues, svg } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Connection } from './connection/connection.js';
import { follow } from './connection/follow.js';
import { type Draft, languageFor, sign, wordsOf } from './connection/sign.js';
import { defineElement } from './define-element.js';
import {
  ParaphClosedEvent,
  ParaphKeptEvent,
  ParaphRecordedEvent,
  ParaphRefusedEvent,
  ParaphSignEvent,
} from './events.js';
import { iconNo } from './icons.js';
import { inkImage } from './ink-image.js';
import type { Texts } from './localize.js';
import type { OutboxEntry } from './outbox/outbox.js';
import { errorOfEntry } from './outbox/outcome.js';
import { ParaphElement } from './paraph-element.js';
import { ParaphPad } from './paraph-pad.js';
import { saveRefused } from './receipt.js';
import { fields } from './styles/fields.js';
import { figures } from './styles/figures.js';
import { tables } from './styles/tables.js';

/** What `<paraph-roster>` can show, beside the states that all elements share. */
export const rosterStates = ['empty', 'board', 'closing', 'signing', 'kept', 'refused', 'closed'] as const;
/** See {@link rosterStates}. */
export type RosterState = (typeof rosterStates)[number];

/**
 * The trainer's board of a half-day: who has signed, live, and the closing of the sheet with the trainer's own signature.
 *
 * @summary Who has signed a half-day, live; closes the sheet.
 * @tagname paraph-roster
 * @slot - Shown until the element has something to show.
 * @fires {ParaphSignEvent} paraph-sign - Before the closing is signed; `preventDefault()` stops it.
 * @fires {ParaphKeptEvent} paraph-kept - The closing is signed and kept on this device.
 * @fires {ParaphRecordedEvent} paraph-recorded - The closing stands in the ledger.
 * @fires {ParaphClosedEvent} paraph-closed - The sheet is closed.
 * @fires {ParaphRefusedEvent} paraph-refused - The closing was refused for good.
 * @csspart card - The card.
 * @csspart words - The words of the closing.
 * @csspart button - The one filled button.
 * @example
 * ```html
 * <paraph-roster session="urn:uuid:6f0c…"></paraph-roster>
 * ```
 */
export class ParaphRoster extends ParaphElement<RosterState> {
  /** @internal */
  static override styles = [
    ...ParaphElement.styles,
    fields,
    figures,
    tables,
    css`
      .scroll {
        overflow-x: auto;
      }
    `,
  ];

  /**
   * Identifier of the half-day. Default: the one that the trainer leads now, else the next one.
   * @attr
   */
  @property({ reflect: true }) session: string | undefined;

  #leads: readonly Planned<Session>[] = [];
  #chosen: string | undefined;
  #roster: Roster | undefined;
  #role = '';
  #lost = false;
  #fresh = new Set<string>();
  #stream: AbortController | undefined;
  #entry: OutboxEntry | undefined;
  #method: Method | undefined;
  #reason = '';
  #reasonMissing = false;
  /** The figures changed while the closing was being read. */
  #changedMeanwhile = false;
  #watched: Connection | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    defineElement('paraph-pad', ParaphPad);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stream?.abort();
    this.#watch(undefined);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (changed.has('session') && changed.get('session') !== undefined) void this.reload();
  }

  protected override async load(connection: Connection, signal: AbortSignal): Promise<void> {
    const [agenda, outbox] = await Promise.all([connection.agenda(), connection.outbox()]);
    this.#role = agenda.role;
    this.#leads = agenda.leads
      .filter(({ statement }) => statement.asks.attendance)
      .sort((a, b) => (a.statement.schedule.start < b.statement.schedule.start ? -1 : 1));
    const id = this.#chosen ?? (this.session || undefined) ?? this.#current(connection.now);
    if (id === undefined) return this.enter('empty');
    const roster = await connection.get<Roster>(paths.roster(id), { signal });
    const entries = await outbox.list(agenda);
    if (signal.aborted) return;
    connection.setClock(roster.time);
    this.#roster = roster;
    this.#fresh.clear();
    this.#entry = entries.findLast(
      ({ kind, about, state }) => kind === 'closing' && about.session === id && state !== 'recorded',
    );
    this.#watch(connection);
    this.enter(this.#stateNow());
    this.#listen(connection, id);
    if (roster.closed === undefined)
      void connection.permits.askAhead([{ kind: 'closing', about: this.#about(roster) }]);
  }

  #current(now: number): string | undefined {
    const open = (one: Planned<Session>) =>
      Date.parse(one.statement.window.from) <= now && now <= Date.parse(one.statement.window.until);
    const found =
      this.#leads.find(open) ??
      this.#leads.find(({ statement }) => Date.parse(statement.window.from) > now) ??
      this.#leads.at(-1);
    return found?.statement.about.session as string | undefined;
  }

  #stateNow(): RosterState {
    if (this.#roster?.closed !== undefined) return 'closed';
    if (this.#entry?.state === 'kept') return 'kept';
    return this.#entry?.state === 'refused' ? 'refused' : 'board';
  }

  #listen(connection: Connection, id: string): void {
    this.#stream?.abort();
    const stream = new AbortController();
    this.#stream = stream;
    void follow<Roster>(connection, paths.rosterEvents(id), {
      signal: stream.signal,
      onData: (roster) => this.#take(roster),
      onLost: (lost) => {
        this.#lost = lost;
        this.requestUpdate();
      },
    }).catch(() => undefined);
  }

  #take(roster: Roster): void {
    if (roster.lines === undefined) return;
    const before = new Map(this.#roster?.lines.map((line) => [line.enrolment, line.state]));
    const arrived = roster.lines.filter(
      ({ enrolment, state }) => state !== 'expected' && before.get(enrolment) === 'expected',
    );
    for (const { enrolment } of arrived) this.#fresh.add(enrolment);
    const same = roster.closes.list.root === this.#roster?.closes.list.root;
    if (!same && this.state === 'closing') this.#changedMeanwhile = true;
    this.#roster = roster;
    this.#lost = false;
    const said = arrived.map(({ name }) => this.localize.texts?.roster.signedBy(name) ?? '').join(' ');
    const writing = this.state === 'closing' || this.state === 'signing';
    this.enter(writing && roster.closed === undefined ? this.state : this.#stateNow(), { say: said });
  }

  protected override content(texts: Texts): unknown {
    const roster = this.#roster;
    if (roster === undefined) return this.message('neutral', texts.roster.empty, texts.roster.emptyText);
    const { statement } = roster.session;
    const printed = this.localize.pick(statement.printed);
    const signing = this.state === 'closing' || this.state === 'signing';
    return html`
      ${this.#leads.length > 1 && !signing ? this.#choice(texts) : nothing}
      <div class="heading">
        <p class="eyebrow">${printed?.programme}</p>
        <h2 class="title" tabindex="-1">${signing ? texts.roster.closeTitle : printed?.title}</h2>
        ${signing ? nothing : html`<p class="small numbers">${texts.attendance.times(printed?.start ?? '', printed?.end ?? '', printed?.zone ?? '')}</p>`}
      </div>
      ${signing ? this.#closing(roster, texts) : this.#board(roster, texts)}
    `;
  }

  #choice({ roster }: Texts): unknown {
    const chosen = this.#roster?.session.statement.about.session;
    return html`
      <div class="field">
        <label class="small" for="session">${roster.choose}</label>
        <select id="session" @change=${this.#choose}>
          ${this.#leads.map(
            ({ statement }) => html`
              <option value=${statement.about.session as string} ?selected=${statement.about.session === chosen}>${this.localize.pick(statement.printed)?.title}</option>
            `,
          )}
        </select>
      </div>
    `;
  }

  #choose(event: Event): void {
    this.#chosen = (event.target as HTMLSelectElement).value;
    void this.reload();
  }

  #board(roster: Roster, texts: Texts): unknown {
    const { roster: own } = texts;
    const { expected, signed, late } = roster.counts;
    const now = this.connection?.now ?? Date.now();
    const { from } = roster.session.statement.window;
    const nobody = signed + late === 0;
    const opened = now >= Date.parse(from);
    return html`
      <div class="between">
        <p class="count"><b>${signed}</b> ${own.signed(signed, expected)}${late > 0 ? html` · ${own.late(late)}` : nothing}</p>
        ${roster.closed === undefined && !this.#lost ? html`<span class="live">${own.live}</span>` : nothing}
      </div>
      <svg class="bar" role="progressbar" aria-valuemin="0" aria-valuemax=${expected} aria-valuenow=${signed} aria-label=${own.progress(signed, expected)}>
        ${svg`<rect width="${expected === 0 ? 0 : (signed / expected) * 100}%" height="100%" fill="currentColor" />`}
      </svg>
      ${this.#lost ? this.message('waiting', own.lost, own.lostText) : nothing}
      ${this.#outcome(roster, texts)}
      ${
        nobody && roster.closed === undefined
          ? html`<p class="small">${opened ? own.nobodyOpen : own.nobodyText(this.localize.day(from, now), this.localize.time(from))}</p>`
          : nothing
      }
      ${this.#table(roster, own)}
      ${
        this.state === 'board' && opened
          ? html`<div class="actions"><button class="button" part="button" @click=${this.#toClosing}>${own.close}</button></div>`
          : nothing
      }
    `;
  }

  #outcome({ closed }: Roster, texts: Texts): unknown {
    const { roster: own, attendance, errors } = texts;
    if (this.state === 'closed' && closed !== undefined) {
      const now = this.connection?.now ?? Date.now();
      return this.message(
        'good',
        own.closed(this.localize.day(closed.received, now), this.localize.time(closed.received)),
        own.closedBy(closed.by),
      );
    }
    if (this.state === 'kept') {
      return html`
        ${this.message('waiting', own.kept, own.keptText)}
        <div class="actions"><button class="quiet" @click=${this.#sendNow}>${attendance.sendNow}</button></div>
      `;
    }
    if (this.state !== 'refused') return nothing;
    return html`
      ${this.message('failed', own.refused, html`${errors[this.#entry?.problem?.code ?? 'internal']} ${own.refusedText}`)}
      <div class="actions">
        <button class="button second" @click=${this.#again}>${attendance.again}</button>
        <button class="quiet" @click=${() => this.#entry && saveRefused(this.#entry)}>${attendance.saveCopy}</button>
      </div>
      ${this.faultDetails(texts, this.#entry && errorOfEntry(this.#entry))}
    `;
  }

  #table(roster: Roster, own: Texts['roster']): unknown {
    const over = roster.closed !== undefined;
    const sorted = [...roster.lines].sort((a, b) => a.name.localeCompare(b.name, this.localize.language));
    return html`
      <table>
        <thead>
          <tr><th scope="col">${own.learner}</th><th scope="col">${own.signature}</th><th scope="col">${own.stateColumn}</th></tr>
        </thead>
        <tbody>
          ${repeat(
            sorted,
            ({ enrolment }) => enrolment,
            (line) => html`
              <tr class=${this.#fresh.has(line.enrolment) ? 'new' : ''}>
                <th scope="row">${line.name}</th>
                <td>${this.#signature(line, own)}</td>
                <td>${this.#tag(line, own, over)}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    `;
  }

  #signature({ method, name }: RosterLine, own: Texts['roster']): unknown {
    if (method === undefined) return nothing;
    if (method.by === 'drawn') return inkImage(method.ink, own.drawnBy(name));
    return html`<span class="small">${method.by === 'typed' ? own.typed : own.confirmed}</span>`;
  }

  #tag({ state, received }: RosterLine, own: Texts['roster'], over: boolean): unknown {
    const time = received === undefined ? '' : this.localize.time(received);
    if (state === 'signed') return html`<span class="tag good">${time}</span>`;
    if (state === 'late') return html`<span class="tag waiting">${own.lateAt(time)}</span>`;
    return over ? html`<span class="tag failed">${own.missing}</span>` : html`<span class="tag">${own.notYet}</span>`;
  }

  #closing(roster: Roster, texts: Texts): unknown {
    const { roster: own, common } = texts;
    const draft = this.#draft(roster);
    const lines = (wordsOf(draft) ?? '').split('\n');
    const busy = this.state === 'signing';
    const { expected, signed, late } = roster.counts;
    const { end, zone } = roster.session.statement.schedule;
    const early = (this.connection?.now ?? Date.now()) < Date.parse(end);
    return html`
      ${early ? this.message('waiting', own.early(this.localize.time(end, zone))) : nothing}
      ${this.#changedMeanwhile ? this.message('waiting', own.changed) : nothing}
      <p class="text">${own.closeText(Math.max(expected - signed - late, 0))}</p>
      <p class="words" part="words" lang=${draft.language}>
        <span class="facts-said">${lines.slice(0, -1).join('\n')}</span><span class="intent">${lines.at(-1)}</span>
      </p>
      ${
        this.#role === 'manager'
          ? html`
              <div class="field">
                <label for="reason">${own.reason}</label>
                ${this.#reasonMissing ? html`<p class="fault" id="reason-fault" role="alert">${iconNo}<span>${own.reasonMissing}</span></p>` : nothing}
                <textarea
                  id="reason"
                  maxlength="1000"
                  aria-describedby=${this.#reasonMissing ? 'reason-fault' : nothing}
                  aria-invalid=${this.#reasonMissing ? 'true' : nothing}
                  .value=${this.#reason}
                  @input=${this.#writeReason}
                ></textarea>
              </div>
            `
          : nothing
      }
      <paraph-pad required ?disabled=${busy}></paraph-pad>
      ${busy ? nothing : this.notSigned(texts)}
      <div class="actions">
        <button class="button" part="button" aria-disabled=${busy} @click=${busy ? nothing : this.#sign}>${busy ? own.signing : own.sign}</button>
        ${busy ? nothing : html`<button class="quiet" @click=${this.#cancel}>${common.cancel}</button>`}
      </div>
    `;
  }

  #about({ session }: Roster): Draft['about'] {
    const { programme, session: id } = session.statement.about;
    return { programme, session: id } as Draft['about'];
  }

  #draft(roster: Roster): Draft {
    const { upTo, list } = roster.closes;
    const draft = {
      kind: 'closing' as const,
      about: this.#about(roster),
      relies: [roster.session],
      members: {
        ...(this.#method === undefined ? {} : { method: this.#method }),
        upTo,
        list,
        counts: roster.counts,
        ...(this.#reason.trim() === '' ? {} : { reason: this.#reason.trim() }),
      },
    };
    const languages = [this.localize.language, 'en', ...Object.keys(roster.session.statement.printed)];
    return { ...draft, language: languageFor(draft, languages) ?? this.localize.language };
  }

  #writeReason(event: Event): void {
    this.#reason = (event.target as HTMLTextAreaElement).value;
    this.#reasonMissing = false;
  }

  #toClosing(): void {
    this.#changedMeanwhile = false;
    this.fault = undefined;
    this.enter('closing', { focus: true });
  }

  #cancel(): void {
    this.enter(this.#stateNow(), { focus: true });
  }

  async #sign(): Promise<void> {
    const { connection } = this;
    const pad = this.renderRoot.querySelector<ParaphPad>('paraph-pad');
    if (connection === undefined || this.#roster === undefined || pad === null) return;
    this.#reasonMissing = this.#role === 'manager' && this.#reason.trim() === '';
    this.requestUpdate();
    if (this.#reasonMissing) return this.renderRoot.querySelector<HTMLElement>('#reason')?.focus();
    if (!pad.reportValidity()) return pad.focus();
    this.#method = pad.value;
    const draft = this.#draft(this.#roster);
    if (!this.dispatchEvent(new ParaphSignEvent({ kind: draft.kind, about: draft.about, words: wordsOf(draft) ?? '' })))
      return;
    this.fault = undefined;
    this.enter('signing');
    try {
      this.#entry = await sign(connection, draft);
      this.dispatchEvent(new ParaphKeptEvent(this.#entry.act));
      await this.#deliver(connection);
    } catch (error) {
      this.fail(error);
      if (this.state !== 'expired') this.enter('closing', { say: this.faultSentence });
    }
  }

  async #deliver(connection: Connection): Promise<void> {
    const outbox = await connection.outbox();
    await Promise.race([outbox.deliver({ now: true }), new Promise((resolve) => setTimeout(resolve, 8_000))]);
    await this.#follow(connection);
  }

  async #follow(connection: Connection): Promise<void> {
    const entry = this.#entry && (await (await connection.outbox()).find(this.#entry));
    if (entry === undefined || this.#roster === undefined) return;
    const before = this.#entry?.state;
    this.#entry = entry;
    const focus = this.state === 'signing';
    if (entry.state === 'recorded') {
      const session = this.#roster.session.statement.about.session as string;
      const agenda = await connection.agenda();
      this.#roster = {
        ...this.#roster,
        closed: { act: entry.act as `sha-256:${string}`, received: entry.received ?? entry.at, by: agenda.name },
      };
      this.enter('closed', { focus, say: this.localize.texts?.attendance.said.recorded ?? '' });
      this.dispatchEvent(new ParaphRecordedEvent({ act: entry.act, record: entry.record ?? '' }));
      this.dispatchEvent(new ParaphClosedEvent({ session, act: entry.act }));
    } else if (entry.state === 'refused' && before !== 'refused') {
      this.enter('refused', { focus, say: this.localize.texts?.attendance.said.refused ?? '' });
      const error = errorOfEntry(entry);
      if (error !== undefined) this.dispatchEvent(new ParaphRefusedEvent({ act: entry.act, error }));
    } else if (entry.state === 'kept')
      this.enter('kept', { focus, say: this.localize.texts?.attendance.said.kept ?? '' });
  }

  #watch(connection: Connection | undefined): void {
    if (this.#watched === connection) return;
    void this.#watched?.outbox().then((outbox) => outbox.removeEventListener('change', this.#changed));
    this.#watched = connection;
    void connection?.outbox().then((outbox) => outbox.addEventListener('change', this.#changed));
  }

  #changed = (): void => {
    if (this.connection !== undefined && this.state === 'kept') void this.#follow(this.connection);
  };

  async #sendNow(): Promise<void> {
    if (this.connection !== undefined) await this.#deliver(this.connection);
  }

  async #again(): Promise<void> {
    if (this.connection === undefined || this.#entry === undefined) return;
    await (await this.connection.outbox()).forget(this.#entry);
    this.#entry = undefined;
    this.#method = undefined;
    await this.reload();
  }
}
