import type { RequirementState } from '@paraph/core/model';
import { type Agenda, type ProgrammeLine, type ProgrammeView, paths } from '@paraph/core/wire';
import { css, html, nothing, type PropertyValues, svg } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Connection } from './connection/connection.js';
import { follow } from './connection/follow.js';
import { ParaphIssuedEvent } from './events.js';
import { iconOk, iconWait, type Tone, toneIcon } from './icons.js';
import { loadElement } from './load-element.js';
import type { Texts } from './localize.js';
import { ParaphElement } from './paraph-element.js';
import { saveFrom } from './save-file.js';
import { fields } from './styles/fields.js';
import { figures } from './styles/figures.js';
import { tables } from './styles/tables.js';

/** What `<paraph-programme>` can show, beside the states that all elements share. */
export const programmeStates = [
  'empty',
  'nobody',
  'overview',
  'learner',
  'confirming',
  'issuing',
  'issued',
  'exporting',
  'exported',
  'failed',
] as const;
/** See {@link programmeStates}. */
export type ProgrammeState = (typeof programmeStates)[number];

type Filter = 'all' | 'qualifying' | 'missing';

/**
 * A manager's page of a programme: who has signed and answered, who has what a certificate needs and why not; issues certificates, exports dossiers.
 *
 * @summary Who has signed, answered and qualifies; certificates and dossiers.
 * @tagname paraph-programme
 * @slot - Shown until the element has something to show.
 * @fires {ParaphIssuedEvent} paraph-issued - A certificate was issued.
 * @csspart card - The card.
 * @csspart state - What happened.
 * @csspart button - The one filled button.
 * @example
 * ```html
 * <paraph-programme programme="urn:uuid:6f0c…"></paraph-programme>
 * ```
 */
