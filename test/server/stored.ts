import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Everything that stands in the database of a folder, as text: two calls are equal when nothing was stored between them. */
export function everythingIn(folder: string): string {
  const database = new DatabaseSync(join(folder, 'paraph.db'), { readOnly: true });
  try {
    const tables = database.prepare("select name from sqlite_master where type = 'table' order by name").all();
    const rows = tables.map(({ name }) => [name, database.prepare(`select * from "${String(name)}"`).all()]);
    return JSON.stringify(rows, (_, value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
    );
  } finally {
    database.close();
  }
}
