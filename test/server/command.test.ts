import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, test } from 'node:test';
import { importClass, sendReady, signAll } from './class.js';
import { paraph, ServerProcess } from './server-process.js';

describe('paraph', () => {
  let server: ServerProcess;
  before(async () => {
    server = await ServerProcess.make();
    await server.start();
    await importClass(server, { learners: 2, sessions: 2 });
  });
  after(() => server.end('SIGKILL'));
  const here = () => ({ cwd: server.folder });

  test('each command says how it is used', async () => {
    for (const command of ['keys', 'serve', 'import', 'token', 'verify', 'audit']) {
      const { code, out } = await paraph([command, '--help'], here());
      assert.equal(code, 0);
      assert.match(out, new RegExp(`^paraph ${command}`));
    }
    assert.equal((await paraph(['nonsense'], here())).code, 64);
    assert.equal((await paraph(['serve', '--nonsense'], here())).code, 64);
  });

  test('keys puts the recovery key into a folder of its own, and secrets where only their owner reads them', async () => {
    const recovery = join(server.folder, '.paraph-recovery', 'school.recovery.jwk.json');
    assert.equal((await stat(recovery)).mode & 0o777, 0o600);
    const folder = join(server.folder, '.paraph', 'keys', 'school');
    for (const file of await readdir(folder)) assert.equal((await stat(join(folder, file))).mode & 0o777, 0o600, file);
    const { d } = JSON.parse(await readFile(recovery, 'utf8')) as { d: string };
    for (const file of await readdir(folder)) assert.ok(!(await readFile(join(folder, file), 'utf8')).includes(d));
  });

  test('serve never reads the recovery key, and says so', async () => {
    assert.match(server.output, /recovery key is not read here/);
    await server.end();
    await rename(join(server.folder, '.paraph-recovery'), join(server.folder, 'offline'));
    await server.start();
    await rename(join(server.folder, 'offline'), join(server.folder, '.paraph-recovery'));
  });

  test('keys a second time changes nothing', async () => {
    const { code, out } = await paraph(['keys', '--name', 'Another'], here());
    assert.equal(code, 0);
    assert.match(out, /has its keys already/);
  });

  test('keys site registers a public key, and refuses a private one', async () => {
    const jwk = JSON.parse(
      await readFile(join(server.folder, '.paraph-recovery', 'school.recovery.jwk.json'), 'utf8'),
    ) as { d?: string };
    await writeFile(join(server.folder, 'private.json'), JSON.stringify(jwk));
    const wrong = await paraph(['keys', 'site', '--alg', 'ES256', '--key', 'private.json', '--kid', 'a'], here());
    assert.equal(wrong.code, 64);
    assert.match(wrong.error, /private key/);
    const { d: _, ...open } = jwk;
    await writeFile(join(server.folder, 'public.json'), JSON.stringify(open));
    assert.equal(
      (await paraph(['keys', 'site', '--alg', 'ES256', '--key', 'public.json', '--kid', 'a'], here())).code,
      0,
    );
    assert.match((await paraph(['keys', 'site', '--kid', 'a'], here())).error, /registered already/);
  });

  test('a second serve on the same folder is refused; import and audit beside it are not', async () => {
    const second = await paraph(['serve', '--port', '0'], here());
    assert.equal(second.code, 1);
    assert.match(second.error, /Another paraph process is writing/);
    const again = await paraph(['import', 'plan.json'], here());
    assert.match(again.out, /0 created, 0 changed/);
    assert.equal((await paraph(['audit'], here())).code, 0);
  });

  test('audit finds a record that was changed in the database', async () => {
    const [ready] = await signAll(server, { learners: 1 });
    assert.ok(ready);
    assert.equal((await sendReady(server, ready)).status, 201);
    assert.equal(await server.end(), 0);
    assert.equal((await paraph(['audit'], here())).code, 0);
    const database = new DatabaseSync(join(server.folder, '.paraph', 'paraph.db'));
    const change = (sql: string) => database.exec(sql);
    change(`update records set received = '2020-01-01T00:00:00.000Z' where idx = 5`);
    const audit = await paraph(['audit'], here());
    assert.equal(audit.code, 1);
    assert.match(audit.out, /received/);
    database.close();
  });

  test('a database that is older than its mark is served for reading only', async () => {
    const other = await ServerProcess.make();
    try {
      await other.start();
      await importClass(other, { learners: 1, sessions: 2 });
      await other.end();
      const folder = join(other.folder, '.paraph');
      const backup = await readFile(join(folder, 'paraph.db'));
      assert.ok(!existsSync(join(folder, 'paraph.db-wal')), 'all of it is in the one file after a clean stop');
      await other.start();
      const [first, second] = await signAll(other, { learners: 1 });
      assert.ok(first && second);
      assert.equal((await sendReady(other, first)).status, 201);
      await other.end();
      await writeFile(join(folder, 'paraph.db'), backup);
      await other.start();
      const response = await sendReady(other, second);
      assert.equal(response.status, 503);
      assert.equal(((await response.json()) as { code: string }).code, 'read-only');
      assert.equal((await fetch(`${other.endpoint}checkpoint`)).status, 200);
      assert.match((await paraph(['audit'], { cwd: other.folder })).out, /mark/);
    } finally {
      await other.end('SIGKILL');
    }
  });
});
