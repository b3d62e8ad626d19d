import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { Digest } from '@paraph/core/model';
import { openSqlite } from '@paraph/server';
import { importClass, type Ready, sendReady, signAll } from './class.js';
import { paraph, ServerProcess } from './server-process.js';

/** How often the server is killed; the CI run sets 100. */
const kills = Number(process.env.PARAPH_KILLS ?? 12);
const learners = 16;
const sessions = Math.max(20, Math.ceil(kills * 2.5));

test(`a receipt holds after ${kills} kills at random moments under load`, {
  timeout: 30_000 + kills * 4000,
}, async (t) => {
  const server = await ServerProcess.make();
  await server.start();
  t.after(() => server.end('SIGKILL'));
  await importClass(server, { learners, sessions });
  const acts = await signAll(server, { learners });

  /** What this client was told, and so what must hold. */
  const journal = new Map<Digest, string>();
  const waiting = [...acts];
  let [answered, unanswered] = [0, 0];

  for (let kill = 0; kill < kills; kill += 1) {
    let alive = true;
    const work = async (): Promise<void> => {
      while (alive) {
        // When all are in, what was answered before is sent again: it must be the same.
        const next = waiting.shift() ?? acts[Math.floor(Math.random() * acts.length)];
        if (!next || !(await attempt(next))) return;
      }
    };
    const attempt = async (ready: Ready): Promise<boolean> => {
      try {
        const response = await sendReady(server, ready);
        const text = await response.text();
        assert.ok(response.ok, text);
        const before = journal.get(ready.act);
        if (before !== undefined) assert.equal(text, before, 'the same act, the same record');
        journal.set(ready.act, text);
        answered += 1;
        return true;
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error;
        // The line broke: nobody knows whether it was stored, so it is sent again.
        if (!journal.has(ready.act)) waiting.unshift(ready);
        unanswered += 1;
        return false;
      }
    };
    const [before, working] = [answered, Promise.all(Array.from({ length: 8 }, work))];
    // Some are killed before their first answer, most in full swing.
    while (kill % 4 !== 0 && answered === before) await wait(5);
    await wait(Math.random() * 300);
    await server.end('SIGKILL');
    alive = false;
    await working;
    await server.start();
    if (kill % 10 === 9 || kill === kills - 1) {
      const audit = await paraph(['audit'], { cwd: server.folder });
      assert.equal(audit.code, 0, audit.out);
    }
  }

  const storage = await openSqlite(join(server.folder, '.paraph'), { readOnly: true });
  const [organisation] = await storage.organisations();
  assert.ok(organisation);
  const stored = new Map(
    (await storage.of(organisation).records([...journal.keys()])).map(({ act, text }) => [act, text]),
  );
  for (const [act, text] of journal) assert.equal(stored.get(act), text, 'what was answered is stored, byte for byte');
  await storage.close();
  t.diagnostic(`${kills} kills, ${answered} answers, ${unanswered} broken off, ${journal.size} different acts`);
  assert.ok(unanswered > 0, 'some requests were under way when it was killed');
  assert.equal(await server.end(), 0, 'and it stops cleanly when it is asked to');
});
