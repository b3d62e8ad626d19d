import { DatabaseSync } from 'node:sqlite';

const timeout = 5000;

/** Opens the database to read from it. */
export function connectToRead(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly: true, timeout });
  database.exec('pragma cache_size = -65536');
  return database;
}

/** Opens the database to write into it, each commit on the disk before it returns; makes the file when it isn't there. */
export function connectToWrite(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout });
  for (const setting of [
    'page_size = 8192',
    'journal_mode = wal',
    'synchronous = full',
    'secure_delete = on',
    'wal_autocheckpoint = 2000',
    'cache_size = -65536',
  ])
    database.exec(`pragma ${setting}`);
  return database;
}
