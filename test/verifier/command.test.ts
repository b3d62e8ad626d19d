import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { writeReport } from '@paraph/core/bundle';
import { verify } from '@paraph/verifier';
import { bytesOf, dossier, fingerprint, receipt } from './bundles.js';
import { tampered } from './tampered.js';

const command = fileURLToPath(new URL('../../../packages/verifier/dist/cli.js', import.meta.url));
let folder = '';
const at = (name: string) => join(folder, name);

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'paraph-command-'));
  writeFileSync(at('receipt.paraph.json'), bytesOf((await receipt()).bundle));
  writeFileSync(at('dossier.zip'), (await dossier()).zip());
  const spoiled = await tampered.find(({ code }) => code === 'words-differ')?.make();
  writeFileSync(at('spoiled.paraph.json'), spoiled?.inputs[0]?.bytes ?? '');
});
after(() => rmSync(folder, { recursive: true, force: true }));

function run(args: readonly string[], environment: Record<string, string> = {}) {
  const env = { PATH: process.env.PATH ?? '', TZ: 'Europe/Paris', ...environment };
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], { encoding: 'utf8', env });
  return { status, stdout, stderr };
}

const compared = ['--fingerprint', fingerprint, '--from', 'agreement'];

describe('the command', () => {
  test('ends with 0 when all is well, and says by whom and from where one knows', () => {
    const { status, stdout } = run([at('receipt.paraph.json'), ...compared]);
    assert.equal(status, 0);
    assert.match(stdout, /^Intact, and issued by “Campus Lilas”\.\nAttendance · receipt\.paraph\.json\n/);
    assert.match(stdout, /The fingerprint is the one that you got elsewhere:\s+the agreement\./);
    assert.match(stdout, /Attendance, recorded 24 November 2026 at 09:10\./);
  });

  test('ends with 2 when nobody compared', () => {
    const { status, stdout } = run([at('receipt.paraph.json')]);
    assert.equal(status, 2);
    assert.match(stdout, /^Intact\. Who issued it is for you to compare\.\n/);
    assert.ok(stdout.includes(`\n            ${fingerprint}\n`), 'the fingerprint stands alone on its line');
  });

  test('ends with 1 when something fails', () => {
    const { status, stdout } = run([at('spoiled.paraph.json'), ...compared]);
    assert.equal(status, 1);
    assert.match(stdout, /^Not intact\. Do not rely on it\.\n/);
    assert.match(stdout, /✗ Intact +No\. The words that were signed are not those that the plan gives\./);
  });

  test('says it in French, as asked or as the system is', () => {
    const asked = run([at('dossier.zip'), ...compared, '--language', 'fr']);
    assert.equal(asked.status, 0);
    assert.match(asked.stdout, /^Intact, complet, et émis par «\u00a0Campus Lilas\u00a0»\.\n/);
    assert.equal(run([at('dossier.zip'), ...compared], { LANG: 'fr_FR.UTF-8' }).stdout, asked.stdout);
    assert.match(run([at('dossier.zip')], { LANG: 'de_DE.UTF-8' }).stdout, /^Intact\. Who/);
  });

  test('tells times in the zone that is asked for', () => {
    const { stdout } = run([at('receipt.paraph.json'), '--zone', 'America/New_York']);
    assert.match(stdout, /recorded 24 November 2026 at 03:10\./);
    assert.match(stdout, /Times are Eastern Time\./);
  });

  test('gives the report as JSON, the bytes that the library gives', async () => {
    const paths = [at('receipt.paraph.json'), at('dossier.zip'), at('spoiled.paraph.json')];
    for (const path of paths) {
      const input = { name: path.slice(folder.length + 1), bytes: new Uint8Array(readFileSync(path)) };
      assert.equal(run([path, '--json']).stdout, writeReport(await verify([input])));
    }
  });

  test('takes several files at once', () => {
    const { status, stdout } = run([at('receipt.paraph.json'), at('dossier.zip'), ...compared]);
    assert.equal(status, 1);
    assert.match(stdout, /claim one place/);
    assert.match(stdout, /– dossier\.zip · /);
  });

  test('reports what it can’t read', () => {
    writeFileSync(at('letter.txt'), 'Dear Alice');
    const { status, stdout } = run([at('letter.txt')]);
    assert.equal(status, 1);
    assert.match(stdout, /^This can’t be read\./);
  });

  test('lets no file write into the terminal', () => {
    const name = 'a\u001b[31m\u202etxt.paraph.json';
    writeFileSync(at(name), '{}');
    const { stdout } = run([at(name)]);
    assert.ok(!/[\p{Cc}\u202e]/u.test(stdout.replaceAll('\n', '')));
  });

  const misused: [says: string, args: string[], stderr: RegExp][] = [
    ['no file', [], /^Name at least one file/],
    ['a file that isn’t there', ['/nowhere/x.paraph.json'], /can’t be opened: ENOENT/],
    ['a folder', [tmpdir()], /is a folder\. Name the files/],
    ['an option that it doesn’t have', ['x', '--colour'], /--colour/],
    ['a fingerprint from nowhere', ['x', '--fingerprint', fingerprint], /needs --from: where did you get it\?/],
    ['an origin of nothing', ['x', '--from', 'agreement'], /give it with --fingerprint/],
    ['a language that there is none of', ['x', '--language', 'xx'], /--language is en or fr, not xx/],
    ['a zone that there is none of', ['x', '--zone', 'Paris'], /--zone is a time zone such as Europe\/Paris/],
  ];
  for (const [says, args, stderr] of misused)
    test(`ends with 64, apart from every verdict, for ${says}`, () => {
      const ended = run(args);
      assert.deepEqual([ended.status, ended.stdout], [64, '']);
      assert.match(ended.stderr, stderr);
    });

  test('says what it is, and its version', () => {
    assert.match(run(['--help']).stdout, /Usage: npx @paraph\/verifier FILE…/);
    assert.match(run(['--help', '--language', 'fr']).stdout, /Usage\u00a0: npx @paraph\/verifier FICHIER…/);
    assert.match(run(['--version']).stdout, /^\d+\.\d+\.\d+\n$/);
  });
});
