// Files of the cast's ledger, as a server hands them out. A test takes one and changes one thing.
import { type Bundle, type RecordJson, writeBundle } from '@paraph/core/bundle';
import { streamsOf } from '@paraph/core/ledger';
import type { AnyStatement, Digest } from '@paraph/core/model';
import {
  type Act,
  digestOf,
  encodeBase64url,
  encodeUtf8,
  fingerprintOf,
  openRecord,
  type Place,
  type SealedRecord,
  type Signer,
  sealAct,
  writeRecord,
} from '@paraph/core/signing';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { keys, organisation, ports, SmallLedger, signed, statements, story } from '../cast.js';
import { Entries } from '../core/merkle-definition.js';

const { hash } = ports();

/** The fingerprint of the cast's organisation, as it stands on paper. */
export const fingerprint = fingerprintOf(organisation);

/** What a bundle shows. */
export interface Shown {
  /** The records that matter; what they rely on comes along. */
  readonly records: readonly SealedRecord[];
  /** Records of which only the seal is shown. */
  readonly withheld?: readonly SealedRecord[];
  readonly dossier?: Digest;
  /** Lists to show, of acts. */
  readonly lists?: readonly (readonly Digest[])[];
}

/** A bundle over a ledger, anchored at the last record that it shows. */
export async function bundleOf(
  ledger: SmallLedger,
  { records, withheld = [], dossier, lists = [] }: Shown,
): Promise<Bundle> {
  const shown = withRelied(ledger, records).filter((record) => !withheld.includes(record));
  const size = Math.max(...shown.map(indexOf)) + 1;
  const tree = new Entries(ledger.entries.slice(0, size));
  const changes = ledger.records.filter(({ statement }) => statement.kind === 'key');
  const places = [...shown, ...withheld, ...changes].map(indexOf).filter((index) => index < size);
  const seen = shown.flatMap(({ statement }) =>
    Number.isSafeInteger(statement.seen?.size) ? [statement.seen?.size as number] : [],
  );
  const told = (path: readonly Uint8Array[]) => path.map((one) => encodeBase64url(one));
  return {
    records: shown.map(json),
    stubs: withheld.map(({ seal }) => ({ protected: seal.protected, signature: seal.signature })),
    keys: changes.map(json),
    checkpoints: [await ledger.checkpoint(size)],
    proofs: { [ledger.log]: table(places, (index) => told(tree.path(index, [0, size]))) },
    consistency: seen.length > 0 ? { [ledger.log]: table(seen, (from) => told(tree.proof(from, size))) } : {},
    lists: Object.fromEntries(lists.map((acts) => [encodeBase64url(rootOfActs(acts)), acts])),
    ...(dossier === undefined ? {} : { dossier }),
  };
}

/** The bytes of a bundle. */
export const bytesOf = (bundle: Bundle): Uint8Array<ArrayBuffer> => encodeUtf8(writeBundle(bundle));

/** Records as they stand in a bundle. */
export const json = ({ payload, person, seal }: SealedRecord): RecordJson => ({
  payload,
  signatures: [person, seal].flatMap((one) => (one ? [{ protected: one.protected, signature: one.signature }] : [])),
});

/** The learner's receipt: the attendance, made after the plan was seen, and nothing else that does not carry it. */
export async function receipt(): Promise<{ ledger: SmallLedger; bundle: Bundle }> {
  const ledger = new SmallLedger();
  for (const statement of [statements.key(), statements.programme(), statements.session(), statements.enrolment()])
    await ledger.seal(statement);
  await ledger.seal(statements.attendance({ seen: await ledger.seen() }));
  return { ledger, bundle: await bundleOf(ledger, { records: [ledger.find('programme'), ledger.find('attendance')] }) };
}

/** The certificate's bundle: the whole story up to it. */
export async function certificate(): Promise<{ ledger: SmallLedger; bundle: Bundle }> {
  const ledger = new SmallLedger();
  for (const statement of story({ before: 'dossier' })) await ledger.seal(statement);
  return { ledger, bundle: await bundleOf(ledger, { records: [ledger.find('certificate')] }) };
}

/** The files of a dossier beside its bundle. */
export const dossierFiles: Readonly<Record<string, Uint8Array>> = {
  'index.html': strToU8('<!doctype html><title>Dossier</title><p>Alice Martin, First aid at work.</p>\n'),
  'data/hours.csv': strToU8('session,planned,signed\nmorning of 24 November,210,210\n'),
  'documents/sheet.html': strToU8('<!doctype html><title>Sheet</title><p>Signed.</p>\n'),
};

