// Runs every test runner on the compiled tests, prints each one's count, and closes with the sum.
// `npm test -- node` runs one of them; `npm test -- node ledger` only the files whose path contains "ledger".
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium, findFirefox } from './browsers.mjs';
import { compiledTests } from './compiled-tests.mjs';

const [only, filter = ''] = process.argv.slice(2);
const required = new Set((process.env.PARAPH_REQUIRE ?? '').split(',').filter(Boolean));
const work = mkdtempSync(join(tmpdir(), 'paraph-test-'));

const runners = [
  { name: 'node', run: () => nodeTests('test/dist/**/*.test.js', ['test/dist/browser/**', 'test/dist/journeys/**']) },
  { name: 'browser', run: browserTests },
  { name: 'journeys', run: () => nodeTests('test/dist/journeys/**/*.test.js', [], ['--test-concurrency=1']) },
].filter(({ name }) => only === undefined || name === only);
if (runners.length === 0) throw new TypeError(`no runner is called ${only}: node, browser or journeys`);

const sum = { passed: 0, failed: 0, skipped: 0 };
const summary = [];
for (const { name, run } of runners) {
  console.log(`\n── ${name}`);
  const counted = run();
  if (counted.passed + counted.failed + counted.skipped === 0) {
    counted.failed = 1;
    counted.notes.push('failed: this runner ran no test');
  }
  for (const key of Object.keys(sum)) sum[key] += counted[key];
  summary.push(`${name}: ${line(counted)}`, ...counted.notes.map((note) => `  ${note}`));
}
rmSync(work, { recursive: true });
console.log(`\n${summary.join('\n')}\n${line(sum)}`);
process.exitCode = sum.failed > 0 ? 1 : 0;

function nodeTests(pattern, exclude, flags = []) {
  const files = compiledTests(pattern, exclude).filter((file) => file.includes(filter));
  if (files.length === 0) return { passed: 0, failed: 0, skipped: 0, notes: [] };
  const report = join(work, 'node.json');
  const reporters = [
    ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ...['--test-reporter=./scripts/tally-reporter.mjs', `--test-reporter-destination=${report}`],
  ];
  const { status } = spawnSync(process.execPath, ['--test', ...flags, ...reporters, ...files], { stdio: 'inherit' });
  return readReport(report, status);
}

function browserTests() {
  const missing = Object.entries({ chromium: findChromium(), firefox: findFirefox() }).filter(([, path]) => !path);
  const counted = { passed: 0, failed: 0, skipped: 0, notes: [] };
  for (const [name] of missing) {
    const outcome = required.has(name) ? 'failed' : 'skipped';
    counted[outcome] += 1;
    counted.notes.push(`${outcome}: all tests in ${name}, which is not installed`);
  }
  if (missing.length === 2) return counted;
  const report = join(work, 'browser.json');
  const command = 'node_modules/@web/test-runner/dist/bin.js';
  const { status } = spawnSync(process.execPath, [command, '--config', 'web-test-runner.config.mjs'], {
    stdio: 'inherit',
    env: { ...process.env, PARAPH_BROWSER_REPORT: report, PARAPH_BROWSER_FILTER: filter },
  });
  const ran = readReport(report, status);
  for (const key of Object.keys(sum)) counted[key] += ran[key];
  counted.notes.push(...ran.notes);
  return counted;
}

/** What a runner wrote; its exit code is believed when it says worse. */
function readReport(path, status) {
  const report = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const counted = report ? JSON.parse(report) : { passed: 0, failed: 0, skipped: 0, notes: [] };
  if (status !== 0 && counted.failed === 0) {
    counted.failed = 1;
    counted.notes.push(`failed: the runner ended with status ${status}`);
  }
  return counted;
}

function line({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
