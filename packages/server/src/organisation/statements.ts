import type { AnyStatement, Digest, SealHeader } from '@paraph/core/model';
import type { SealedRecord, SignatureEntry } from '@paraph/core/signing';
import { Recent } from '../seal/recent.js';
import type { OrganisationStorage, StoredRecord } from '../storage/storage.js';

/** Opened records by act, read from storage and kept while they are in use. What an act says never changes. */
export class Statements {
  readonly #storage: OrganisationStorage;
  readonly #kept: Recent<Digest, SealedRecord>;

  constructor(storage: OrganisationStorage, { most = 4000 }: { readonly most?: number } = {}) {
    this.#storage = storage;
    this.#kept = new Recent(most);
  }

  /** Those of the acts that are in the ledger. */
  async all(acts: readonly Digest[]): Promise<Map<Digest, SealedRecord>> {
    const found = new Map<Digest, SealedRecord>();
    const missing = acts.filter((act) => {
      const kept = this.#kept.get(act);
      if (kept) found.set(act, kept);
      return !kept;
    });
    for (const record of await this.#storage.records(missing)) found.set(record.act, this.open(record));
    return found;
  }

  async one(act: Digest): Promise<SealedRecord | undefined> {
    return (await this.all([act])).get(act);
  }

  /** The records of a stream, in the order of the ledger. */
  async stream(of: string): Promise<SealedRecord[]> {
    return (await this.#storage.stream(of)).map((record) => this.#kept.get(record.act) ?? this.open(record));
  }

  /** Reads a record that this server sealed itself: it was checked before it was stored. */
  open(record: StoredRecord): SealedRecord {
    const opened = readStored(record);
    this.#kept.set(record.act, opened);
    return opened;
  }
}

/** Parses a stored record without checking it again. */
export function readStored({ act, text }: Pick<StoredRecord, 'act' | 'text'>): SealedRecord {
  const { payload, signatures } = JSON.parse(text) as { payload: string; signatures: SignatureEntry[] };
  const seal = signatures.at(-1) as SignatureEntry;
  const person = signatures.length > 1 ? signatures[0] : undefined;
  const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  return {
    payload,
    act,
    statement: read(payload) as AnyStatement,
    ...(person ? { person } : {}),
    seal: { ...seal, header: read(seal.protected) as SealHeader },
  };
}