/** The list that a dossier record seals. */
export const listed = (files: Readonly<Record<string, Uint8Array>> = dossierFiles) =>
  Object.entries(files).map(([path, bytes]) => ({ path, digest: digestOf(bytes, hash) }));

/** A dossier and its ledger. */
export interface MadeDossier {
  readonly ledger: SmallLedger;
  readonly bundle: Bundle;
  /** Its ZIP; `files` replaces some, or adds. */
  readonly zip: (files?: Zippable) => Uint8Array<ArrayBuffer>;
}

/**
 * A dossier: its whole streams, the survey answers withheld.
 *
 * @param changes replaces members of the sealed record
 * @param options `told`: what happened before; default: the whole story
 */
export async function dossier(
  changes: Parameters<typeof statements.dossier>[0] = {},
  { told = story({ before: 'dossier' }) }: { readonly told?: readonly AnyStatement[] } = {},
): Promise<MadeDossier> {
  const ledger = new SmallLedger();
  for (const statement of told) await ledger.seal(statement);
  const counted = { reason: '1 of 1', done: 1, asked: 1, state: 'met' as const };
  const states = ['half-days-signed', 'survey-answered'].map((requirement) => ({ requirement, ...counted }));
  const profile = { id: 'attendance', version: '1', states };
  const numbered = told.flatMap((statement) => streamsOf(statement) as string[]);
  const ends = statements
    .dossier()
    .ends.map(({ log, of }) => ({ log, of, n: numbered.filter((one) => one === of).length }));
  const sealed = await ledger.seal(statements.dossier({ files: listed(), profile, ends, ...changes }));
  const isWithheld = ({ statement }: SealedRecord) => statement.kind === 'response';
  const bundle = await bundleOf(ledger, {
    records: ledger.records.filter(({ statement }) => statement.kind !== 'key'),
    withheld: ledger.records.filter(isWithheld),
    dossier: sealed.act,
  });
  return { ledger, bundle, zip: (files = {}) => zipped({ 'bundle.json': bytesOf(bundle), ...dossierFiles, ...files }) };
}

/** A ZIP as the server makes it. */
export const zipped = (files: Zippable): Uint8Array<ArrayBuffer> =>
  zipSync(files, { mtime: '2026-11-26T09:00:00' }) as Uint8Array<ArrayBuffer>;

const indexOf = ({ seal }: SealedRecord): number => seal.header.paraph.index;

function withRelied(ledger: SmallLedger, records: readonly SealedRecord[]): SealedRecord[] {
  const found = new Set<SealedRecord>();
  const add = (record: SealedRecord): void => {
    if (found.has(record)) return;
    found.add(record);
    // A hostile statement may rely on anything.
    const relies: unknown = record.statement.relies;
    for (const act of Array.isArray(relies) ? relies : []) {
      const relied = ledger.records.find((one) => one.act === act);
      if (relied) add(relied);
    }
  };
  for (const record of records) add(record);
  return [...found].sort((left, right) => indexOf(left) - indexOf(right));
}

const table = <T>(numbers: readonly number[], value: (number: number) => T): Record<string, T> =>
  Object.fromEntries([...new Set(numbers)].map((number) => [`${number}`, value(number)]));

const rootOfActs = (acts: readonly Digest[]): Uint8Array =>
  new Entries(acts.map((act) => Buffer.from(act.slice('sha-256:'.length), 'base64url'))).root(0, acts.length);

/** A statement with members that its type doesn't have, for what no honest party would make. */
export const bent = (statement: AnyStatement, changes: object): AnyStatement =>
  ({ ...statement, ...changes }) as AnyStatement;

/** Puts a record at the end of a ledger as it is said, and sealed by whom it is said: what no honest writer would do. */
export async function forge(
  ledger: SmallLedger,
  source: AnyStatement | Act,
  { signer = keys.seal, ...place }: Partial<Place> & { readonly signer?: Signer },
): Promise<SealedRecord> {
  const act = 'payload' in source ? (source as Act) : await signed(source as AnyStatement);
  const last = ledger.records.at(-1)?.seal.header.paraph;
  const standard: Place = {
    log: ledger.log,
    index: ledger.records.length,
    streams: [],
    keys: last?.keys ?? 0,
    received: last?.received ?? '2026-11-02T08:00:00.000Z',
    facts: [],
  };
  const seal = await sealAct(act, { ...standard, ...place }, { signer, hash });
  const record = openRecord(writeRecord(act, seal), hash) as SealedRecord;
  ledger.records.push(record);
  return record;
}
