import type { Closing } from './attendance/attendance.js';
import type { AnyStatement } from './statement.js';

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
  let complete = true;
  const words = text.replaceAll(/\{([a-z]+)\}/g, (_, name: string) => {
    const value = values[name];
    if (typeof value === 'string') return value;
    complete = false;
    return '';
  });
  return complete ? words : undefined;
}

/** What {@link buildWords} reads of a statement. */
export type WordedStatement = Pick<AnyStatement, 'kind' | 'about' | 'relies'> & {
  readonly shown: { readonly template: string; readonly language: string };
  readonly counts?: unknown;
};

/** What stands in the places of a template. A record that is relied on need not fit its schema: a verifier builds words from any file. */
function valuesOf(statement: WordedStatement, language: string, relied: Relied): Record<string, unknown> {
  const { kind, about, relies = [] } = statement;
  const find = (of: string, subject: string, name: unknown = about[subject]): AnyStatement | undefined =>
    relies.map((act) => relied.get(act)).find((one) => one?.kind === of && one.about[subject] === name);
  const name = read(find('enrolment', 'enrolment'), 'learner', 'name');
  const printed = read(find('session', 'session'), 'printed', language) as object | undefined;
  switch (kind) {
    case 'attendance':
      return { ...printed, name };
    case 'closing': {
      const count = (of: keyof Closing['counts']) => {
        const value = read(statement, 'counts', of);
        return typeof value === 'number' ? `${value}` : undefined;
      };
      return { ...printed, expected: count('expected'), signed: count('signed'), late: count('late') };
    }
    case 'response': {
      const instrument = find('campaign', 'campaign')?.about.instrument;
      return {
        programme: read(find('programme', 'programme'), 'title', language),
        title: instrument && read(find('instrument', 'instrument', instrument), 'title', language),
        name,
      };
    }
    default:
      return {};
  }
}

/** A member of a member, if all of them are there. */
function read(value: unknown, ...names: string[]): unknown {
  return names.reduce(
    (found, name) =>
      typeof found === 'object' && found !== null && Object.hasOwn(found, name)
        ? (found as Record<string, unknown>)[name]
        : undefined,
    value,
  );
}
