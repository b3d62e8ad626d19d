import { ParaphError } from '../errors.js';
import type { AnyStatement } from '../model.js';
import { kinds, type StreamOf } from '../signing.js';

/** The name of a stream, as in a seal's `streams` and a dossier's `ends`. */
export type StreamName = 'keys' | `${Exclude<StreamOf, 'keys'>}:${string}`;

/** What decides the streams of a statement. */
export type NumberedStatement = Pick<AnyStatement, 'kind' | 'about' | 'organisation'> & { readonly list?: unknown };

/**
 * The streams that a record of this statement is numbered in (format.md, "Streams", and the column "numbered in" of its table of kinds).
 *
 * What belongs to no programme, or to several, is in the plan of the organisation. Where `about` names many sessions or enrolments, the
 * record is numbered in the stream of each.
 *
 * @param statement its kind, what it is about, whose it is, and whether it is for a list
 * @returns names, each once; the plan first
 * @throws A {@link ParaphError} `unknown-kind` for a kind that the table doesn't hold; `statement`, with `path`, when `about` doesn't
 * name what the kind is numbered by
 *
 * @example
 * ```ts
 * import { streamsOf } from '@paraph/core/ledger';
 * const organisation = 'urn:ietf:params:oauth:jwk-thumbprint:sha-256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
 * const about = { programme: 'urn:uuid:00000000-0000-4000-8000-000000000001', session: 'urn:uuid:00000000-0000-4000-8000-000000000002' };
 * console.log(streamsOf({ kind: 'session', about, organisation })); // ['plan:urn:uuid:…1', 'session:urn:uuid:…2']
 * ```
 */
export function streamsOf({ kind, about, organisation, list }: NumberedStatement): StreamName[] {
  const rule = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (rule === undefined) throw new ParaphError('unknown-kind', `No stream is known for a statement of kind ${kind}.`);
  const streams = (of: StreamOf): StreamName[] => {
    if (of === 'keys') return ['keys'];
    const names = namesIn(about, of === 'plan' ? 'programme' : of);
    if (of !== 'plan') return names.map((name) => `${of}:${name}` as const);
    return [`plan:${names.length === 1 ? names[0] : organisation}`];
  };
  // One approval of a reviewed list stands for many enrolments, and is numbered once, in the plan.
  const listed = kind === 'approval' && list !== undefined;
  const found = new Set(listed ? [] : rule.numberedIn.flatMap(streams));
  if (found.size === 0 && rule.otherwise !== undefined) return streams(rule.otherwise);
  if (found.size === 0) {
    const path = `$.about.${rule.numberedIn[0]}`;
    throw new ParaphError('statement', `A statement of kind ${kind} must be about a ${rule.numberedIn.join(' or ')}.`, {
      path,
    });
  }
  return [...found];
}

/** The identifiers under one name of an `about`, each once. It may come from anybody. */
function namesIn(about: NumberedStatement['about'], member: string): string[] {
  if (!Object.hasOwn(about, member)) return [];
  const value: unknown = about[member];
  const names: unknown[] = Array.isArray(value) ? value : [value];
  if (names.every((name) => typeof name === 'string')) return [...new Set(names)];
  throw new ParaphError('statement', `What a statement is about is named by identifiers.`, {
    path: `$.about.${member}`,
  });
}

/** Numbers that are missing from a stream, the first and the last of a run. */
export interface Hole {
  readonly from: number;
  readonly to: number;
}

/**
 * Finds what is missing from a stream, which is numbered from 1.
 *
 * @param numbers the numbers that are there, in any order; one that is there twice is not a hole, and is no matter of this function
 * @param options `last`: the number that the stream is said to end with. Default: the highest one that is there
 * @returns holes in order, none when the stream is whole; never longer than `numbers` and one
 *
 * @example
 * ```ts
 * import { findHoles } from '@paraph/core/ledger';
 * console.log(findHoles([1, 2, 5], { last: 6 })); // [{ from: 3, to: 4 }, { from: 6, to: 6 }]
 * ```
 */
export function findHoles(numbers: Iterable<number>, { last }: { readonly last?: number } = {}): Hole[] {
  const holes: Hole[] = [];
  let next = 1;
  for (const number of [...numbers].sort((left, right) => left - right)) {
    if (number > next) holes.push({ from: next, to: number - 1 });
    next = Math.max(next, number + 1);
  }
  if (last !== undefined && last >= next) holes.push({ from: next, to: last });
  return holes;
}
