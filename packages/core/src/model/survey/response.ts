import * as v from 'valibot';
import { identifier, line, prose } from '../encodings.js';
import { personal } from '../statement.js';
import type { Instrument, Question } from './instrument.js';

/** Schema of {@link Answer}. */
export const answer = v.looseObject({
  question: line,
  value: v.union([v.pipe(v.number(), v.integer()), prose, v.array(line)]),
});

/** Schema of {@link Response}. */
export const responseSchema = personal(
  'response',
  { programme: identifier, campaign: identifier, enrolment: identifier, learner: identifier },
  { answers: v.array(answer) },
);

/**
 * One answer: a whole number for `rating` and `scale`, an option for `single`, options for `multiple`, words for `text`.
 * @interface
 */
export type Answer = v.InferOutput<typeof answer>;
/**
 * The answers of one person to a campaign, by name. Relies on the campaign, the instrument's version and the enrolment.
 * @interface
 */
export type Response = v.InferOutput<typeof responseSchema>;

/** What is wrong with an answer, or with its absence. */
export interface AnswerFault {
  /** The question's identifier. */
  readonly question: string;
  /** `required`: not answered; `unknown`: no such question; `twice`: answered twice; `value`: not one of the values that it allows. */
  readonly fault: 'required' | 'unknown' | 'twice' | 'value';
}

/**
 * Holds answers against the questions that they answer.
 *
 * @param instrument the version that was answered
 * @param answers the answers
 * @returns the faults, empty when all fit
 *
 * @example
 * ```ts
 * import { checkAnswers } from '@paraph/core/model';
 * const questions = [{ type: 'scale', id: 'recommend', required: true, label: { en: 'Would you recommend it?' } }] as const;
 * console.log(checkAnswers({ questions: [...questions] }, [])); // [{ question: 'recommend', fault: 'required' }]
 * ```
 */
export function checkAnswers(instrument: Pick<Instrument, 'questions'>, answers: readonly Answer[]): AnswerFault[] {
  const faults: AnswerFault[] = [];
  const given = new Map<string, Answer['value']>();
  for (const { question, value } of answers) {
    if (given.has(question)) faults.push({ question, fault: 'twice' });
    given.set(question, value);
  }
  for (const asked of instrument.questions) {
    const value = given.get(asked.id);
    given.delete(asked.id);
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) {
      if (asked.required) faults.push({ question: asked.id, fault: 'required' });
    } else if (!fits(asked, value)) faults.push({ question: asked.id, fault: 'value' });
  }
  for (const question of given.keys()) faults.push({ question, fault: 'unknown' });
  return faults;
}

function fits(asked: Question, value: Answer['value']): boolean {
  switch (asked.type) {
    case 'rating':
      return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= asked.steps;
    case 'scale':
      return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 10;
    case 'single':
      return asked.options.some((option) => option.id === value);
    case 'multiple':
      return (
        Array.isArray(value) &&
        new Set(value).size === value.length &&
        value.every((id) => asked.options.some((option) => option.id === id))
      );
    case 'text':
      return typeof value === 'string' && value.length <= (asked.maxLength ?? 10_000);
  }
}
