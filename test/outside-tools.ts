import { spawnSync } from 'node:child_process';
import { findProgram } from '#browsers';

const required = new Set((process.env.PARAPH_REQUIRE ?? '').split(',').filter(Boolean));

/**
 * Options for a test that needs a program which npm doesn't bring: `test('…', needs('strace'), …)`. `jwcrypto` is the Python module.
 * Missing, it is a visible skip; missing and named in `PARAPH_REQUIRE`, the test file fails.
 */
export function needs(tool: string): { skip?: string } {
  const found = tool === 'jwcrypto' ? hasPythonModule(tool) : findProgram([tool]) !== undefined;
  if (found) return {};
  if (required.has(tool)) throw new Error(`PARAPH_REQUIRE names ${tool}, and it is not installed`);
  return { skip: `${tool} is not installed` };
}

function hasPythonModule(name: string): boolean {
  // Debian's own Python, where apt puts modules: another one may come first in PATH.
  return spawnSync('/usr/bin/python3', ['-c', `import ${name}`], { stdio: 'ignore' }).status === 0;
}
