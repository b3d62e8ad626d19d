import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { ParaphError } from '@paraph/core/errors';
import { createHandler, type OrganisationStorage, openSqlite, type Storage } from '@paraph/server';
import { address, School, Someone } from './school.js';

/** A storage in which one thing fails when it is told to. */
function failing(storage: Storage, what: 'append' | 'putCheckpoint', fails: () => Error | undefined): Storage {
  const around = (of: OrganisationStorage) =>
    new Proxy(of, {
      get: (target, name) => {
        if (name === what)
          return async (given: never) => {
            const error = fails();
            if (error) throw error;
            return target[what](given);
          };
        const value = Reflect.get(target, name, target) as unknown;
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  return new Proxy(storage, {
    get: (target, name) => {
      if (name === 'of') return (organisation: never) => around(target.of(organisation));
      const value = Reflect.get(target, name, target) as unknown;
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

describe('in trouble', () => {
  test('a storage that is full is said (storage, 507), nothing is answered that isn’t kept, and it goes on afterwards', async () => {
    let error: Error | undefined;
    const school = await School.open({ around: (storage) => failing(storage, 'append', () => error) });
    try {
      const learners = await Promise.all(['alice', 'karim'].map((name) => Someone.of(school, name)));
      const made = await Promise.all(learners.map((one) => one.attendance('morning')));
      const acts = await Promise.all(learners.map((one, at) => one.sign(made[at] as never)));
      const send = () => Promise.all(acts.map((act, at) => school.send(act, { permit: made[at]?.permit })));
      const size = (await school.storage.head(school.options.log)).size;
      error = Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 });
      for (let tries = 0; tries < 3; tries += 1)
        for (const response of await send()) {
          const problem = (await response.json()) as { code: string; detail: string };
          assert.deepEqual([response.status, problem.code], [507, 'storage']);
          assert.doesNotMatch(problem.detail, /sqlite|database or disk/i, 'nobody is told of the inside');
        }
      assert.equal((await school.storage.head(school.options.log)).size, size);
      assert.ok(school.errors.length > 0, 'the operator is told');
      error = undefined;
      const answers = await send();
      assert.deepEqual(
        answers.map(({ status }) => status),
        [201, 201],
      );
      assert.equal((await school.storage.head(school.options.log)).size, size + 2, 'no number was lost');
      const receipt = await school.request(
        `receipts/${(await school.agenda('alice')).sessions.find(({ recorded }) => recorded)?.recorded?.act}`,
        { as: 'alice', role: 'learner' },
      );
      assert.equal(receipt.status, 200);
    } finally {
      await school.close();
    }
  });

  test('a disk that is full refuses, keeps what it answered, signs no checkpoint that it can’t mark, and goes on when there is room', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'paraph-full-'));
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder], { stdio: 'ignore' }).status !== 0)
      return t.skip('a small disk can’t be mounted here (root only)');
    t.after(async () => {
      spawnSync('umount', [folder], { stdio: 'ignore' });
      await rm(folder, { recursive: true, force: true });
    });
    const school = await School.open({ folder });
    const [alice, karim] = [await Someone.of(school, 'alice'), await Someone.of(school, 'karim')];
    const made = [
      await alice.attendance('morning'),
      await karim.attendance('morning'),
      await alice.response(),
    ] as const;
    const first = await alice.send(made[0]);
    assert.equal(first.status, 201);
    await wait(300);
    // What is left goes to something else, to the last byte.
    const junk = join(folder, 'junk');
    await writeFile(junk, '');
    const block = Buffer.alloc(4096);
    await (async () => {
      for (;;) await appendFile(junk, block);
    })().catch((error: NodeJS.ErrnoException) => assert.equal(error.code, 'ENOSPC'));
    const refused: number[] = [];
    for (const [someone, one] of [
      [karim, made[1]],
      [alice, made[2]],
    ] as const)
      refused.push((await someone.send(one)).status);
    assert.ok(refused.every((status) => status === 507 || status === 201) && refused.includes(507), `${refused}`);
    assert.equal((await school.request('me', { as: 'alice', role: 'learner' })).status, 200, 'reading goes on');
    await wait(400);
    await rm(junk);
    assert.ok([200, 201].includes((await karim.send(made[1])).status));
    assert.ok([200, 201].includes((await alice.send(made[2])).status));
    assert.equal(await (await alice.send(made[0])).text(), await first.text());
    await wait(400);
    const { size } = await school.storage.head(school.options.log);
    const note = await (await school.request('checkpoint')).text();
    assert.equal(note.split('\n')[1], `${size}`, 'the checkpoint covers all');
    await school.close();
    assert.equal(largestIn(await readFile(join(folder, 'mark.jsonl'), 'utf8')), size, 'and is marked');
  });

  test('a checkpoint that could not be kept is tried again, without anybody signing anything', async () => {
    let error: Error | undefined;
    const school = await School.open({ around: (storage) => failing(storage, 'putCheckpoint', () => error) });
    await wait(300);
    const sizeOf = async () => Number((await (await school.request('checkpoint')).text()).split('\n')[1]);
    const before = await sizeOf();
    error = new ParaphError('storage', 'The database could not keep it.');
    const alice = await Someone.of(school, 'alice');
    assert.equal((await alice.send(await alice.attendance('morning'))).status, 201, 'records go on');
    await wait(400);
    assert.equal(await sizeOf(), before, 'none is served that isn’t kept');
    error = undefined;
    for (let tries = 0; tries < 50 && (await sizeOf()) === before; tries += 1) await wait(100);
    assert.equal(await sizeOf(), before + 1);
    assert.ok(school.errors.length > 0, 'the operator is told');
    await school.close();
  });

  test('a mark that a crash cut off is taken up on a line of its own', async () => {
    const school = await School.open();
    await wait(300);
    await school.close();
    const mark = join(school.folder, 'mark.jsonl');
    await appendFile(mark, '{"log":"lilas.example/para');
    const storage = await openSqlite(school.folder);
    const options = { storage, organisations: [school.options], url: address, mark, ports: school.ports, threads: 1 };
    const handler = await createHandler(options);
    const token = await school.token('luc', 'manager');
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ programmes: [{ id: 'new', title: { en: 'New' } }] });
    const posted = await handler.fetch(new Request(`${school.url}plan`, { method: 'POST', headers, body }));
    assert.equal(posted.status, 200, await posted.text());
    await handler.close();
    const { size } = await storage.of(school.options.organisation).head(school.options.log);
    await storage.close();
    assert.equal(largestIn(await readFile(mark, 'utf8')), size);
  });

  test('a second server on the same folder is refused, and the first goes on', async () => {
    const school = await School.open();
    const second = await openSqlite(school.folder);
    const options = { storage: second, organisations: [school.options], url: address, threads: 1 };
    await assert.rejects(
      createHandler(options),
      (error) => error instanceof ParaphError && error.code === 'unavailable',
    );
    const reader = await openSqlite(school.folder, { readOnly: true });
    const { log, organisation } = school.options;
    assert.ok((await reader.of(organisation).head(log)).size > 0, 'a reader is not');
    await assert.rejects(createHandler({ ...options, storage: reader }), { code: 'misuse' });
    const alice = await Someone.of(school, 'alice');
    assert.equal((await alice.send(await alice.attendance('morning'))).status, 201);
    await reader.close();
    await school.close();
    const third = await createHandler(options);
    await third.close();
    await second.close();
  });

  test('keys that are not the organisation’s are refused at the start, and the folder is let go', async () => {
    const school = await School.open();
    await school.close();
    const storage = await openSqlite(school.folder);
    const { keys } = school.options;
    const wrong = { ...school.options, keys: { ...keys, seal: { ...keys.seal, ...(await otherKey()) } } };
    const options = { storage, organisations: [wrong], url: address, threads: 1 };
    await assert.rejects(createHandler(options), { code: 'unavailable' });
    await (await createHandler({ ...options, organisations: [school.options] })).close();
    await storage.close();
  });

  test('what comes while it stops is done or refused, never half', async () => {
    const school = await School.open();
    const [alice, karim] = [await Someone.of(school, 'alice'), await Someone.of(school, 'karim')];
    const [one, other] = [await alice.attendance('morning'), await karim.attendance('morning')];
    const [first, second] = [alice.send(one), karim.send(other)];
    const closing = school.handler.close();
    const answers = await Promise.all([first, second]);
    await closing;
    for (const { status } of answers) assert.ok(status === 201 || status === 503, `${status}`);
    const { log } = school.options;
    const { size } = await school.storage.head(log);
    const stored = await school.storage.entries(log, { from: 0, until: size });
    const kept = answers.filter(({ status }) => status === 201).length;
    assert.equal(stored.filter(({ kind }) => kind === 'attendance').length, kept);
    assert.equal((await school.storage.checkpoint(log))?.size, size, 'its last checkpoint covers all');
  });
});

const otherKey = async () => {
  const { generatePrivateJwk } = await import('@paraph/core/signing');
  return generatePrivateJwk('ES256') as Promise<object>;
};

/** The largest size that a mark holds; lines that can't be read say nothing. */
function largestIn(mark: string): number {
  const sizes = mark.split('\n').map((line) => {
    try {
      return (JSON.parse(line) as { size?: number }).size ?? 0;
    } catch {
      return 0;
    }
  });
  return Math.max(...sizes);
}
