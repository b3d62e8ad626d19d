import type { CompiledQuery, Kysely } from 'kysely';
import type { Tables } from './tables.js';

type Row = Readonly<Record<string, unknown>>;
type OnConflict = 'fail' | 'ignore' | 'replace';

export interface InsertOptions {
  readonly rows: readonly Row[];
  /** What identifies a row, for `ignore` and `replace`. */
  readonly key?: readonly string[];
  readonly onConflict?: OnConflict;
}

const compiled = new WeakMap<object, Map<string, CompiledQuery>>();
const chunks = [64, 16, 4, 1];

/**
 * Statements that insert rows, many in one. They are compiled once for each number of rows and kept:
 * building the query costs kysely more than SQLite takes to run it.
 */
export function insertStatements(
  db: Kysely<Tables>,
  table: keyof Tables & string,
  { rows, key = [], onConflict = 'fail' }: InsertOptions,
): CompiledQuery[] {
  const statements: CompiledQuery[] = [];
  let at = 0;
  for (const size of chunks) {
    for (; rows.length - at >= size; at += size) {
      const part = rows.slice(at, at + size);
      const query = statementFor(db, table, { first: part[0] as Row, size, key, onConflict });
      statements.push({ ...query, parameters: part.flatMap((row) => Object.values(row)) });
    }
  }
  return statements;
}

function statementFor(
  db: Kysely<Tables>,
  table: keyof Tables & string,
  { first, size, key, onConflict }: { first: Row; size: number; key: readonly string[]; onConflict: OnConflict },
): CompiledQuery {
  const known = compiled.get(db) ?? new Map<string, CompiledQuery>();
  compiled.set(db, known);
  const name = `${table} ${size} ${onConflict}`;
  const found = known.get(name);
  if (found) return found;
  const columns = Object.keys(first);
  const row = Object.fromEntries(columns.map((column) => [column, null]));
  const insert = (db as unknown as Kysely<Record<string, Row>>)
    .insertInto(table)
    .values(Array.from({ length: size }, () => row));
  const query = insert
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
  known.set(name, query);
  return query;
}
