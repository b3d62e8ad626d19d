import type { Report, ReportedAct } from '@paraph/core/bundle';
import { quote, type Speech } from '../texts/speak.js';
import { kindOf } from './describe-findings.js';

/** A record in words. */
export interface DescribedAct {
  readonly kind: string;
  /** "Signed by the learner". */
  readonly author: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  /** The words that were signed, line by line. */
  readonly words: readonly string[];
  readonly intact: boolean;
  readonly act: string;
  /** `log#index`, as a place in the ledger. */
  readonly place: string;
}

const shownActs = 200;
const shownLines = 40;

/** Says the records in words, in the order of the ledger. */
export function describeActs(report: Report, speech: Speech): { acts: DescribedAct[]; left: number } {
  const acts = report.acts.slice(0, shownActs).map((one) => describeAct(one, speech));
  return { acts, left: report.acts.length - acts.length };
}

function describeAct(reported: ReportedAct, speech: Speech): DescribedAct {
  const { kind, author, act, log, index, at, received, after, late, words, intact } = reported;
  const { report: texts, authors } = speech.texts;
  const isPerson = author !== 'organisation';
  const name = (Object.hasOwn(authors, author) ? authors[author] : undefined) ?? quote(author);
  const facts = [
    ...(isPerson && at !== undefined ? [{ name: texts.written, value: speech.moment(at) }] : []),
    { name: texts.received, value: late ? `${speech.moment(received)} (${texts.late})` : speech.moment(received) },
    ...(after ? [{ name: texts.after, value: speech.fill(texts.afterSize, after) }] : []),
  ];
  return {
    kind: kindOf(kind, speech),
    author: speech.fill(isPerson ? texts.signedBy : texts.madeBy, { author: name }),
    facts,
    words: (words ?? '')
      .split('\n', shownLines)
      .filter((line) => line !== '')
      .map(quote),
    intact,
    act,
    place: quote(`${log}#${index}`),
  };
}
