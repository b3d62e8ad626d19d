import type { Question } from '@paraph/core/model';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { iconNo } from './icons.js';
import type { Localize, Texts } from './localize.js';
import type { AnswerValue } from './survey-draft.js';

/** What a question is shown with. */
export interface QuestionContext {
  readonly value: AnswerValue | undefined;
  /** What is wrong with the answer, in words. */
  readonly fault: string | undefined;
  readonly localize: Localize;
  readonly texts: Texts['survey'];
  readonly onAnswer: (question: Question, value: AnswerValue | undefined) => void;
}

/** One question with its answers: native fields, so that every key and every reader works; one legend names the whole scale. */
export function questionField(question: Question, context: QuestionContext): TemplateResult {
  const { localize, texts, fault } = context;
  const label = html`${localize.pick(question.label)} ${question.required ? nothing : html`<span class="optional">${texts.optional}</span>`}`;
  const described = [
    hintOf(question, context) === '' ? '' : `hint-${question.id}`,
    fault === undefined ? '' : `fault-${question.id}`,
  ];
  const describedBy = described.filter((one) => one !== '').join(' ');
  const notes = html`
    ${hintOf(question, context) === '' ? nothing : html`<p class="hint" id="hint-${question.id}">${hintOf(question, context)}</p>`}
    ${fault === undefined ? nothing : html`<p class="fault" id="fault-${question.id}">${iconNo}<span>${fault}</span></p>`}
  `;
  if (question.type === 'text') {
    return html`
      <div class="field" id="question-${question.id}">
        <label class="question" for="answer-${question.id}" tabindex="-1">${label}</label>
        ${notes}${textField(question, context, describedBy)}
      </div>
    `;
  }
  return html`
    <fieldset id="question-${question.id}" aria-describedby=${describedBy || nothing}>
      <legend class="question" tabindex="-1">${label}</legend>
      <div class="answers-of">${notes}${choices(question, context)}</div>
    </fieldset>
  `;
}

function hintOf(question: Question, { localize, texts }: QuestionContext): string {
  if (question.type === 'multiple') return texts.several;
  if (question.type === 'text') return texts.textHint;
  if (question.type !== 'scale') return '';
  return texts.scaleHint(localize.pick(question.minLabel) ?? texts.low, localize.pick(question.maxLabel) ?? texts.high);
}

function choices(question: Exclude<Question, { type: 'text' }>, context: QuestionContext): unknown {
  const { localize, value, onAnswer, texts } = context;
  const radio = (of: string | number, content: unknown, kind: string) => html`
    <label class=${kind}>
      <input type="radio" name=${question.id} .value=${String(of)} .checked=${live(value === of)} @change=${() => onAnswer(question, of)} />
      ${content}
    </label>
  `;
  const clear =
    question.required || value === undefined || question.type === 'multiple'
      ? nothing
      : html`<button type="button" class="quiet" @click=${() => onAnswer(question, undefined)}>${texts.clear}</button>`;
  switch (question.type) {
    case 'rating': {
      const labels = localize.pick(question.stepLabels) ?? [];
      const steps = Array.from({ length: question.steps }, (_, at) => at + 1);
      return html`<div class="scale steps-${question.steps}">${steps.map((step) => radio(step, html`<b>${step}</b><span>${labels[step - 1]}</span>`, 'step'))}</div>${clear}`;
    }
    case 'scale': {
      const steps = Array.from({ length: 11 }, (_, at) => at);
      return html`
        <div class="scale eleven">${steps.map((step) => radio(step, html`<b>${step}</b>`, 'step'))}</div>
        <p class="ends hint" aria-hidden="true">
          <span>${localize.pick(question.minLabel) ?? texts.low}</span><span>${localize.pick(question.maxLabel) ?? texts.high}</span>
        </p>
        ${clear}
      `;
    }
    case 'single':
      return html`${question.options.map(({ id, label }) => radio(id, html`<span>${localize.pick(label)}</span>`, 'choice'))}${clear}`;
    case 'multiple': {
      const chosen = Array.isArray(value) ? value : [];
      const toggle = (id: string, on: boolean) => {
        // In the order of the options, whatever the order of the clicks.
        const next = question.options
          .map((option) => option.id)
          .filter((one) => (one === id ? on : chosen.includes(one)));
        onAnswer(question, next.length === 0 ? undefined : next);
      };
      return question.options.map(
        ({ id, label }) => html`
          <label class="choice">
            <input
              type="checkbox"
              name=${question.id}
              .value=${id}
              .checked=${live(chosen.includes(id))}
              @change=${(event: Event) => toggle(id, (event.target as HTMLInputElement).checked)}
            />
            <span>${localize.pick(label)}</span>
          </label>
        `,
      );
    }
  }
}

function textField(
  question: Extract<Question, { type: 'text' }>,
  { value, fault, texts, onAnswer }: QuestionContext,
  describedBy: string,
): unknown {
  const most = question.maxLength ?? 10_000;
  const text = typeof value === 'string' ? value : '';
  const left = most - text.length;
  return html`
    <textarea
      id="answer-${question.id}"
      maxlength=${most}
      aria-describedby=${describedBy || nothing}
      aria-invalid=${fault === undefined ? nothing : 'true'}
      .value=${live(text)}
      @input=${(event: Event) => onAnswer(question, (event.target as HTMLTextAreaElement).value || undefined)}
    ></textarea>
    ${left > most / 5 ? nothing : html`<p class="hint numbers">${texts.left(left)}</p>`}
  `;
}

/** An answer in words, for reading it over. */
export function answerText(
  question: Question,
  value: AnswerValue | undefined,
  { localize, texts }: Pick<QuestionContext, 'localize' | 'texts'>,
): string {
  if (value === undefined || value === '') return texts.noAnswer;
  switch (question.type) {
    case 'rating': {
      const label = localize.pick(question.stepLabels)?.[Number(value) - 1];
      return label === undefined ? `${value}` : `${value} – ${label}`;
    }
    case 'single':
    case 'multiple': {
      const chosen = Array.isArray(value) ? value : [value];
      const labels = question.options
        .filter(({ id }) => chosen.includes(id))
        .map(({ label }) => localize.pick(label) ?? '');
      return new Intl.ListFormat(localize.language, { type: 'conjunction' }).format(labels);
    }
    default:
      return String(value);
  }
}
