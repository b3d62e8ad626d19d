import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const required = new Set((process.env.PARAPH_REQUIRE ?? '').split(',').filter(Boolean));

/**
 * A folder of test data that may not be kept in this repository and lies in `../shared/data` beside it.
 * Absent, its tests are a visible skip; absent although `PARAPH_REQUIRE` names `data`, the test file fails.
 */
export function testData(folder: string): { readonly path: string; readonly absent: { readonly skip?: string } } {
  const path = `${root}${folder}`;
  if (existsSync(path)) return { path, absent: {} };
  if (required.has('data')) throw new Error(`PARAPH_REQUIRE names data, and ${path} is absent`);
  return { path, absent: { skip: `${path} is absent` } };
}
