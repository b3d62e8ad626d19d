// Records a second over HTTP, at 1, 16 and 64 keep-alive connections, held against the parts of their way, each alone on one core.
// docs/benchmarks.md says what is measured, and how to read it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child } from './records/child.js';
import type { GeneratorAsks } from './records/generate.js';
import { coreSeconds, quietMachine } from './records/machine.js';
import type { PartsAsks } from './records/measure-parts.js';
import type { HttpAsks } from './records/serve-http.js';
import type { ProductAsks } from './records/serve-product.js';
import { printRound, printSummary, type Round, summaryOf } from './records/summary.js';

const rounds = Number(process.env.PARAPH_BENCH_ROUNDS ?? 5);
const only = process.env.PARAPH_BENCH_CONNECTIONS;
/** Seconds that a load may wait for others to leave the machine alone. */
const patience = Number(process.env.PARAPH_BENCH_PATIENCE ?? 10);
/** Connections, and the records that each of them sends in a round. */
const loads = [
  { connections: 1, each: 300 },
  { connections: 16, each: 120 },
  { connections: 64, each: 80 },
].filter(({ connections }) => only === undefined || only === `${connections}`);
/** Whose records only warm up. */
const warming = { connections: 64, each: 60 };
const learners = 80;
const signed = loads.reduce((sum, { connections, each }) => sum + connections * each * rounds, 64 * warming.each * 2);
const sessions = Math.max(300, Math.ceil((signed * 1.2) / learners));

const folder = mkdtempSync(join(tmpdir(), 'paraph-bench-'));
const started = performance.now();
const product = new Child<ProductAsks>(new URL('./records/serve-product.js', import.meta.url), [folder]);
const http = new Child<HttpAsks>(new URL('./records/serve-http.js', import.meta.url));
const generator = new Child<GeneratorAsks>(new URL('./records/generate.js', import.meta.url));
const alone = new Child<PartsAsks>(new URL('./records/measure-parts.js', import.meta.url));

try {
  const loadBefore = loadavg();
  const { url, seal } = await product.ask('address', null);
  const records = new URL('records', url).href;
  console.log(
    `${learners} learners, ${sessions} half-days; load average ${loadBefore.map((one) => one.toFixed(2)).join(' ')}`,
  );
  await generator.ask('open', { url, learners, sessions });
  await generator.ask('prepare', { ...warming });
  const samples = await generator.ask('samples', { count: 512 });
  await alone.ask('open', { ...samples, seal });
  const bare = await http.ask('address', { size: samples.sealed.length });
  await generator.ask('prepare', { connections: warming.connections, each: warming.each / 2 });
  await generator.ask('run', { address: bare });
  await generator.ask('run', { address: records });

  const measured: Round[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    for (const { connections, each } of loads) {
      await generator.ask('prepare', { connections, each });
      await quietMachine({ patience });
      await http.ask('work', null);
      const plain = await generator.ask('run', { address: bare });
      const busyHttp = await http.ask('work', null);
      await product.ask('work', null);
      const before = coreSeconds();
      const driven = await generator.ask('run', { address: records });
      const after = coreSeconds();
      const { busy, batches } = await product.ask('work', null);
      const batch = driven.records / batches;
      const size = await product.ask('size', null);
      const insert = await alone.ask('insert', { batch: Math.max(1, Math.round(batch)), seconds: 0.4, size });
      const parts = await alone.ask('parts', null);
      const seconds = { http: busyHttp / plain.records, ...parts, insert, generator: plain.busy / plain.records };
      const others = Math.max(0, after.busy - before.busy - busy - driven.busy) / driven.seconds;
      measured.push({ connections, driven, batch, server: busy / driven.records, others, parts: seconds });
      printRound(round, measured.at(-1) as Round);
    }
  }

  const summaries = loads.map(
    ({ connections }) => [connections, summaryOf(measured.filter((one) => one.connections === connections))] as const,
  );
  for (const [connections, summary] of summaries) printSummary(connections, summary);
  const load = { before: loadBefore[0], after: loadavg()[0] };
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(
    `\nSQLite ${process.versions.sqlite}, Node ${process.version}, ${cpus()[0]?.model}, ${availableParallelism()} cores`,
  );
  console.log(
    `${rounds} rounds in ${seconds} s; load average ${load.before?.toFixed(2)} before, ${load.after?.toFixed(2)} after`,
  );
  const result = {
    name: 'records',
    at: new Date().toISOString(),
    ...{ seconds, rounds },
    bytes: { sent: samples.acts[0]?.length, stored: samples.sealed.length },
    ...Object.fromEntries(summaries.map(([connections, summary]) => [`at${connections}`, summary])),
    machine: { cores: availableParallelism(), processor: cpus()[0]?.model, loadAverage: load },
    versions: {
      node: process.version,
      sqlite: process.versions.sqlite,
      openssl: process.versions.openssl,
      ...packages(),
    },
  };
  writeFileSync('bench/records.json', `${JSON.stringify(result, null, 2)}\n`);
} finally {
  await Promise.all([product, http, generator, alone].map((child) => child.end()));
  rmSync(folder, { recursive: true });
}

function packages(): Record<string, string> {
  const versionOf = (file: string | URL) => (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  const { resolve } = createRequire(import.meta.url);
  return {
    '@paraph/server': versionOf(resolve('@paraph/server/package.json')),
    hono: versionOf('node_modules/hono/package.json'),
    '@hono/node-server': versionOf('node_modules/@hono/node-server/package.json'),
  };
}
