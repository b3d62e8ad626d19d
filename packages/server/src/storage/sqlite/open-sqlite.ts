import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { ParaphError } from '@paraph/core/errors';
import { Kysely, SqliteDialect, sql } from 'kysely';
import { migrate } from '../migrate.js';
import { type Commit, SqlStorage } from '../sql-storage.js';
import type { Storage } from '../storage.js';
import type { Tables } from '../tables.js';
import type { Traits } from '../traits.js';
import { connectToRead, connectToWrite } from './connect.js';
import { kyselyDatabase } from './driver.js';
import { lockFile } from './lock.js';
import { WriterThread } from './writer-thread.js';

/** Options of {@link openSqlite}. */
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
 * One connection writes, in a thread of its own, since a commit waits for the disk; another reads, and never sees half a transaction.
 *
 * @param folder where `paraph.db` lies
 * @throws A {@link ParaphError} `not-found` when it should only be read and isn't there
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
  const lock = () => lockFile(join(folder, 'writer.lock'));
  if (readOnly) {
    const reading = connectToRead(file);
    return new SqlStorage({
      read: kyselyOver(reading),
      commit: refuse,
      close: async () => end(reading),
      readOnly,
      lock,
    });
  }
  // Tables first: the other connections open a file that is complete.
  const making = kyselyOver(connectToWrite(file));
  await migrate(making as unknown as Kysely<never>, traits).finally(() => making.destroy());
  const writer = await WriterThread.start(file);
  const reading = connectToRead(file);
  const close = () => {
    end(reading);
    // The writer last: it leaves one whole file behind.
    return writer.close();
  };
  const commit: Commit = (statements) => writer.commit(statements);
  return new SqlStorage({ read: kyselyOver(reading), commit, close, readOnly, lock });
}

const refuse: Commit = async () => {
  throw new ParaphError('misuse', 'This storage was opened for reading only.');
};

/** Closes a connection that kysely may have closed; it leaves one open that it never used. */
function end(database: DatabaseSync): void {
  if (database.isOpen) database.close();
}

function kyselyOver(database: DatabaseSync): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: kyselyDatabase(database) }) });
}
