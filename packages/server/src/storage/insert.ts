import type { Kysely } from 'kysely';
import type { Statement } from './sql-storage.js';
import type { Tables } from './tables.js';

type Row = Readonly<Record<string, unknown>>;
type OnConflict = 'fail' | 'ignore' | 'replace';

export interface InsertOptions {
  readonly rows: readonly Row[];
  /** What identifies a row, for `ignore` and `replace`. */
  readonly key?: readonly string[];
  readonly onConflict?: OnConflict;
}

const compiled = new WeakMap<object, Map<string, string>>();

/**
 * A statement that inserts rows, one at a time: SQLite takes longer over many in one. It is compiled once and kept:
 * building it costs kysely more than SQLite takes to run it.
 *
 * @returns none when there are no rows
 */
export function insertStatement(
  db: Kysely<Tables>,
  table: keyof Tables & string,
  { rows, key = [], onConflict = 'fail' }: InsertOptions,
): Statement[] {
  const [first] = rows;
  if (!first) return [];
  return [{ sql: sqlFor(db, table, { first, key, onConflict }), runs: rows.map((row) => Object.values(row)) }];
}

function sqlFor(
  db: Kysely<Tables>,
  table: keyof Tables & string,
  { first, key, onConflict }: { first: Row; key: readonly string[]; onConflict: OnConflict },
): string {
  const known = compiled.get(db) ?? new Map<string, string>();
  compiled.set(db, known);
  const name = `${table} ${onConflict}`;
  const found = known.get(name);
  if (found !== undefined) return found;
  const columns = Object.keys(first);
  const row = Object.fromEntries(columns.map((column) => [column, null]));
  const insert = (db as unknown as Kysely<Record<string, Row>>).insertInto(table).values(row);
  const { sql } = insert
    .$if(onConflict === 'ignore', (one) => one.onConflict((conflict) => conflict.columns([...key]).doNothing()))
    .$if(onConflict === 'replace', (one) =>
      one.onConflict((conflict) =>
        conflict
          .columns([...key])
          .doUpdateSet((eb) =>
            Object.fromEntries(
              columns.filter((column) => !key.includes(column)).map((column) => [column, eb.ref(`excluded.${column}`)]),
            ),
          ),
      ),
    )
    .compile();
  known.set(name, sql);
  return sql;
}
