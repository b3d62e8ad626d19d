import { checkAnswers, type Question } from '@paraph/core/model';
import type { CampaignCard } from '@paraph/core/wire';
import { html, nothing, type PropertyValues, svg } from 'lit';
import { property } from 'lit/decorators.js';
import type { Connection } from './connection/connection.js';
import { type Draft, languageFor, sign, wordsOf } from './connection/sign.js';
import {
  ParaphAnsweredEvent,
  ParaphKeptEvent,
  ParaphRecordedEvent,
  ParaphRefusedEvent,
  ParaphSignEvent,
} from './events.js';
import { iconNo } from './icons.js';
import type { Texts } from './localize.js';
import type { OutboxEntry } from './outbox/outbox.js';
import { errorOfEntry } from './outbox/outcome.js';
import { ParaphElement } from './paraph-element.js';
import { saveRefused } from './receipt.js';
import { fields } from './styles/fields.js';
import { figures } from './styles/figures.js';
import { survey } from './styles/survey.js';
import { type AnswerValue, answersOf, readDraft, type SurveyDraft, subjectOf } from './survey-draft.js';
import { answerText, questionField } from './survey-question.js';

/** What `<paraph-survey>` can show, beside the states that all elements share. */
export const surveyStates = [
  'empty',
  'before',
  'question',
  'page',
  'invalid',
  'review',
  'sending',
  'kept',
  'recorded',
  'answered',
  'refused',
  'after',
] as const;
/** See {@link surveyStates}. */
export type SurveyState = (typeof surveyStates)[number];

/**
 * A survey: one question at a time or all on a page, left half-way and resumed, read over, signed and sent.
 *
 * @summary A survey, answered by name.
 * @tagname paraph-survey
 * @slot - Shown until the element has something to show.
 * @fires {ParaphSignEvent} paraph-sign - Before signing; `preventDefault()` stops it.
 * @fires {ParaphKeptEvent} paraph-kept - Signed and kept on this device.
 * @fires {ParaphRecordedEvent} paraph-recorded - Sealed: it stands in the ledger.
 * @fires {ParaphAnsweredEvent} paraph-answered - Answered and recorded; says nothing of the answers.
 * @fires {ParaphRefusedEvent} paraph-refused - Refused for good.
 * @csspart card - The card.
 * @csspart state - What happened.
 * @csspart button - The one filled button.
 * @example
 * ```html
 * <paraph-survey layout="page"></paraph-survey>
 * ```
 */
export class ParaphSurvey extends ParaphElement<SurveyState> {
  /** @internal */
  static override styles = [...ParaphElement.styles, fields, figures, survey];

  /**
   * Identifier of the campaign. Default: the one that is open and not answered.
   * @attr
   */
  @property({ reflect: true }) campaign: string | undefined;

  /**
   * `steps`: one question at a time; `page`: all at once. Default: `steps`.
   * @attr
   */
  @property({ reflect: true }) layout: 'steps' | 'page' = 'steps';

