import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { writeReport } from '@paraph/core/bundle';
import { verify } from '@paraph/verifier';
import { bytesOf, fingerprint, receipt } from './bundles.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** Folders of a package and of all that it needs: from this repository's own installation, so that no registry is asked. */
function needed(name: string, found = new Map<string, string>()): Map<string, string> {
  if (found.has(name)) return found;
  const folder = join(
    root,
    name.startsWith('@paraph/') ? `packages/${name.slice('@paraph/'.length)}` : `node_modules/${name}`,
  );
  found.set(name, folder);
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  for (const one of Object.keys({ ...dependencies, ...peerDependencies })) if (one !== 'typescript') needed(one, found);
  return found;
}

test('the packed package, installed in an empty folder, verifies', { timeout: 600_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'paraph-packed-'));
  const npm = (args: readonly string[]) =>
    execFileSync('npm', [...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: folder,
      encoding: 'utf8',
    });
  try {
    const packed = npm(['pack', '--json', ...needed('@paraph/verifier').values()]);
    const files = JSON.parse(packed) as { name: string; filename: string; files: { path: string }[] }[];
    const own = files.find(({ name }) => name === '@paraph/verifier')?.files.map(({ path }) => path) ?? [];
    for (const path of [
      'README.md',
      'LICENSE',
      'dist/cli.js',
      'dist/index.d.ts',
      'dist/verifier.html',
      'src/verify.ts',
    ])
      assert.ok(own.includes(path), `${path} is in the package`);
    assert.deepEqual(
      own.filter((path) => /test|tsbuildinfo|tgz/.test(path)),
      [],
    );

    const empty = join(folder, 'empty');
    mkdirSync(empty);
    writeFileSync(join(empty, 'package.json'), '{"private":true}');
    npm(['install', '--offline', '--prefix', empty, ...files.map(({ filename }) => join(folder, filename))]);
    const bytes = bytesOf((await receipt()).bundle);
    writeFileSync(join(empty, 'receipt.paraph.json'), bytes);
    const command = join(empty, 'node_modules/.bin/paraph-verify');
    const printed = execFileSync(
      command,
      ['receipt.paraph.json', '--json', '--fingerprint', fingerprint, '--from', 'letter'],
      {
        cwd: empty,
        encoding: 'utf8',
      },
    );
    const expected = await verify([{ name: 'receipt.paraph.json', bytes }], { fingerprint, from: 'letter' });
    assert.equal(printed, writeReport(expected));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
