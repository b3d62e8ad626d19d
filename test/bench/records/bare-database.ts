import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { SealedRecord } from '@paraph/core/signing';
import { writeRecord } from '@paraph/core/signing';
import { openSqlite } from '@paraph/server';

/** One row, and the statement that inserts it. */
export interface Row {
  readonly into: StatementSync;
  readonly values: readonly SQLInputValue[];
}

/**
 * The rows that the product writes for a batch of attendances, by bare prepared statements, each batch durable.
 * The tables are the product's own, made by its migrations; the settings of the connection are the same as its.
 */
export class BareDatabase {
  readonly #database: DatabaseSync;
  readonly #insert: Readonly<
    Record<'records' | 'streams' | 'tiles' | 'spent' | 'view_entries' | 'view_device_keys', StatementSync>
  >;
  readonly #sample: { readonly text: string; readonly about: Record<string, string>; readonly record: SealedRecord };
  readonly #tile = new Uint8Array(256 * 32).fill(1);
  #size = 0;

  private constructor(database: DatabaseSync, record: SealedRecord) {
    this.#database = database;
    const insert = (table: string, columns: number, more = '') =>
      database.prepare(`insert into ${table} values (1${', ?'.repeat(columns - 1)}) ${more}`);
    this.#insert = {
      records: insert('records', 8),
      streams: insert('streams', 5),
      tiles: insert('tiles', 5, 'on conflict do update set hashes = excluded.hashes'),
      spent: insert('spent', 4),
      view_entries: insert('view_entries', 10, 'on conflict do update set act = excluded.act, data = excluded.data'),
      view_device_keys: insert('view_device_keys', 6, 'on conflict do nothing'),
    };
    const { payload, person, seal } = record;
    const text = writeRecord({ payload, act: record.act, ...(person ? { person } : {}) }, seal);
    this.#sample = { text, about: record.statement.about as Record<string, string>, record };
  }

  static async open(folder: string, record: SealedRecord): Promise<BareDatabase> {
    await (await openSqlite(folder)).close();
    const database = new DatabaseSync(join(folder, 'paraph.db'));
    for (const pragma of [
      'synchronous = full',
      'secure_delete = on',
      'wal_autocheckpoint = 2000',
      'cache_size = -65536',
    ])
      database.exec(`pragma ${pragma}`);
    return new BareDatabase(database, record);
  }

  /** Records that rows were made for. */
  get size(): number {
    return this.#size;
  }

  /** Makes the rows of that many records more, in the order in which they are inserted. */
  rows(count: number): Row[] {
    const first = this.#size;
    this.#size += count;
    const rows = Array.from({ length: count }, (_, at) => this.#record(first + at)).flat();
    // Each tile that changed once, as wide as it is then.
    for (let n = first >> 8; n <= (this.#size - 1) >> 8; n += 1) {
      const hashes = this.#tile.subarray(0, Math.min(256, this.#size - n * 256) * 32);
      rows.push({ into: this.#insert.tiles, values: [this.#sample.record.seal.header.paraph.log, 0, n, hashes] });
    }
    return rows;
  }

  /** Inserts rows in one transaction; they are on the disk when it returns. */
  insert(rows: readonly Row[]): void {
    this.#database.exec('begin');
    for (const { into, values } of rows) into.run(...values);
    this.#database.exec('commit');
  }

  close(): void {
    this.#database.close();
  }

  /** Sixty-four learners sign one half-day after another. */
  #record(index: number): Row[] {
    const { text, about, record } = this.#sample;
    const { log, received } = record.seal.header.paraph;
    const { kind, at, signer } = record.statement;
    const [learner, halfDay] = [index % 64, Math.floor(index / 64)];
    const [session, enrolment, person] = [
      named('session', halfDay),
      named('enrolment', learner),
      named('person', learner),
    ];
    const act = `sha-256:${digest(`act ${index}`)}`;
    const data = JSON.stringify({ at, by: 'drawn', late: false });
    const key = (signer?.key ?? '').slice(0, -43) + digest(`key ${learner}`);
    const { records, streams, spent, view_entries, view_device_keys } = this.#insert;
    return [
      { into: records, values: [log, index, act, kind, received, person, text] },
      { into: streams, values: [`session:${session}`, log, learner + 1, index] },
      { into: streams, values: [`enrolment:${enrolment}`, log, halfDay + 1, index] },
      { into: spent, values: [digest(`nonce ${index}`).slice(0, 22), act, Date.now()] },
      {
        into: view_entries,
        values: [kind, session, enrolment, about.programme ?? '', act, log, index, received, data],
      },
      // A device key is written when it signs for the first time.
      ...(halfDay === 0 ? [{ into: view_device_keys, values: [key, person, 'own', log, index] }] : []),
    ];
  }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** An identifier of the right length, always the same for the same thing. */
function named(what: string, which: number): string {
  const hex = createHash('sha256').update(`${what} ${which}`).digest('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
