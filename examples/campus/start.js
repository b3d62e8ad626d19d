#!/usr/bin/env node
// What `npm start` runs: a Paraph server as a process of its own, and a course site that uses it as any other site would.
import { mkdirSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Demonstration } from './demonstration/demonstration.js';
import { Failure } from './demonstration/failure.js';

const { values } = parseArgs({
  options: {
    // Stops once everything is ready: for tests.
    check: { type: 'boolean', default: false },
    data: { type: 'string', default: fileURLToPath(new URL('.data', import.meta.url)) },
    port: { type: 'string', default: process.env.PORT ?? '4180' },
  },
});

const say = (name, text) => console.log(`  ${name.padEnd(10)} ${text}`);
const shown = (path) => {
  const near = relative(process.cwd(), path);
  return near.startsWith('..') ? path : near;
};
const { data } = values;
mkdirSync(data, { recursive: true, mode: 0o700 });
const demonstration = new Demonstration({ data, port: Number(values.port), say, shown });
let stopping;

/** Ends once, however often it is asked. */
function stop() {
  stopping ??= demonstration.stop();
  return stopping;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, async () => {
    if (stopping) process.exit(1);
    console.log('\nStopping.');
    await stop();
    console.log(`Stopped. Everything is kept in ${shown(data)}; npm start finds it again.`);
    process.exit(0);
  });
}

try {
  console.log('\nThe campus: a course site that uses Paraph\n');
  const { learner, trainer, manager, verifier } = await demonstration.start();
  console.log(
    `\n  Learner    ${learner}\n  Trainer    ${trainer}\n  Manager    ${manager}\n  Verifier   ${verifier}\n`,
  );
  console.log(`Ctrl-C stops it. To start anew, remove ${shown(data)}\n`);
  if (values.check) await stop();
  else void demonstration.ended.then(fail);
} catch (error) {
  await fail(error);
}

async function fail(error) {
  if (stopping) return;
  console.error(`\n${error instanceof Failure ? error.message : error.stack}`);
  if (error instanceof Failure) console.error(error.todo);
  process.exitCode = 1;
  await stop();
}
