import { type Bundle, type RecordJson, writeBundle } from '@paraph/core/bundle';
import { consistencyProof, inclusionProof } from '@paraph/core/ledger';
import type { Digest, Seen } from '@paraph/core/model';
import { encodeBase64url, type SealedRecord, type SignatureEntry } from '@paraph/core/signing';
import type { Organisation } from '../organisation/organisation.js';
import { readStored } from '../organisation/statements.js';
import { tileReader } from '../seal/tiles.js';
import type { StoredRecord } from '../storage/storage.js';

export interface BundleOptions {
  /** Records that only their seals are shown of. */
  readonly stubs?: readonly StoredRecord[];
  /** The act of the dossier record, in a dossier. */
  readonly dossier?: Digest;
}

/**
 * Writes the bundle of some records: what they rely on too, the organisation's keys, and the proofs that all of it stands in one
 * history. Its anchor is the checkpoint of the size at which the last of its own records was the last entry.
 *
 * @param shown records of the log in force, at least one
 * @returns the text of a `.paraph.json` file
 */
export async function bundleOf(
  organisation: Organisation,
  shown: readonly StoredRecord[],
  { stubs = [], dossier }: BundleOptions = {},
): Promise<string> {
  const withheld = new Set(stubs.map(({ act }) => act));
  const records = [...(await withRelied(organisation, { shown, withheld })).values()].sort(
    (left, right) => left.index - right.index,
  );
  const opened = records.map((record) => organisation.statements.open(record));
  const { log } = organisation.options;
  const size = Math.max(...records.map(({ index }) => index)) + 1;
  const checkpoint = await organisation.checkpoints.at(size);
  const source = { readTile: tileReader(organisation.storage, log), hash: organisation.ports.hash };
  const keys = await organisation.storage.stream('keys');

  const proofs: Record<string, readonly string[]> = {};
  for (const { index } of [...records, ...stubs, ...keys])
    if (index < size) proofs[index] ??= (await inclusionProof({ index, size }, source)).map(encodeBase64url);
  const consistency: Record<string, readonly string[]> = {};
  for (const from of seenSizes(opened, { log, size }))
    consistency[from] = (await consistencyProof({ from, to: size }, source)).map(encodeBase64url);

  const bundle: Bundle = {
    records: records.map(jsonOf),
    stubs: stubs.map(stubOf),
    keys: keys.map(jsonOf),
    checkpoints: [checkpoint.note],
    proofs: { [log]: proofs },
    consistency: Object.keys(consistency).length > 0 ? { [log]: consistency } : {},
    lists: {},
    ...(dossier === undefined ? {} : { dossier }),
  };
  return writeBundle(bundle);
}

/** What the records rely on, transitively, and of each half-day the earlier versions: they say whether a signature came late. */
async function withRelied(
  organisation: Organisation,
  { shown, withheld }: { readonly shown: readonly StoredRecord[]; readonly withheld: ReadonlySet<Digest> },
): Promise<Map<Digest, StoredRecord>> {
  const found = new Map(shown.map((record) => [record.act, record]));
  let next = [...found.values()];
  while (next.length > 0) {
    const statements = next.map((record) => organisation.statements.open(record).statement);
    const acts = statements
      .flatMap(({ relies = [], supersedes }) => [...relies, ...(supersedes ? [supersedes.act] : [])] as Digest[])
      .filter((act) => !found.has(act) && !withheld.has(act));
    next = await organisation.storage.records([...new Set(acts)]);
    for (const record of next) found.set(record.act, record);
  }
  return found;
}

function seenSizes(
  records: readonly SealedRecord[],
  { log, size }: { readonly log: string; readonly size: number },
): Set<number> {
  const seen = records.flatMap(({ statement }) => (statement.seen ? [statement.seen as Seen] : []));
  return new Set(seen.filter((one) => one.log === log && one.size < size).map((one) => one.size));
}

const jsonOf = ({ text }: StoredRecord): RecordJson => JSON.parse(text) as RecordJson;

function stubOf(record: StoredRecord): SignatureEntry {
  const { protected: header, signature } = readStored(record).seal;
  return { protected: header, signature };
}
