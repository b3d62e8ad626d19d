import { existsSync, globSync } from 'node:fs';

/** Compiled test files whose source still exists: tsc leaves the output of a deleted test behind. */
export function compiledTests(pattern, exclude = []) {
  return globSync(pattern, { exclude }).filter((file) =>
    existsSync(file.replace('test/dist/', 'test/').replace(/\.js$/, '.ts')),
  );
}