  #card: CampaignCard | undefined;
  #draft: SurveyDraft = { instrument: '', answers: {}, step: 0 };
  #entry: OutboxEntry | undefined;
  #faults = new Map<string, string>();
  #resumed = false;
  /** Back to the review after one answer was changed there. */
  #editing = false;
  #watched: Connection | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch(undefined);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (changed.has('campaign') && changed.get('campaign') !== undefined) void this.reload();
  }

  protected override async load(connection: Connection, signal: AbortSignal): Promise<void> {
    const [agenda, outbox] = await Promise.all([connection.agenda(), connection.outbox()]);
    this.#card = this.#choose(agenda.campaigns);
    const entries = await outbox.list(agenda);
    const id = this.#card?.campaign.statement.about.campaign as string | undefined;
    this.#entry = entries.findLast(({ kind, about }) => kind === 'response' && about.campaign === id);
    if (this.#card !== undefined && id !== undefined) {
      this.#draft = await readDraft(connection, { campaign: id, instrument: this.#card.instrument.act });
      this.#resumed = Object.keys(this.#draft.answers).length > 0;
    }
    if (signal.aborted) return;
    this.#watch(connection);
    this.enter(this.#stateOf(connection));
    if (this.#card !== undefined && this.#writing)
      void connection.permits.askAhead([{ kind: 'response', about: this.#about(this.#card) }]);
  }

  #choose(campaigns: readonly CampaignCard[]): CampaignCard | undefined {
    if (this.campaign) return campaigns.find(({ campaign }) => campaign.statement.about.campaign === this.campaign);
    const order = (card: CampaignCard) =>
      card.answered !== undefined ? 1 : { open: 0, before: 2, after: 3 }[card.state];
    return [...campaigns].sort((a, b) => order(a) - order(b))[0];
  }

  #stateOf(connection: Connection): SurveyState {
    const card = this.#card;
    if (card === undefined) return 'empty';
    if (card.answered !== undefined || this.#entry?.state === 'recorded') return 'answered';
    if (this.#entry?.state === 'kept') return 'kept';
    if (this.#entry?.state === 'refused') return 'refused';
    const { opens, closes } = card.campaign.statement;
    if (connection.now < Date.parse(opens)) return 'before';
    if (connection.now > Date.parse(closes)) return 'after';
    return this.layout === 'page' ? 'page' : 'question';
  }

  get #writing(): boolean {
    return ['question', 'page', 'invalid'].includes(this.state);
  }

  get #questions(): readonly Question[] {
    return this.#card?.instrument.statement.questions ?? [];
  }

  protected override content(texts: Texts): unknown {
    const card = this.#card;
    if (card === undefined) return this.message('neutral', texts.survey.empty, texts.survey.emptyText);
    return html`
      <div class="heading">
        <p class="eyebrow">${this.localize.pick(card.programme.statement.title)}</p>
        <h2 class="title" tabindex="-1">${this.localize.pick(card.instrument.statement.title)}</h2>
      </div>
      ${this.#body(card, texts)}
    `;
  }

  #body(card: CampaignCard, texts: Texts): unknown {
    const { survey: own, errors } = texts;
    const { opens } = card.campaign.statement;
    const now = this.connection?.now ?? Date.now();
    switch (this.state) {
      case 'before':
        return html`<p class="small">${own.before(this.localize.day(opens, now), this.localize.time(opens))}</p>`;
      case 'after':
        return this.message('neutral', own.after, own.afterText);
      case 'question':
      case 'page':
      case 'invalid':
        return this.layout === 'page' ? this.#page(card, own) : this.#step(card, own);
      case 'review':
      case 'sending':
        return this.#review(card, texts);
      case 'kept':
        return html`
          ${this.message('waiting', own.kept, this.#entry?.fragile === true ? texts.attendance.keptFragile : own.keptText)}
          <div class="actions"><button class="quiet" @click=${this.#sendNow}>${texts.attendance.sendNow}</button></div>
        `;
      case 'recorded':
      case 'answered': {
        const received = card.answered?.received ?? this.#entry?.received;
        const when =
          received === undefined
            ? ''
            : own.recordedText(this.localize.day(received, now), this.localize.time(received));
        return this.message('good', own.recorded, when);
      }
      case 'refused':
        return html`
          ${this.message('failed', own.refused, html`${errors[this.#entry?.problem?.code ?? 'internal']} ${own.refusedText}`)}
          <div class="actions">
            <button class="button second" @click=${this.#again}>${texts.attendance.again}</button>
            <button class="quiet" @click=${() => this.#entry && saveRefused(this.#entry)}>${texts.attendance.saveCopy}</button>
          </div>
          ${this.faultDetails(texts, this.#entry && errorOfEntry(this.#entry))}
        `;
      default:
        return nothing;
    }
  }

  #step(card: CampaignCard, own: Texts['survey']): unknown {
    const questions = this.#questions;
    const at = Math.min(this.#draft.step, questions.length - 1);
    const question = questions[at];
    if (question === undefined) return nothing;
    const introduction = this.localize.pick(card.instrument.statement.introduction);
    const last = at === questions.length - 1 || this.#editing;
    return html`
      ${at === 0 && introduction !== undefined && !this.#resumed ? html`<p class="text">${introduction}</p>` : nothing}
      <div class="top">
        ${this.#progress(at, own)}
        <p class="small numbers">${own.question(at + 1, questions.length)}</p>
      </div>
      ${this.#resumed ? html`<p class="small">${own.resumed} <a href="#" role="button" @click=${this.#startOver}>${own.startOver}</a></p>` : nothing}
      <form novalidate @submit=${this.#next}>
        ${this.#field(question, own)}
        <div class="actions">
          <button class="button" part="button" type="submit">${last ? own.toReview : own.next}</button>
          ${at > 0 && !this.#editing ? html`<button class="quiet" type="button" @click=${this.#previous}>${this.localize.texts?.common.back}</button>` : nothing}
        </div>
      </form>
      ${this.#privacy(own)}
    `;
  }

  #page(card: CampaignCard, own: Texts['survey']): unknown {
    const introduction = this.localize.pick(card.instrument.statement.introduction);
    return html`
      ${introduction === undefined ? nothing : html`<p class="text">${introduction}</p>`}
      ${this.#resumed ? html`<p class="small">${own.resumed} <a href="#" role="button" @click=${this.#startOver}>${own.startOver}</a></p>` : nothing}
      ${this.#summary(own)}
      <form novalidate @submit=${this.#next}>
        <div class="questions">${this.#questions.map((question) => this.#field(question, own))}</div>
        <div class="actions"><button class="button" part="button" type="submit">${own.toReview}</button></div>
      </form>
      ${this.#privacy(own)}
    `;
  }

  #summary(own: Texts['survey']): unknown {
    if (this.#faults.size === 0) return nothing;
    return html`
      <div class="state failed summary" role="alert" tabindex="-1" data-focus>
        ${iconNo}<strong>${own.faults(this.#faults.size)}</strong>
        <ul>
          ${this.#questions
            .filter(({ id }) => this.#faults.has(id))
            .map(
              ({ id, label }) =>
                html`<li><a href="#question-${id}" @click=${(event: Event) => this.#goTo(event, id)}>${this.localize.pick(label)}</a></li>`,
            )}
        </ul>
      </div>
    `;
  }

  #field(question: Question, texts: Texts['survey']): unknown {
    return questionField(question, {
      value: this.#draft.answers[question.id],
      fault: this.#faults.get(question.id),
      localize: this.localize,
      texts,
      onAnswer: (asked, value) => this.#answer(asked, value),
    });
  }

  #progress(done: number, own: Texts['survey']): unknown {
    const all = this.#questions.length;
    return html`
      <svg class="bar" role="progressbar" aria-valuemin="0" aria-valuemax=${all} aria-valuenow=${done} aria-label=${own.question(done + 1, all)}>
        ${svg`<rect width="${(done / all) * 100}%" height="100%" fill="currentColor" />`}
      </svg>
    `;
  }

  #privacy(own: Texts['survey']): unknown {
    const saved = Object.keys(this.#draft.answers).length > 0;
    return html`
      <div class="between">
        <details><summary>${own.whoReads}</summary><p class="small">${own.whoReadsText}</p></details>
        ${saved ? html`<p class="small">${own.saved}</p>` : nothing}
      </div>
    `;
  }

  #review(card: CampaignCard, texts: Texts): unknown {
    const { survey: own } = texts;
    const busy = this.state === 'sending';
    const words = wordsOf(this.#toSign(card));
    return html`
      <div>
        <h3 class="question">${own.review}</h3>
        <p class="small">${own.reviewText}</p>
      </div>
      <dl class="given">
        ${this.#questions.map((question, at) => {
          const value = this.#draft.answers[question.id];
          return html`
            <div>
              <dt>${this.localize.pick(question.label)}</dt>
              <dd class=${value === undefined ? 'empty' : ''}>${answerText(question, value, { localize: this.localize, texts: own })}</dd>
              ${
                busy
                  ? nothing
                  : html`<dd class="edit">
                      <button class="quiet" aria-label=${own.editQuestion(this.localize.pick(question.label) ?? '')} @click=${() => this.#edit(at)}>
                        ${own.edit}
                      </button>
                    </dd>`
              }
            </div>
          `;
        })}
      </dl>
      ${busy ? nothing : this.notSigned(texts)}
      ${
        words === undefined
          ? nothing
          : html`<p class="words" part="words"><span class="facts-said">${words.split('\n').slice(0, -1).join('\n')}</span><span class="intent">${words.split('\n').at(-1)}</span></p>`
      }
      <div class="actions">
        <button class="button" part="button" aria-disabled=${busy} @click=${busy ? nothing : this.#send}>${busy ? own.sending : own.send}</button>
      </div>
    `;
  }

  #answer({ id }: Question, value: AnswerValue | undefined): void {
    const { [id]: _, ...others } = this.#draft.answers;
    this.#faults.delete(id);
    this.#resumed = false;
    this.#write({ ...this.#draft, answers: value === undefined ? others : { ...others, [id]: value } });
  }

  /** Kept on this device at every change: a closed page loses nothing. */
  #write(draft: SurveyDraft): void {
    this.#draft = draft;
    const id = this.#card?.campaign.statement.about.campaign as string;
    void this.connection?.draft<SurveyDraft>(subjectOf(id)).then((place) => place.write(draft).catch(() => undefined));
    this.requestUpdate();
  }

  #check(questions: readonly Question[]): boolean {
    const own = this.localize.texts?.survey;
    const faults = checkAnswers(
      { questions: [...questions] },
      answersOf({ questions: [...questions] }, this.#draft.answers),
    );
    this.#faults = new Map(
      faults.map(({ question, fault }) => [question, (fault === 'required' ? own?.required : own?.value) ?? fault]),
    );
    return faults.length === 0;
  }

  #next(event: SubmitEvent): void {
    event.preventDefault();
    const { step } = this.#draft;
    const single = this.layout === 'steps' ? this.#questions[step] : undefined;
    if (!this.#check(single === undefined ? this.#questions : [single])) {
      this.enter('invalid', { focus: this.layout === 'page' });
      if (single !== undefined) this.#focusOn(single.id);
      return;
    }
    this.#resumed = false;
    if (single === undefined || this.#editing || step >= this.#questions.length - 1) {
      this.#toReview();
      return;
    }
    this.#write({ ...this.#draft, step: step + 1 });
    this.enter('question');
    this.#focusOn(this.#questions[step + 1]?.id);
  }

  #toReview(): void {
    this.#editing = false;
    // Someone may have come here past a question that a newer plan requires.
    if (!this.#check(this.#questions)) {
      const first = this.#questions.findIndex(({ id }) => this.#faults.has(id));
      this.#write({ ...this.#draft, step: first });
      this.enter('invalid');
      this.#focusOn(this.#questions[first]?.id);
      return;
    }
    this.enter('review', { focus: true });
  }

  #previous(): void {
    const step = Math.max(this.#draft.step - 1, 0);
    this.#faults.clear();
    this.#write({ ...this.#draft, step });
    this.enter('question');
    this.#focusOn(this.#questions[step]?.id);
  }

  #edit(at: number): void {
    this.#editing = this.layout === 'steps';
    this.#write({ ...this.#draft, step: at });
    this.enter(this.layout === 'page' ? 'page' : 'question');
    this.#focusOn(this.#questions[at]?.id);
  }

  #startOver(event: Event): void {
    event.preventDefault();
    this.#resumed = false;
    this.#faults.clear();
    this.#write({ ...this.#draft, answers: {}, step: 0 });
    this.enter(this.layout === 'page' ? 'page' : 'question', { focus: true });
  }

  #goTo(event: Event, id: string): void {
    event.preventDefault();
    this.#focusOn(id);
  }

  /** To the first field of a question, so that a reader hears its legend and the first answer. */
  #focusOn(id: string | undefined): void {
    if (id === undefined) return;
    void this.updateComplete.then(() => {
      const question = this.renderRoot.querySelector(`#question-${CSS.escape(id)}`);
      (
        question?.querySelector<HTMLElement>('input:checked') ?? question?.querySelector<HTMLElement>('input, textarea')
      )?.focus();
    });
  }

  #about({ campaign, enrolment }: CampaignCard): Draft['about'] {
    const { programme, campaign: id } = campaign.statement.about;
    const { enrolment: enrolled, learner } = enrolment.statement.about;
    return { programme, campaign: id, enrolment: enrolled, learner } as Draft['about'];
  }

  #toSign(card: CampaignCard): Draft {
    const draft = {
      kind: 'response' as const,
      about: this.#about(card),
      relies: [card.campaign, card.instrument, card.programme, card.enrolment],
      members: { answers: answersOf(card.instrument.statement, this.#draft.answers) },
    };
    const wanted = [this.localize.language, 'en', ...Object.keys(card.instrument.statement.title)];
    return { ...draft, language: languageFor(draft, wanted) ?? this.localize.language };
  }

  async #send(): Promise<void> {
    const { connection } = this;
    const card = this.#card;
    if (connection === undefined || card === undefined) return;
    const draft = this.#toSign(card);
    const asked = new ParaphSignEvent({ kind: draft.kind, about: draft.about, words: wordsOf(draft) ?? '' });
    if (!this.dispatchEvent(asked)) return;
    this.fault = undefined;
    this.enter('sending');
    try {
      this.#entry = await sign(connection, draft);
      this.dispatchEvent(new ParaphKeptEvent(this.#entry.act));
      await (await connection.draft(subjectOf(draft.about.campaign as string))).drop();
      await this.#deliver(connection);
    } catch (error) {
      this.fail(error);
      if (this.state !== 'expired') this.enter('review', { say: this.faultSentence });
    }
  }

  async #deliver(connection: Connection): Promise<void> {
    const outbox = await connection.outbox();
    await Promise.race([outbox.deliver({ now: true }), new Promise((resolve) => setTimeout(resolve, 8_000))]);
    await this.#follow(connection);
  }

  async #follow(connection: Connection): Promise<void> {
    const entry = this.#entry && (await (await connection.outbox()).find(this.#entry));
    if (entry === undefined) return;
    const before = this.#entry?.state;
    this.#entry = entry;
    const focus = this.state === 'sending';
    const said = this.localize.texts?.attendance.said;
    if (entry.state === 'recorded' && this.state !== 'recorded') {
      this.enter('recorded', { focus, say: this.localize.texts?.survey.recorded ?? '' });
      this.dispatchEvent(new ParaphRecordedEvent({ act: entry.act, record: entry.record ?? '' }));
      this.dispatchEvent(new ParaphAnsweredEvent());
      void connection.agenda({ fresh: true }).catch(() => undefined);
    } else if (entry.state === 'refused' && before !== 'refused') {
      this.enter('refused', { focus, say: said?.refused ?? '' });
      const error = errorOfEntry(entry);
      if (error !== undefined) this.dispatchEvent(new ParaphRefusedEvent({ act: entry.act, error }));
    } else if (entry.state === 'kept')
      this.enter('kept', { focus, say: this.state === 'kept' ? '' : (said?.kept ?? '') });
  }

  #watch(connection: Connection | undefined): void {
    if (this.#watched === connection) return;
    void this.#watched?.outbox().then((outbox) => outbox.removeEventListener('change', this.#changed));
    this.#watched?.removeEventListener('agenda', this.#agendaChanged);
    this.#watched = connection;
    void connection?.outbox().then((outbox) => outbox.addEventListener('change', this.#changed));
    connection?.addEventListener('agenda', this.#agendaChanged);
  }

  #changed = (): void => {
    if (this.connection !== undefined && this.state === 'kept') void this.#follow(this.connection);
  };

  #agendaChanged = (): void => {
    if (!this.#writing && !['review', 'sending', 'recorded'].includes(this.state)) void this.reload();
  };

  async #sendNow(): Promise<void> {
    if (this.connection !== undefined) await this.#deliver(this.connection);
  }

  async #again(): Promise<void> {
    const { connection } = this;
    if (connection === undefined || this.#entry === undefined) return;
    const { text } = this.#entry;
    await (await connection.outbox()).forget(this.#entry);
    this.#entry = undefined;
    // Nobody answers twice what they answered once: it is taken from what was refused.
    const answers = answersIn(text);
    await connection.agenda({ fresh: true }).catch(() => undefined);
    await this.reload();
    if (this.#writing) this.#write({ ...this.#draft, answers, step: 0 });
  }
}

function answersIn(text: string): SurveyDraft['answers'] {
  try {
    const { payload } = JSON.parse(text) as { payload: string };
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0));
    const { answers } = JSON.parse(new TextDecoder().decode(bytes)) as {
      answers: { question: string; value: AnswerValue }[];
    };
    return Object.fromEntries(answers.map(({ question, value }) => [question, value]));
  } catch {
    return {};
  }
}
