// Prints what each entry of size.config.json weighs, minified, and fails past its ceiling or when a name is in it that must not be.
// The weight is that of all that a page fetches before the entry runs: its chunk and the chunks that it imports statically.
import { readFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { rollup } from 'rollup';
import { bundlePlugins, onwarn } from './bundle-plugins.mjs';

const { entries, neverAnywhere } = JSON.parse(readFileSync('size.config.json', 'utf8'));
const outputs = new Map();
const faults = [];

console.log(
  `${'entry'.padEnd(28)}${'files'.padStart(6)}${'bytes'.padStart(10)}${'gzip'.padStart(10)}${'brotli'.padStart(10)}  ceiling`,
);
for (const { name, entry, gzip: ceiling, follow, without = {} } of entries) {
  const chunks = reached(await bundle(entry), follow !== undefined);
  const code = chunks.map(({ code }) => code);
  const bytes = total(code, (text) => Buffer.byteLength(text));
  // Each file is compressed alone, as it travels.
  const gzip = total(code, (text) => gzipSync(text, { level: 9 }).length);
  const brotli = total(code, (text) => brotliCompressSync(text).length);
  const figures = [bytes, gzip, brotli].map((figure) => figure.toLocaleString('en').padStart(10)).join('');
  console.log(
    `${name.padEnd(28)}${String(chunks.length).padStart(6)}${figures}  ${ceiling?.toLocaleString('en') ?? ''}`,
  );
  if (gzip > ceiling) faults.push(`${name} is ${gzip} bytes gzip, over its ceiling of ${ceiling}`);
  for (const [what, pattern] of Object.entries({ ...neverAnywhere, ...without })) {
    const culprits = modulesOf(chunks).filter((id) => new RegExp(pattern).test(id));
    if (culprits.length > 0) faults.push(`${name} contains ${what}: ${culprits.join(', ')}`);
  }
}

for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;

async function bundle(entry) {
  const kept = outputs.get(entry);
  if (kept) return kept;
  const build = await rollup({ input: entry, plugins: bundlePlugins(), onwarn });
  const { output } = await build.generate({ format: 'es' });
  await build.close();
  outputs.set(entry, output);
  return output;
}

function reached(output, dynamicToo) {
  const byName = new Map(output.map((chunk) => [chunk.fileName, chunk]));
  const found = new Set();
  const queue = [output.find(({ isEntry }) => isEntry)];
  for (let chunk = queue.pop(); chunk !== undefined; chunk = queue.pop()) {
    if (found.has(chunk)) continue;
    found.add(chunk);
    queue.push(...[...chunk.imports, ...(dynamicToo ? chunk.dynamicImports : [])].map((name) => byName.get(name)));
  }
  return [...found];
}

/** Modules of which something is left after tree shaking. */
function modulesOf(chunks) {
  return chunks.flatMap(({ modules }) => Object.keys(modules).filter((id) => modules[id].renderedLength > 0));
}

function total(texts, measure) {
  return texts.reduce((sum, text) => sum + measure(text), 0);
}