export class ParaphProgramme extends ParaphElement<ProgrammeState> {
  /** @internal */
  static override styles = [
    ...ParaphElement.styles,
    fields,
    figures,
    tables,
    css`
      .name {
        display: inline-flex;
        align-items: center;
        min-block-size: 2rem;
        padding: 0;
        background: none;
        border: 0;
        color: var(--_text);
        font-weight: 500;
        text-align: start;
        text-decoration: underline;
        text-decoration-color: var(--_strong-line);
        text-decoration-thickness: 1px;
        text-underline-offset: 0.25em;
      }

      .name:hover {
        color: var(--_accent);
        text-decoration-color: currentColor;
      }

      .under {
        display: none;
      }

      .search {
        display: grid;
        grid-template-columns: minmax(10rem, 1fr) auto;
        gap: 0.75rem;
      }

      .evidence {
        display: grid;
      }

      .evidence > div {
        display: grid;
        grid-template-columns: 1.25rem minmax(0, 1fr) auto;
        gap: 0.125rem 0.75rem;
        align-items: center;
        padding-block: 0.75rem;
        border-block-end: 1px solid var(--_line);
      }

      .evidence > div:last-child {
        border: 0;
      }

      .evidence svg {
        inline-size: 1.25rem;
        block-size: 1.25rem;
        color: var(--_muted);
      }

      .evidence .good svg {
        color: var(--_good);
      }

      .evidence .waiting svg {
        color: var(--_waiting);
      }

      .evidence .failed svg {
        color: var(--_failed);
      }

      .evidence dt {
        font-weight: 550;
      }

      .evidence dd {
        display: flex;
        flex-wrap: wrap;
        justify-content: end;
        align-items: center;
        gap: 0 0.5rem;
      }

      .hours {
        display: grid;
        grid-template-columns: repeat(4, minmax(0, 1fr));
        gap: 0.5rem 1rem;
      }

      .hours dt {
        color: var(--_muted);
        font-size: var(--_small);
      }

      .hours dd {
        font-size: 1.125em;
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }

      .hours dd.none {
        font-size: 1em;
        font-weight: 400;
        color: var(--_muted);
      }

      .marks {
        display: grid;
        gap: 0.25rem;
        padding: 0;
        list-style: none;
        font-size: 0.9375em;
      }

      section {
        display: grid;
        gap: 0.5rem;
      }

      h3 {
        font-size: 1em;
        font-weight: 650;
      }

      @media (prefers-reduced-motion: no-preference) {
        .going {
          animation: go 1.6s ease-in-out infinite alternate;
        }
      }

      @keyframes go {
        to {
          transform: translateX(70cqi);
        }
      }

      .doing {
        display: grid;
        gap: 0.5rem;
        padding-block-start: 0.25rem;
      }

      @container (max-width: 34rem) {
        .hours {
          grid-template-columns: repeat(2, minmax(0, 1fr));
        }

        .wide {
          display: none;
        }

        .under {
          display: block;
          line-height: 1.3;
        }

        .search {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  /**
   * Identifier of the programme. Default: the manager's first.
   * @attr
   */
  @property({ reflect: true }) programme: string | undefined;

  #programmes: Agenda['programmes'] = [];
  #chosen: string | undefined;
  #view: ProgrammeView | undefined;
  #search = '';
  #filter: Filter = 'all';
  /** The enrolment whose page is open. */
  #open: string | undefined;
  #showing = false;
  #exported = '';
  #stream: AbortController | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stream?.abort();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (changed.has('programme') && changed.get('programme') !== undefined) void this.reload();
  }

  protected override async load(connection: Connection, signal: AbortSignal): Promise<void> {
    const agenda = await connection.agenda();
    this.#programmes = agenda.programmes;
    const first = agenda.programmes[0]?.statement.about.programme as string | undefined;
    const id = this.#chosen ?? (this.programme || undefined) ?? first;
    if (id === undefined) return this.enter('empty');
    const view = await connection.get<ProgrammeView>(paths.programme(id), { signal });
    if (signal.aborted) return;
    connection.setClock(view.time);
    this.#view = view;
    this.enter(this.#stateNow());
    this.#listen(connection, id);
  }

  #stateNow(): ProgrammeState {
    if (this.#line !== undefined) return 'learner';
    return this.#view?.lines.length === 0 ? 'nobody' : 'overview';
  }

  get #line(): ProgrammeLine | undefined {
    return this.#view?.lines.find(({ enrolment }) => enrolment === this.#open);
  }

  #listen(connection: Connection, id: string): void {
    this.#stream?.abort();
    this.#stream = new AbortController();
    void follow<ProgrammeView>(connection, paths.programmeEvents(id), {
      signal: this.#stream.signal,
      onData: (view) => {
        if (view.lines === undefined) return;
        this.#view = view;
        if (this.state === 'nobody' || this.state === 'overview') this.enter(this.#stateNow());
        else this.requestUpdate();
      },
      onLost: () => undefined,
    }).catch(() => undefined);
  }

  protected override content(texts: Texts): unknown {
    const view = this.#view;
    const line = this.#line;
    if (view === undefined) return this.message('neutral', texts.programme.empty, texts.programme.emptyText);
    if (line === undefined) return this.#overview(view, texts);
    const asking = this.state === 'confirming' || this.state === 'issuing';
    return asking && line.certificate === undefined ? this.#confirm(line, texts) : this.#learner(line, view, texts);
  }

  #overview(view: ProgrammeView, { programme: own }: Texts): unknown {
    const asking = view.sessions.filter(({ statement }) => statement.asks.attendance).length;
    const qualify = view.lines.filter(({ qualifies }) => qualifies).length;
    return html`
      ${this.#programmes.length > 1 ? this.#choice(view, own) : nothing}
      <div class="heading">
        <p class="eyebrow">${own.sessions(asking)} · ${own.learners(view.lines.length)}</p>
        <h2 class="title" tabindex="-1">${this.localize.pick(view.programme.statement.title)}</h2>
      </div>
      ${
        this.state === 'nobody'
          ? this.message('neutral', own.noLearners, own.noLearnersText)
          : html`
              <p class="text numbers">${own.summary(qualify, view.lines.length)}</p>
              <svg class="bar" aria-hidden="true">
                ${svg`<rect width="${(qualify / Math.max(view.lines.length, 1)) * 100}%" height="100%" fill="currentColor" />`}
              </svg>
              ${this.#tools(own)}${this.#table(view, own)}
            `
      }
    `;
  }

  #choice(view: ProgrammeView, own: Texts['programme']): unknown {
    return html`
      <div class="field">
        <label class="small" for="programme">${own.choose}</label>
        <select id="programme" @change=${this.#choose}>
          ${this.#programmes.map(
            ({ statement }) => html`
              <option value=${statement.about.programme as string} ?selected=${statement.about.programme === view.programme.statement.about.programme}>
                ${this.localize.pick(statement.title)}
              </option>
            `,
          )}
        </select>
      </div>
    `;
  }

  #tools(own: Texts['programme']): unknown {
    const filters: Record<Filter, string> = { all: own.all, qualifying: own.qualifying, missing: own.missing };
    return html`
      <div class="search">
        <div class="field">
          <label class="small" for="search">${own.search}</label>
          <input id="search" type="text" autocomplete="off" spellcheck="false" .value=${this.#search} @input=${this.#find} />
        </div>
        <div class="field">
          <label class="small" for="filter">${own.filter}</label>
          <select id="filter" @change=${this.#sift}>
            ${Object.entries(filters).map(([value, label]) => html`<option value=${value} ?selected=${value === this.#filter}>${label}</option>`)}
          </select>
        </div>
      </div>
    `;
  }

  #table(view: ProgrammeView, own: Texts['programme']): unknown {
    const surveys = view.campaigns.length > 0;
    const wanted = folded(this.#search);
    const shown = view.lines
      .filter(({ name }) => folded(name).includes(wanted))
      .filter(({ qualifies }) => this.#filter === 'all' || qualifies === (this.#filter === 'qualifying'))
      .sort((a, b) => a.name.localeCompare(b.name, this.localize.language));
    if (shown.length === 0) return html`<p class="small" role="status">${own.none}</p>`;
    return html`
      <table>
        <thead>
          <tr>
            <th scope="col">${own.learner}</th>
            <th scope="col" class="wide">${own.half}</th>
            ${surveys ? html`<th scope="col" class="wide">${own.survey}</th>` : nothing}
            <th scope="col">${own.certificate}</th>
          </tr>
        </thead>
        <tbody>
          ${repeat(
            shown,
            ({ enrolment }) => enrolment,
            (line) => html`
              <tr>
                <th scope="row">
                  <button class="name" @click=${() => this.#show(line.enrolment)}>${line.name}</button>
                  <span class="small under numbers">${own.signedOf(line.signed, line.asked)}${surveys ? html` · ${line.answered ? own.answered : own.notAnswered}` : nothing}</span>
                </th>
                <td class="wide numbers">${own.signedOf(line.signed, line.asked)}</td>
                ${surveys ? html`<td class="wide">${line.answered ? own.answered : html`<span class="small">${own.notAnswered}</span>`}</td>` : nothing}
                <td>${this.#tag(line, own)}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    `;
  }

  #tag({ certificate, qualifies }: ProgrammeLine, own: Texts['programme']): unknown {
    if (certificate !== undefined) return html`<span class="tag good">${iconOk}${own.issued}</span>`;
    return qualifies
      ? html`<span class="tag waiting">${iconWait}${own.toIssue}</span>`
      : html`<span class="tag">${own.notComplete}</span>`;
  }

  #learner(line: ProgrammeLine, view: ProgrammeView, texts: Texts): unknown {
    const { programme: own } = texts;
    // What was done is told at the end of the page: the focus goes there.
    const told = this.state === 'issued' || this.state === 'failed';
    return html`
      <div><button class="quiet" @click=${this.#back}>← ${own.close}</button></div>
      <div class="heading">
        <p class="eyebrow">${this.localize.pick(view.programme.statement.title)}</p>
        <h2 class="title" tabindex=${told ? nothing : '-1'}>${line.name}</h2>
      </div>
      <section>
        <h3>${own.evidence}</h3>
        <dl class="evidence">${line.states.map((state) => this.#requirement(state, own))}</dl>
      </section>
      <section>
        <h3>${own.hours}</h3>
        ${this.#hours(line, own)}
      </section>
      ${line.imported.length > 0 ? this.#history(line, view, own) : nothing}
      ${this.#doing(line, texts)}
    `;
  }

  #requirement(state: RequirementState, own: Texts['programme']): unknown {
    const tones: Record<RequirementState['state'], Tone> = {
      met: 'good',
      partly: 'waiting',
      missing: 'failed',
      'not-applicable': 'neutral',
      'needs-human-review': 'waiting',
    };
    const tone = tones[state.state];
    const { done, asked } = state as { done?: unknown; asked?: unknown };
    const reason = typeof done === 'number' && typeof asked === 'number' ? own.done(done, asked) : state.reason;
    return html`
      <div class=${tone}>
        ${toneIcon[tone]}
        <dt>${own.requirement[state.requirement] ?? state.requirement}</dt>
        <dd><span class="small numbers">${reason}</span> <span class="tag ${tone}">${own.state[state.state]}</span></dd>
      </div>
    `;
  }

  #hours({ hours }: ProgrammeLine, own: Texts['programme']): unknown {
    const figure = (label: string, minutes: number | null) => html`
      <div>
        <dt>${label}</dt>
        <dd class=${minutes === null ? 'none' : ''}>${minutes === null ? own.notMeasured : duration(minutes)}</dd>
      </div>
    `;
    return html`
      <dl class="hours">
        ${figure(own.planned, hours.plannedMin)}${figure(own.connected, hours.connectedMin)}${figure(own.credited, hours.creditedMin)}${figure(own.certified, hours.certifiedMin)}
      </dl>
      <p class="small">${own.rules[hours.rule] ?? html`${own.rule}: ${hours.rule}`}</p>
    `;
  }

  #history(line: ProgrammeLine, view: ProgrammeView, own: Texts['programme']): unknown {
    const titles = new Map(
      view.sessions.map(({ statement }) => [statement.about.session, this.localize.pick(statement.printed)?.title]),
    );
    const system = new Intl.ListFormat(this.localize.language).format([...view.importedFrom]);
    return html`
      <section>
        <h3>${own.history}</h3>
        <p class="small">${own.historyText(system)}</p>
        <ul class="marks">
          ${line.imported.map(
            ({ session, text, state, remark }) => html`
              <li>${titles.get(session)} – ${own.markAs(own.mark[state] ?? state, text)}${remark === undefined ? nothing : html` <span class="small">${remark}</span>`}</li>
            `,
          )}
        </ul>
      </section>
    `;
  }

