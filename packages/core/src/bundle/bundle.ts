import { ParaphError } from '../errors.js';
import type { ListedAct } from '../ledger.js';
import { isEntry, parseJson, type SignatureEntry } from '../signing.js';

/** A record inside a bundle: JWS JSON general serialisation. */
export interface RecordJson {
  readonly payload: string;
  readonly signatures: readonly SignatureEntry[];
}

/** Hashes of a proof, base64url of 32 bytes each. */
export type ProofPath = readonly string[];

/**
 * The one thing that a verifier reads (`*.paraph.json`): records, what they rely on, the organisation's keys,
 * and the proofs that all of it stands in one history. Closed members, no insignificant white space.
 */
export interface Bundle {
  /** What is shown, and what these rely on, transitively. */
  readonly records: readonly RecordJson[];
  /** Seals of records whose content is withheld or erased. */
  readonly stubs: readonly SignatureEntry[];
  /** All records of the stream `keys`. */
  readonly keys: readonly RecordJson[];
  /** Signed notes; of each log one is the anchor, whose last entry stands here. */
  readonly checkpoints: readonly string[];
  /** Inclusion in the anchor: `proofs[log][index]`. */
  readonly proofs: Readonly<Record<string, Readonly<Record<string, ProofPath>>>>;
  /** Consistency of the anchor with an earlier size: `consistency[log][size]`. */
  readonly consistency: Readonly<Record<string, Readonly<Record<string, ProofPath>>>>;
  /** Of each list that a record names by its root: all its acts, or one with its path. */
  readonly lists: Readonly<Record<string, readonly string[] | ListedAct>>;
  /** In a dossier: the act of the dossier record. */
  readonly dossier?: string;
}

const members = ['records', 'stubs', 'keys', 'checkpoints', 'proofs', 'consistency', 'lists'] as const;
const laterMembers = ['credentials', 'status', 'timestamps'] as const;

/**
 * Writes a bundle, without insignificant white space.
 *
 * @param bundle its parts
 * @returns the text of a `.paraph.json` file
 *
 * @example
 * ```ts
 * import { readBundle, writeBundle } from '@paraph/core/bundle';
 * const empty = { records: [], stubs: [], keys: [], checkpoints: [], proofs: {}, consistency: {}, lists: {} };
 * console.log(readBundle(writeBundle(empty)).records.length); // 0
 * ```
 */
export function writeBundle(bundle: Bundle): string {
  return JSON.stringify({ ...bundle });
}

/** What {@link readBundle} gives: the bundle, and members that belong to the format and that this version does not judge. */
export interface ReadBundle extends Bundle {
  readonly notUnderstood: readonly string[];
}

/**
 * Reads a bundle strictly.
 *
 * @param source text or bytes of a `.paraph.json` file
 * @throws A {@link ParaphError} `malformed`, with the `path` of what does not fit
 */
export function readBundle(source: string | Uint8Array): ReadBundle {
  const value = parseJson(source, { compact: true });
  if (!isObject(value)) throw wrong('$', 'an object');
  for (const name of Object.keys(value))
    if (name !== 'dossier' && !isOneOf(members, name) && !isOneOf(laterMembers, name))
      throw wrong(`$.${name}`, 'no such member');
  for (const name of members) if (!(name in value)) throw wrong(`$.${name}`, 'a member that every bundle has');
  const { records, stubs, keys, checkpoints, proofs, consistency, lists, dossier } = value;
  for (const [name, list] of Object.entries({ records, keys }))
    if (!Array.isArray(list) || !list.every(isRecordJson)) throw wrong(`$.${name}`, 'a list of records');
  if (!Array.isArray(stubs) || !stubs.every(isEntry)) throw wrong('$.stubs', 'a list of stubs');
  if (!isListOfText(checkpoints)) throw wrong('$.checkpoints', 'a list of signed notes');
  for (const [name, table] of Object.entries({ proofs, consistency }))
    if (
      !isObject(table) ||
      !Object.values(table).every(
        (paths) => isObject(paths) && Object.entries(paths).every(([at, path]) => isNumeral(at) && isListOfText(path)),
      )
    )
      throw wrong(`$.${name}`, 'lists of hashes by log and number');
  if (!isObject(lists) || !Object.values(lists).every((list) => isListOfText(list) || isListedAct(list)))
    throw wrong('$.lists', 'lists of acts by root');
  if (dossier !== undefined && typeof dossier !== 'string') throw wrong('$.dossier', 'the act of a dossier record');
  return { ...(value as unknown as Bundle), notUnderstood: laterMembers.filter((name) => name in value) };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isListOfText = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');
const isListedAct = (value: unknown): value is ListedAct =>
  isObject(value) &&
  Number.isSafeInteger(value.index) &&
  Number.isSafeInteger(value.size) &&
  typeof value.act === 'string' &&
  isListOfText(value.path);
const isNumeral = (text: string) => /^(?:0|[1-9][0-9]{0,15})$/.test(text);
const isOneOf = (names: readonly string[], name: string) => names.includes(name);
const isRecordJson = (value: unknown): value is RecordJson =>
  isObject(value) &&
  typeof value.payload === 'string' &&
  Array.isArray(value.signatures) &&
  value.signatures.every(isEntry);
const wrong = (path: string, expected: string) =>
  new ParaphError('malformed', `The bundle is not one at ${path}: ${expected}.`, { path });
