import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { needs } from '../outside-tools.js';
import { importClass, sendReady, signAll } from './class.js';
import { ServerProcess } from './server-process.js';

// A kill doesn't empty the page cache, so it can't tell what was synced: the order of the system calls does.
test('no answer goes out before the sync that covers its record', {
  ...needs('strace'),
  timeout: 180_000,
}, async (t) => {
  const server = await ServerProcess.make();
  const trace = join(server.folder, 'trace');
  await server.start();
  t.after(() => server.end('SIGKILL'));
  await importClass(server, { learners: 4, sessions: 10 });
  const acts = await signAll(server, { learners: 4 });
  await server.end();

  const calls = 'trace=write,writev,sendto,sendmsg,pwrite64,pwritev,fsync,fdatasync';
  // -f: all threads in one file, in the order in which the kernel saw them. -y: which file a descriptor is. -s: enough to find a record in.
  // -D: the tracer stands aside, so that the process is the server itself.
  await server.start({ before: ['strace', '-D', '-f', '-y', '-s', '20000', '-e', calls, '-o', trace] });
  const bodies = await Promise.all(acts.map(async (ready) => (await sendReady(server, ready)).text()));
  await server.end();

  // The tracer writes a little longer than the server lives.
  const ended = new RegExp(`^${server.pid} \\+\\+\\+ exited`, 'm');
  let text = '';
  for (let tries = 0; tries < 100 && !ended.test(text); tries += 1) {
    await wait(100);
    text = await readFile(trace, 'latin1');
  }
  const lines = text.split('\n');
  // A call that another thread's cut in two ends on a later line of its own thread; syncs of other files don't count.
  const [syncs, begun]: [number[], Set<string>] = [[], new Set()];
  for (const [at, line] of lines.entries()) {
    const [thread = ''] = line.split(' ', 1);
    const begins = /\bf(?:data)?sync\(\d+<[^>]*paraph\.db-wal>/.test(line);
    if (begins && line.includes('<unfinished')) begun.add(thread);
    else if ((begins || (/sync resumed>/.test(line) && begun.delete(thread))) && /= 0$/.test(line)) syncs.push(at);
  }
  assert.ok(syncs.length > 0, 'the log of the database is synced');
  let batched = 0;
  for (const body of bodies) {
    // A stretch of the payload that holds the nonce: it stands in the record as stored and in the answer, and nowhere else.
    const { payload } = JSON.parse(body) as { payload: string };
    const mark = payload.slice(180, 260);
    const written = lines.findIndex(
      (line) => line.includes('pwrite') && line.includes('paraph.db-wal') && line.includes(mark),
    );
    const answer = lines.findIndex((line) => line.includes('201 Created') && line.includes(mark));
    // The answer's head and body may go out in two calls.
    const sent =
      answer === -1
        ? lines.findIndex(
            (line) => /\b(?:write|writev|sendto|sendmsg)\(\d+<(?:socket|TCP)/.test(line) && line.includes(mark),
          )
        : answer;
    assert.ok(written >= 0, 'the record is written to the log of the database');
    assert.ok(sent >= 0, 'the answer is written to the socket');
    assert.ok(
      syncs.some((sync) => written < sync && sync < sent),
      `record written at ${written}, answered at ${sent}, no sync between`,
    );
    batched += 1;
  }
  t.diagnostic(`${batched} answers, ${syncs.length} syncs`);
  assert.equal(batched, acts.length);
});