  /** Asked once: what is issued can't be taken back. */
  #confirm(line: ProgrammeLine, { programme: own, common }: Texts): unknown {
    const busy = this.state === 'issuing';
    return html`
      <div class="heading">
        <p class="eyebrow">${line.name}</p>
        <h2 class="title" tabindex="-1">${own.issue}</h2>
      </div>
      <p class="text">${own.issueAsk(duration(line.hours.certifiedMin ?? 0), line.name)}</p>
      <div class="actions">
        <button class="button" part="button" aria-disabled=${busy} @click=${busy ? nothing : () => this.#issue(line)}>
          ${busy ? own.issuing : own.issueNow}
        </button>
        ${busy ? nothing : html`<button class="quiet" @click=${this.#cancel}>${common.cancel}</button>`}
      </div>
    `;
  }

  #doing(line: ProgrammeLine, texts: Texts): unknown {
    const { programme: own, errors } = texts;
    const { certificate } = line;
    const exporting = this.state === 'exporting';
    const told = {
      issued: () => this.message('good', own.issued, own.issuedText(line.name)),
      exported: () => this.message('good', own.exported(this.#exported)),
      failed: () =>
        html`${this.message('failed', own.failed, errors[this.fault?.code ?? 'internal'])}${this.faultDetails(texts)}`,
    }[this.state as string];
    const issue = html`
      <div class="doing">
        <div class="actions">
          <button class="button" part="button" ?data-focus=${this.state === 'failed'} @click=${this.#ask}>${own.issue}</button>
        </div>
        <p class="small">${own.issueText}</p>
      </div>
    `;
    const open = html`
      <div class="actions"><button class="button second" ?data-focus=${this.state === 'issued'} aria-expanded=${this.#showing} @click=${this.#showCertificate}>${own.openCertificate}</button></div>
    `;
    return html`
      ${told?.() ?? nothing}
      ${certificate === undefined ? (line.qualifies ? issue : html`<p class="small">${own.issueAnyway}</p>`) : open}
      ${this.#showing && certificate !== undefined ? html`<paraph-certificate certificate=${certificate.certificate} .connection=${this.connection}></paraph-certificate>` : nothing}
      <div class="doing">
        <div class="actions">
          <button class="button second" aria-disabled=${exporting} @click=${exporting ? nothing : () => this.#export(line)}>
            ${exporting ? own.preparing : own.dossier}
          </button>
        </div>
        ${exporting ? html`<svg class="bar" role="progressbar" aria-label=${own.preparing}>${svg`<rect class="going" width="30%" height="100%" fill="currentColor" />`}</svg>` : nothing}
        <p class="small">${own.dossierText}</p>
      </div>
    `;
  }

  #choose(event: Event): void {
    this.#chosen = (event.target as HTMLSelectElement).value;
    this.#open = undefined;
    void this.reload();
  }

  #find(event: Event): void {
    this.#search = (event.target as HTMLInputElement).value;
    this.requestUpdate();
  }

  #sift(event: Event): void {
    this.#filter = (event.target as HTMLSelectElement).value as Filter;
    this.requestUpdate();
  }

  #show(enrolment: string): void {
    this.#open = enrolment;
    this.#showing = false;
    this.enter('learner', { focus: true });
  }

  #back(): void {
    this.#open = undefined;
    this.enter(this.#stateNow(), { focus: true });
  }

  #ask(): void {
    this.enter('confirming', { focus: true });
  }

  #cancel(): void {
    this.enter('learner', { focus: true });
  }

  async #issue({ enrolment, name }: ProgrammeLine): Promise<void> {
    const { connection } = this;
    if (connection === undefined) return;
    this.enter('issuing');
    try {
      const { certificate } = await connection.post<{ certificate: string }>(paths.issueCertificate(enrolment), {});
      const id = this.#view?.programme.statement.about.programme as string;
      this.#view = await connection.get<ProgrammeView>(paths.programme(id));
      this.enter('issued', { say: this.localize.texts?.programme.issuedText(name) ?? '', focus: true });
      this.dispatchEvent(new ParaphIssuedEvent({ enrolment, certificate }));
    } catch (error) {
      this.#failed(error, { focus: true });
    }
  }

  async #export({ enrolment }: ProgrammeLine): Promise<void> {
    const { connection } = this;
    if (connection === undefined) return;
    this.enter('exporting');
    try {
      const { ticket, name } = await connection.post<{ ticket: string; name: string }>(paths.dossier(enrolment), {
        variant: 'funder',
      });
      this.#exported = name;
      saveFrom(new URL(paths.download(ticket), connection.endpoint).href, name);
      this.enter('exported', { say: this.localize.texts?.programme.exported(name) ?? '' });
    } catch (error) {
      this.#failed(error);
    }
  }

  #failed(error: unknown, { focus = false } = {}): void {
    this.fail(error);
    // What failed is one action; the page around it is still good.
    this.enter('failed', { say: this.localize.texts?.programme.failed ?? '', focus });
  }

  async #showCertificate(): Promise<void> {
    if (!this.#showing) await loadElement('paraph-certificate');
    this.#showing = !this.#showing;
    this.requestUpdate();
  }
}

/** `3 h 30`, `45 min`: hours as the field prints them. */
function duration(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), Math.round(minutes % 60)];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${String(rest).padStart(2, '0')}`;
}

/** For finding: without accents, in lower case. */
function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();
}
