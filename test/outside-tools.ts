import { execFileSync } from 'node:child_process';

const required = new Set((process.env.PARAPH_REQUIRE ?? '').split(',').filter(Boolean));

/**
 * Test options for a test that needs a program which npm doesn't bring: `test('…', needs('strace'), …)`.
 * Missing, it is a visible skip; missing and named in `PARAPH_REQUIRE`, the test file fails.
 */
export function needs(tool: string): { skip?: string } {
  try {
    execFileSync('which', [tool], { stdio: 'ignore' });
    return {};
  } catch {
    if (required.has(tool)) throw new Error(`PARAPH_REQUIRE names ${tool}, and it is not installed`);
    return { skip: `${tool} is not installed` };
  }
}
