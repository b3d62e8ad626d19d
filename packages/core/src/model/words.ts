import type { Closing } from './attendance/attendance.js';
import type { Enrolment } from './plan/enrolment.js';
import type { Programme } from './plan/programme.js';
import type { Session } from './plan/session.js';
import type { AnyStatement } from './statement.js';
import type { Instrument } from './survey/instrument.js';

/**
 * The words that people are given to read, published and frozen: a template never changes, a better one gets the next number.
 * By plain substitution of `{name}`, so that every machine builds the same text, in twenty years too.
 */
export const templates: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'attendance/1': {
    en: '{programme}\n{title}\n{date}, {start} to {end}, {zone}\nTrainer: {trainers}\nPlace: {place}\nI, {name}, attended this half-day.',
    fr: '{programme}\n{title}\n{date}, de {start} à {end}, {zone}\nIntervenant : {trainers}\nLieu : {place}\nMoi, {name}, j’ai suivi cette demi-journée.',
  },
  'closing/1': {
    en: '{programme}\n{title}\n{date}, {start} to {end}, {zone}\nTrainer: {trainers}\nPlace: {place}\nExpected: {expected}. Signed: {signed}. Late: {late}.\nI close this attendance sheet.',
    fr: '{programme}\n{title}\n{date}, de {start} à {end}, {zone}\nIntervenant : {trainers}\nLieu : {place}\nAttendus : {expected}. Signatures : {signed}. En retard : {late}.\nJe clos cette feuille d’émargement.',
  },
  'response/1': {
    en: '{programme}\n{title}\nThese are my answers. {name}',
    fr: '{programme}\n{title}\nVoici mes réponses. {name}',
  },
};

/** The plan records, by their act digest, that a statement's words are built from. */
export type Relied = ReadonlyMap<string, AnyStatement>;

/**
 * Builds the words of a person's statement from the plan records that it relies on.
 * A client calls it before signing; server and verifier call it again and compare.
 *
 * @param statement the statement; of `shown` only `template` and `language` are read
 * @param relied the plan records that it relies on, by act digest
 * @returns the text, or `undefined` when the template, the language or a relied-on record is absent ("not judged")
 *
 * @example
 * ```ts
 * import { templates } from '@paraph/core/model';
 * console.log(templates['attendance/1']?.en?.split('\n').at(-1)); // I, {name}, attended this half-day.
 * ```
 */
export function buildWords(statement: WordedStatement, relied: Relied): string | undefined {
  const template = Object.hasOwn(templates, statement.shown.template) ? templates[statement.shown.template] : undefined;
  const { language } = statement.shown;
  const text = template && Object.hasOwn(template, language) ? template[language] : undefined;
  // A template is of one kind: words for an attendance never stand under a closing.
  if (text === undefined || !statement.shown.template.startsWith(`${statement.kind}/`)) return undefined;
  const values = valuesOf(statement, language, relied);
  if (values === undefined) return undefined;
  let complete = true;
  const words = text.replaceAll(/\{([a-z]+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) complete = false;
    return value ?? '';
  });
  return complete ? words : undefined;
}

/** What {@link buildWords} reads of a statement. */
export type WordedStatement = Pick<AnyStatement, 'kind' | 'about' | 'relies'> & {
  readonly shown: { readonly template: string; readonly language: string };
  readonly counts?: unknown;
};

function valuesOf(statement: WordedStatement, language: string, relied: Relied): Record<string, string> | undefined {
  const find = <S>(kind: string, subject: string): S | undefined => {
    for (const act of statement.relies ?? []) {
      const found = relied.get(act);
      if (found?.kind === kind && found.about[subject] === statement.about[subject]) return found as unknown as S;
    }
    return undefined;
  };
  const session = find<Session>('session', 'session');
  const enrolment = find<Enrolment>('enrolment', 'enrolment');
  switch (statement.kind) {
    case 'attendance': {
      const printed = session?.printed[language];
      return printed && enrolment && { ...printedLines(printed), name: enrolment.learner.name };
    }
    case 'closing': {
      const printed = session?.printed[language];
      const counts = statement.counts as Closing['counts'] | undefined;
      return (
        printed &&
        counts && {
          ...printedLines(printed),
          expected: `${counts.expected}`,
          signed: `${counts.signed}`,
          late: `${counts.late}`,
        }
      );
    }
    case 'response': {
      const programme = find<Programme>('programme', 'programme')?.title[language];
      const title = instrumentOf(statement, relied)?.title[language];
      return programme === undefined || title === undefined || enrolment === undefined
        ? undefined
        : { programme, title, name: enrolment.learner.name };
    }
    default:
      return undefined;
  }
}

function instrumentOf(statement: WordedStatement, relied: Relied): Instrument | undefined {
  const on = (statement.relies ?? []).map((act) => relied.get(act));
  const campaign = on.find((one) => one?.kind === 'campaign' && one.about.campaign === statement.about.campaign);
  return on.find(
    (one) => one?.kind === 'instrument' && one.about.instrument === campaign?.about.instrument,
  ) as unknown as Instrument | undefined;
}

function printedLines(printed: Session['printed'][string]): Record<string, string> {
  const { programme, title, date, start, end, zone, trainers, place } = printed;
  return { programme, title, date, start, end, zone, trainers, place };
}
