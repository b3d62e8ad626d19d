import type { SQLInputValue, StatementSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { Statement } from '../sql-storage.js';
import { connectToWrite } from './connect.js';
import type { FromWriter, ToWriter } from './writer-messages.js';

// The one connection that writes. Statements stay prepared: to prepare one costs more than to run it.
const port = parentPort;
const database = connectToWrite((workerData as { file: string }).file);
const prepared = new Map<string, { readonly statement: StatementSync; readonly givesRows: boolean }>();
const keptStatements = 512;

const say = (message: FromWriter): void => port?.postMessage(message);

port?.on('message', (message: ToWriter) => {
  if (message.type === 'commit') {
    say(commit(message.statements));
    return;
  }
  database.close();
  port?.close();
});
say({ type: 'ready' });

function commit(statements: readonly Statement[]): FromWriter {
  try {
    database.exec('begin immediate');
    const rows = statements.map(run);
    database.exec('commit');
    return { type: 'committed', rows };
  } catch (error) {
    try {
      database.exec('rollback');
    } catch {
      // SQLite rolls back by itself when the disk is full, and there is no transaction any more.
    }
    const { message, code, errcode } = error as Error & { code?: unknown; errcode?: unknown };
    return { type: 'failed', message, code, errcode };
  }
}

function run({ sql, runs }: Statement): readonly unknown[] {
  let found = prepared.get(sql);
  if (!found) {
    if (prepared.size >= keptStatements) prepared.clear();
    const statement = database.prepare(sql);
    found = { statement, givesRows: statement.columns().length > 0 };
    prepared.set(sql, found);
  }
  const { statement, givesRows } = found;
  const all = runs as readonly (readonly SQLInputValue[])[];
  if (givesRows) return all.flatMap((parameters) => statement.all(...parameters));
  for (const parameters of all) statement.run(...parameters);
  return [];
}
