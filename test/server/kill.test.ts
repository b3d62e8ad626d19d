import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import {
  openCheckpoint,
  readVerifierKey,
  type VerifiedCheckpoint,
  type VerifierKey,
  verifyConsistency,
} from '@paraph/core/ledger';
import type { Digest } from '@paraph/core/model';
import { decodeBase64url, defaultPorts } from '@paraph/core/signing';
import type { Announcement } from '@paraph/core/wire';
import { openSqlite } from '@paraph/server';
import { importClass, type Ready, sendReady, signAll } from './class.js';
import { paraph, ServerProcess } from './server-process.js';

const { hash, verifySignature } = defaultPorts();
const kills = Number(process.env.PARAPH_KILLS ?? 100);
/** Acts that are new in each round, so that every kill comes while something is being written. */
const fresh = 32;
const learners = 8;

test(`what was answered holds after ${kills} kills at random moments under load`, {
  timeout: 60_000 + kills * 6000,
}, async (t) => {
  const server = await ServerProcess.make();
  await server.start();
  t.after(() => server.end('SIGKILL'));
  await importClass(server, { learners, sessions: Math.ceil((kills * fresh) / learners) });
  const acts = await signAll(server, { learners });
  const client = new Client(server);
  await client.noteCheckpoint();
  for (let kill = 0; kill < kills; kill += 1) {
    await client.sendUntilKilled(acts.slice(kill * fresh, (kill + 1) * fresh));
    await server.start();
    await client.checkJournal();
    await client.noteCheckpoint();
    if (kill % 25 === 24) await audited(server);
  }
  await client.sendRest();
  await client.checkJournal();
  await client.noteCheckpoint();
  assert.equal(client.journal.size, kills * fresh, 'all of it came in at last');
  assert.ok(client.broken >= kills / 4, 'requests were under way when it was killed');
  await audited(server);
  assert.equal(await server.end(), 0, 'and it stops cleanly when it is asked to');
  t.diagnostic(`${kills} kills, ${client.answered} answers, ${client.broken} broken off, ${client.journal.size} acts`);
});

async function audited(server: ServerProcess): Promise<void> {
  const audit = await paraph(['audit'], { cwd: server.folder });
  assert.equal(audit.code, 0, `${audit.out}${audit.error}`);
}

/** Sends, and remembers what it was told: that must hold, whatever happens to the server. */
class Client {
  readonly #server: ServerProcess;
  /** The answer to each act. */
  readonly journal = new Map<Digest, string>();
  answered = 0;
  broken = 0;
  #unchecked: Digest[] = [];
  #waiting: Ready[] = [];
  #sent: Ready[] = [];
  #keys: readonly VerifierKey[] | undefined;
  #noted: VerifiedCheckpoint | undefined;

  constructor(server: ServerProcess) {
    this.#server = server;
  }

  /** Eight connections send what is new and what was broken off, and now and then what was answered before; then the server is killed. */
  async sendUntilKilled(acts: readonly Ready[]): Promise<void> {
    this.#waiting.push(...acts);
    const until = this.answered + Math.floor(Math.random() * fresh);
    let alive = true;
    const work = async () => {
      while (alive) {
        const next = this.#waiting.shift() ?? this.#sent[Math.floor(Math.random() * this.#sent.length)];
        if (next && !(await this.#attempt(next))) return;
      }
    };
    const working = Promise.all(Array.from({ length: 8 }, work));
    while (this.answered < until) await wait(1);
    await wait(Math.random() * 6);
    await this.#server.end('SIGKILL');
    alive = false;
    await working;
  }

  async sendRest(): Promise<void> {
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift())
      assert.ok(await this.#attempt(next), 'nobody kills it now');
  }

  /** Everything that was answered since the last time is stored, byte for byte. */
  async checkJournal(): Promise<void> {
    const storage = await openSqlite(join(this.#server.folder, '.paraph'), { readOnly: true });
    const [organisation] = await storage.organisations();
    assert.ok(organisation);
    const stored = await storage.of(organisation).records(this.#unchecked);
    await storage.close();
    const texts = new Map(stored.map(({ act, text }) => [act, text]));
    for (const act of this.#unchecked) assert.equal(texts.get(act), this.journal.get(act), 'answered, and so stored');
    this.#unchecked = [];
  }

  /** The checkpoint that it serves now extends the one that it served before. */
  async noteCheckpoint(): Promise<void> {
    const { endpoint } = this.#server;
    this.#keys ??= ((await (await fetch(endpoint)).json()) as Announcement).checkpointKeys.map((key) =>
      readVerifierKey(key, hash),
    );
    const note = await (await fetch(`${endpoint}checkpoint`)).text();
    const now = await openCheckpoint(note, { keys: this.#keys, verifySignature });
    assert.ok(now.verified);
    const before = this.#noted;
    this.#noted = now;
    if (!before) return;
    const asked = await fetch(`${endpoint}proofs/consistency?from=${before.size}&to=${now.size}`);
    const { path } = (await asked.json()) as { path: string[] };
    const claim = { from: before.size, to: now.size, fromRoot: before.root, toRoot: now.root, hash };
    assert.ok(verifyConsistency(path.map(decodeBase64url), claim), `${now.size} extends ${before.size}`);
  }

  async #attempt(ready: Ready): Promise<boolean> {
    const response = await sendReady(this.#server, ready).catch(() => undefined);
    const text = await response?.text().catch(() => undefined);
    if (response && text !== undefined) assert.ok(response.ok, text);
    const before = this.journal.get(ready.act);
    if (text === undefined) {
      // The line broke: nobody knows whether it was stored, so it is sent again.
      if (before === undefined) this.#waiting.unshift(ready);
      this.broken += 1;
      return false;
    }
    this.answered += 1;
    if (before === undefined) {
      this.journal.set(ready.act, text);
      this.#unchecked.push(ready.act);
      this.#sent.push(ready);
    } else assert.equal(text, before, 'the same act, the same record');
    return true;
  }
}
