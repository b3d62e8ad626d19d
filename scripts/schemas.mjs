// Writes the JSON Schema of every kind of statement to docs/schemas, from the schemas that validate. `--check` only compares.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { statementSchemas } from '@paraph/core/model';
import { toJsonSchema } from '@valibot/to-json-schema';

const folder = new URL('../docs/schemas/', import.meta.url);
const check = process.argv.includes('--check');
let stale = 0;

mkdirSync(folder, { recursive: true });
for (const [kind, schema] of Object.entries(statementSchemas)) {
  // JSON Schema cannot say what a function checks (control characters in free text, no private members in a key): it is the looser one.
  const json = toJsonSchema(schema, { errorMode: 'ignore', target: 'draft-2020-12' });
  const text = `${JSON.stringify({ title: kind, ...json }, undefined, 2)}\n`;
  const file = new URL(`${kind}.schema.json`, folder);
  if (!check) writeFileSync(file, text);
  else if (readOr(file, '') !== text) {
    stale++;
    console.error(`docs/schemas/${kind}.schema.json is not what the code says: run npm run schemas.`);
  }
}
process.exitCode = stale > 0 ? 1 : 0;

function readOr(file, otherwise) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
}
