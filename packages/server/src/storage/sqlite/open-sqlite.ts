import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ParaphError } from '@paraph/core/errors';
import { Kysely, SqliteDialect, sql } from 'kysely';
import { migrate } from '../migrate.js';
import { SqlStorage } from '../sql-storage.js';
import type { Storage } from '../storage.js';
import type { Tables } from '../tables.js';
import type { Traits } from '../traits.js';
import { kyselyDatabase } from './driver.js';
import { lockFile } from './lock.js';

export interface SqliteOptions {
  /** Open for reading only: takes no lock, makes nothing. Default `false`. */
  readonly readOnly?: boolean;
}

const traits: Traits = {
  bytes: 'blob',
  bigInteger: 'integer',
  clustered: (table) => table.modifyEnd(sql`without rowid`),
  numbered: (column) => column,
};

/**
 * Opens the embedded database in a folder, and makes it when it isn't there.
 *
 * WAL and `synchronous=FULL`: a commit is on the disk before it returns. `secure_delete`: what is erased is overwritten.
 * One connection writes, another reads, so that a reader never sees half a transaction.
 *
 * @param folder where `paraph.db` lies
 * @throws {@link ParaphError} `not-found` when it should only be read and isn't there
 *
 * @example
 * ```ts
 * import { mkdtempSync } from 'node:fs';
 * import { openSqlite } from '@paraph/server';
 * const storage = await openSqlite(mkdtempSync('/tmp/paraph-'));
 * console.log(await storage.organisations()); // []
 * await storage.close();
 * ```
 */
export async function openSqlite(folder: string, { readOnly = false }: SqliteOptions = {}): Promise<Storage> {
  const file = join(folder, 'paraph.db');
  if (readOnly && !existsSync(file)) throw new ParaphError('not-found', `There is no database in ${folder}.`);
  if (!readOnly) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const write = connect(file, readOnly);
  // Tables first: the reading connection opens a file that is complete.
  if (!readOnly) await migrate(write as unknown as Kysely<never>, traits);
  const read = readOnly ? write : connect(file, true);
  return new SqlStorage({ read, write, readOnly, lock: () => lockFile(join(folder, 'writer.lock')) });
}

function connect(file: string, readOnly: boolean): Kysely<Tables> {
  const database = new DatabaseSync(file, { readOnly, timeout: 5000 });
  if (!readOnly) {
    database.exec('pragma page_size = 8192');
    database.exec('pragma journal_mode = wal');
    database.exec('pragma synchronous = full');
    database.exec('pragma secure_delete = on');
    database.exec('pragma wal_autocheckpoint = 2000');
  }
  database.exec('pragma cache_size = -65536');
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: kyselyDatabase(database) }) });
}
