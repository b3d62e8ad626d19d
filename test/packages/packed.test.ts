// What a developer gets: the packed tarballs, in an empty TypeScript project.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fencesOf } from '../docs/fences.js';

const names = ['core', 'elements', 'server', 'verifier'];
const receipt = resolve('docs/examples/receipt.paraph.json');
const compiler = resolve('node_modules/@typescript/native/bin/tsc');
// Not the repository's own Node: the one that the machine has, which may be older than the server needs.
const machineNode = (process.env.PATH ?? '')
  .split(delimiter)
  .filter((folder) => !folder.includes('node_modules'))
  .map((folder) => join(folder, 'node'))
  .find((node) => run(node, ['--version']).status === 0);

describe('the packed packages, in an empty TypeScript project', () => {
  const folder = mkdtempSync(join(tmpdir(), 'paraph-packed-'));
  let installed: ReturnType<typeof run>;

  before(() => {
    for (const name of names) run('npm', ['pack', '--silent', '--pack-destination', folder, resolve('packages', name)]);
    const tarballs = readdirSync(folder).map((file) => `./${file}`);
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'somebody', private: true, type: 'module' }));
    const flags = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
    installed = run(
      'npm',
      ['install', ...flags, ...tarballs, 'express@5', '@types/express@5', '@types/node@24'],
      folder,
    );
  });
  after(() => rmSync(folder, { recursive: true }));

  test('install without a compiler and without a script', () => {
    assert.equal(installed.status, 0, installed.stderr);
  });

  test('build, sign and verify a record in ten lines, type-checked and run', () => {
    const source = fencesOf('README.md').find(({ text }) => text.includes('makeAct('))?.text ?? '';
    compile(folder, 'ten-lines', source);
    assert.equal(source.split('\n').filter((line) => line !== '').length <= 10, true);
    assert.equal(run(process.execPath, ['ten-lines.js'], folder).stdout.trim(), 'true');
  });

  test('run core and the verifier on the machine’s own Node', {
    skip: machineNode ? undefined : 'no Node but the repository’s',
  }, () => {
    const node = machineNode as string;
    assert.equal(run(node, ['ten-lines.js'], folder).stdout.trim(), 'true');
    const verified = run(node, ['node_modules/@paraph/verifier/dist/cli.js', receipt], folder);
    assert.equal(verified.status, 2, verified.stderr);
  });

  test('verify a receipt by npx, and say that its issuer is not established', () => {
    const verified = run('npx', ['--no-install', '@paraph/verifier', receipt, '--json'], folder);
    assert.equal(verified.status, 2, verified.stderr);
    const report = JSON.parse(verified.stdout);
    assert.equal(report.intact.state, 'good');
    assert.equal(report.byWhom.established, 'self-declared');
  });

  test('mount the server under Hono, Express and node:http', () => {
    compile(folder, 'mounted', readFileSync('test/packages/mounted.ts.txt', 'utf8'));
    const mounted = run(process.execPath, ['mounted.js'], folder);
    assert.equal(mounted.status, 0, mounted.stderr);
    assert.deepEqual(mounted.stdout.trim().split('\n'), [
      'hono École du Port',
      'express École du Port',
      'node École du Port',
    ]);
  });

  test('say the types of the elements to a page that uses them', () => {
    const source = `import '@paraph/elements/define.js';
import type { ParaphAttendance } from '@paraph/elements';
const attendance: ParaphAttendance | null = document.querySelector('paraph-attendance');
attendance?.addEventListener('paraph-recorded', (event) => console.log(event.act));
`;
    compile(folder, 'page', source, ['--lib', 'es2023,dom,dom.iterable']);
  });
});

function compile(folder: string, name: string, source: string, flags: readonly string[] = []): void {
  writeFileSync(join(folder, `${name}.ts`), source);
  const options = [
    '--strict',
    '--exactOptionalPropertyTypes',
    '--noUncheckedIndexedAccess',
    '--module',
    'nodenext',
    '--target',
    'es2022',
  ];
  const { status, stdout } = run(
    process.execPath,
    [compiler, ...options, '--types', 'node', ...flags, `${name}.ts`],
    folder,
  );
  assert.equal(status, 0, stdout);
}

function run(command: string, args: readonly string[], cwd?: string) {
  return spawnSync(command, args, { encoding: 'utf8', ...(cwd === undefined ? {} : { cwd }) });
}
