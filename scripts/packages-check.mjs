// Packs every package as npm would publish it, and lets publint and attw judge the tarball: exports, types, files.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'paraph-pack-'));
for (const name of readdirSync('packages')) {
  const cwd = join('packages', name);
  run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], { cwd });
}
for (const tarball of readdirSync(folder)) {
  console.log(`\n── ${tarball}`);
  run('publint', [join(folder, tarball), '--strict']);
  // Files that are no modules, such as the verifier's page, have no types.
  run('attw', [
    join(folder, tarball),
    '--profile',
    'esm-only',
    '--exclude-entrypoints',
    './verifier.html',
    './custom-elements.json',
  ]);
}
rmSync(folder, { recursive: true });

function run(command, args, options) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', ...options });
  if (status === 0) return;
  process.exitCode = 1;
  console.error(`${command} ${args.join(' ')}\n${stdout}${stderr}`);
}
