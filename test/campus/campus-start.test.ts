import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const start = fileURLToPath(new URL('../../../examples/campus/start.js', import.meta.url));
const data = mkdtempSync(join(tmpdir(), 'paraph-campus-'));
after(() => rmSync(data, { recursive: true, force: true }));

/** Runs the campus until it is ready, on a port that was free a moment ago. */
async function check(port?: number): Promise<{ status: number | null; output: string }> {
  const args = [start, '--check', '--data', data, '--port', `${port ?? (await freePort())}`];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, 'localhost', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

test('the first start makes keys, brings the plan in and has the class sign; the next, on other ports, finds it all', async () => {
  const first = await check();
  assert.equal(first.status, 0, first.output);
  assert.match(first.output, /41 records new/);
  assert.match(first.output, /11 of 30 signed today’s half-day, each with a key of their own; 6 answered/);
  for (const page of ['Learner', 'Trainer', 'Manager', 'Verifier'])
    assert.match(first.output, new RegExp(`^  ${page} +http://localhost:`, 'm'));
  const second = await check();
  assert.equal(second.status, 0, second.output);
  assert.match(second.output, /nothing new/);
  assert.match(second.output, /11 of 30 had signed/);
});

test('the recovery key lies in a folder of its own, away from what the server reads, and each start says so', async () => {
  assert.deepEqual(readdirSync(join(data, 'recovery')), ['campus.recovery.jwk.json']);
  const served = readdirSync(join(data, 'paraph'), { recursive: true }).map(String);
  assert.equal(
    served.some((name) => name.includes('recovery')),
    false,
  );
  assert.ok(existsSync(join(data, 'paraph', 'paraph.db')));
  assert.match((await check()).output, /The server never reads it/);
});

test('a taken port is said, with what to do', async () => {
  const other = createServer();
  await new Promise<void>((listening) => other.listen(0, 'localhost', listening));
  const { port } = other.address() as AddressInfo;
  const { status, output } = await check(port);
  other.close();
  assert.equal(status, 1);
  assert.match(output, new RegExp(`Port ${port} is taken`));
  assert.match(output, /PORT=5180 npm start/);
});
