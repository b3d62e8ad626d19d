// Runs the compiled benches one after the other, so that none disturbs another; each writes bench/<name>.json. `npm run bench -- records` runs one.
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { basename } from 'node:path';

const wanted = process.argv.slice(2);
const files = globSync('test/dist/bench/*.bench.js').filter((file) => {
  return wanted.length === 0 || wanted.includes(basename(file, '.bench.js'));
});
if (files.length === 0) throw new TypeError(`no bench is called ${wanted.join(', ') || 'anything yet'}`);

for (const file of files) {
  console.log(`\n── ${basename(file, '.bench.js')}`);
  const { status } = spawnSync(process.execPath, [file], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
