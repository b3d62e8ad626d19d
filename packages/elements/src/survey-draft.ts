import type { Answer, Instrument } from '@paraph/core/model';
import type { Connection } from './connection/connection.js';

/** A value that a question can have. */
export type AnswerValue = Answer['value'];

/** What a person has answered so far, and where they are. It lies on this device alone until it is signed. */
export interface SurveyDraft {
  /** The version of the questions: answers to other ones are dropped. */
  readonly instrument: string;
  readonly answers: Readonly<Record<string, AnswerValue>>;
  readonly step: number;
}

/** Where the draft of a campaign lies. */
export const subjectOf = (campaign: string): string => `survey ${campaign}`;

/** The answers as the statement holds them: in the order of the questions, without empty ones. */
export function answersOf({ questions }: Pick<Instrument, 'questions'>, answers: SurveyDraft['answers']): Answer[] {
  return questions.flatMap(({ id }) => {
    const value = answers[id];
    const empty = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
    return empty ? [] : [{ question: id, value: typeof value === 'string' ? value.trim() : value } as Answer];
  });
}

/** Reads what was answered before, unless the questions have changed since. */
export async function readDraft(
  connection: Connection,
  { campaign, instrument }: { campaign: string; instrument: string },
): Promise<SurveyDraft> {
  const kept = await (await connection.draft<SurveyDraft>(subjectOf(campaign))).read().catch(() => undefined);
  return kept?.instrument === instrument ? kept : { instrument, answers: {}, step: 0 };
}
