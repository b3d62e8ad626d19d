import type { CompiledQuery, Kysely } from 'kysely';
import type { Tables } from './tables.js';

type Keyed = { readonly [T in keyof Tables]: keyof Tables[T] & string };

const compiled = new WeakMap<object, Map<string, CompiledQuery>>();
const sizes = [1, 4, 16, 64, 256];

/**
 * Finds the rows of an organisation whose column holds one of these values. The statement is compiled once for a few numbers of values, and filled
 * up with the last: building it anew costs kysely more than SQLite takes to run it.
 */
export async function findRows<T extends Exclude<keyof Tables, 'organisations'>>(
  db: Kysely<Tables>,
  table: T,
  {
    organisation,
    column,
    values,
  }: { readonly organisation: number; readonly column: Keyed[T]; readonly values: readonly string[] },
): Promise<Tables[T][]> {
  const rows: Tables[T][] = [];
  const most = sizes.at(-1) as number;
  for (let at = 0; at < values.length; at += most) {
    const part = values.slice(at, at + most);
    const size = sizes.find((one) => one >= part.length) ?? most;
    const filled = Array.from({ length: size }, (_, index) => part[Math.min(index, part.length - 1)]);
    const query = statementFor(db, { table, column, size });
    const found = await db.executeQuery({ ...query, parameters: [organisation, ...filled] });
    rows.push(...(found.rows as Tables[T][]));
  }
  return rows;
}

function statementFor(
  db: Kysely<Tables>,
  { table, column, size }: { readonly table: string; readonly column: string; readonly size: number },
): CompiledQuery {
  const known = compiled.get(db) ?? new Map<string, CompiledQuery>();
  compiled.set(db, known);
  const name = `${table} ${column} ${size}`;
  const found = known.get(name);
  if (found) return found;
  const query = (db as unknown as Kysely<Record<string, Record<string, string | number>>>)
    .selectFrom(table)
    .selectAll()
    .where('organisation', '=', 0)
    .where(
      column,
      'in',
      Array.from({ length: size }, () => ''),
    )
    .compile();
  known.set(name, query);
  return query;
}
