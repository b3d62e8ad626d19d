import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '@paraph/core/wire';
import { needs } from '../outside-tools.js';
import { importClass, type Ready, sendReady, signAll } from './class.js';
import { paraph, ServerProcess } from './server-process.js';

test('a full disk refuses what it cannot keep, loses nothing that it answered, and takes the rest later', {
  ...needs('prlimit'),
  timeout: 180_000,
}, async (t) => {
  const server = await ServerProcess.make();
  await server.start();
  t.after(() => server.end('SIGKILL'));
  await importClass(server, { learners: 4, sessions: 20 });
  const acts = await signAll(server, { learners: 4 });
  await server.end();

  // No file may grow beyond this: the log of the database does soon.
  await server.start({ before: ['prlimit', '--fsize=1000000'] });
  const answered: [Ready, string][] = [];
  const refused: [Ready, Problem][] = [];
  for (const ready of acts) {
    const response = await sendReady(server, ready);
    const text = await response.text();
    if (response.ok) answered.push([ready, text]);
    else refused.push([ready, JSON.parse(text) as Problem]);
  }
  assert.ok(answered.length > 0 && refused.length > 0, `${answered.length} answered, ${refused.length} refused`);
  assert.deepEqual([...new Set(refused.map(([, { code }]) => code))], ['storage']);
  assert.match(refused[0]?.[1].detail ?? '', /Nothing was recorded/);
  await server.end();

  await server.start();
  for (const [ready, text] of answered) assert.equal(await (await sendReady(server, ready)).text(), text);
  for (const [ready] of refused) assert.equal((await sendReady(server, ready)).status, 201);
  const audit = await paraph(['audit'], { cwd: server.folder });
  assert.equal(audit.code, 0, audit.out);
  t.diagnostic(`${answered.length} answered, ${refused.length} refused and sent again`);
});
