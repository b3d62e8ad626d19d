import type { Digest } from '../model.js';
import { isSealed, openRecord, type Ports, readSealHeader, type SealedRecord } from '../signing.js';
import { type ReadBundle, type RecordJson, readBundle } from './bundle.js';
import { type Entry, entryOfRecord, entryOfStub } from './entries.js';
import { followKeys, type OrganisationKeys } from './organisation-keys.js';
import type { Finding } from './report.js';

/** A file to verify. */
export interface VerifiedFile {
  readonly name: string;
  /** Digest of the file's bytes. */
  readonly digest: Digest;
  /** The text of its bundle; absent when the file can't be read at all. */
  readonly bundle?: string | Uint8Array;
  /** Of a dossier: its other files, by path. */
  readonly contents?: ReadonlyMap<string, Digest>;
}

/** A file whose bundle could be read. */
export interface OpenedFile {
  readonly file: VerifiedFile;
  readonly bundle: ReadBundle;
  readonly records: readonly SealedRecord[];
  readonly own: readonly Entry[];
  readonly keys: OrganisationKeys;
}

/** Reads a file's bundle, its keys, records and stubs; what can't be read becomes a finding. */
export async function openFile(file: VerifiedFile, ports: Ports, failed: Finding[]): Promise<OpenedFile | undefined> {
  const fail = (code: Finding['code'], subject: string) => failed.push({ code, subject, file: file.name });
  if (file.bundle === undefined) {
    fail('unreadable', file.name);
    return undefined;
  }
  let bundle: ReadBundle;
  try {
    bundle = readBundle(file.bundle);
  } catch {
    fail('unreadable', file.name);
    return undefined;
  }
  const keys = await followKeys(bundle.keys, ports);
  if (!keys) {
    fail('keys-incomplete', file.name);
    return undefined;
  }
  const records: SealedRecord[] = [...keys.records];
  const read = new Set(records.map(({ act }) => act));
  for (const [at, json] of bundle.records.entries()) {
    const record = openOne(json, ports);
    if (!record) fail('unreadable', `records[${at}]`);
    else if (!read.has(record.act)) records.push(record);
  }
  const own = records.map((record) => entryOfRecord(record, ports.hash));
  for (const [at, stub] of bundle.stubs.entries()) {
    try {
      own.push(entryOfStub({ ...stub, header: readSealHeader(stub) }, ports.hash));
    } catch {
      fail('unreadable', `stubs[${at}]`);
    }
  }
  return { file, bundle, records, own, keys };
}

function openOne(json: RecordJson, ports: Ports): SealedRecord | undefined {
  try {
    const record = openRecord(json, ports.hash);
    return isSealed(record) ? record : undefined;
  } catch {
    return undefined;
  }
}
