import { writeFileSync } from 'node:fs';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { chromiumFlags, findChromium, findFirefox } from './scripts/browsers.mjs';
import { compiledTests } from './scripts/compiled-tests.mjs';

const chromium = findChromium();
const firefox = findFirefox();
const filter = process.env.PARAPH_BROWSER_FILTER ?? '';

export default {
  rootDir: import.meta.dirname,
  files: compiledTests('test/dist/browser/**/*.test.js').filter((file) => file.includes(filter)),
  nodeResolve: true,
  concurrency: 2,
  concurrentBrowsers: 1,
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 60_000,
  // jose alone is 46 modules when it isn't bundled.
  testFramework: { config: { timeout: '10000' } },
  browsers: [
    ...(chromium ? [named('Chromium', { executablePath: chromium, args: chromiumFlags })] : []),
    // Firefox runs through WebDriver BiDi: no geckodriver.
    ...(firefox ? [named('Firefox', { executablePath: firefox, browser: 'firefox' })] : []),
  ],
  reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: false }), tallyReporter()],
};

function named(name, launchOptions) {
  const launcher = chromeLauncher({ launchOptions });
  launcher.name = name;
  return launcher;
}

/** Prints one line a browser, and writes the sum for `scripts/test.mjs`. */
function tallyReporter() {
  return {
    onTestRunFinished({ sessions }) {
      const sum = { passed: 0, failed: 0, skipped: 0, notes: [] };
      for (const { testFile, browser, testResults, errors } of sessions) {
        const tests = testResults ? testsOf(testResults) : [];
        for (const { name, passed, skipped } of tests) {
          const outcome = skipped ? 'skipped' : passed ? 'passed' : 'failed';
          sum[outcome] += 1;
          if (outcome !== 'passed') sum.notes.push(`${outcome}: ${name} (${browser.name})`);
        }
        if (errors.length > 0 || tests.length === 0) {
          sum.failed += 1;
          sum.notes.push(`failed: ${testFile} ${errors[0]?.message ?? 'holds no test'} (${browser.name})`);
        }
      }
      console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
      if (process.env.PARAPH_BROWSER_REPORT) writeFileSync(process.env.PARAPH_BROWSER_REPORT, JSON.stringify(sum));
    },
  };
}

function testsOf({ tests, suites }) {
  return [...tests, ...suites.flatMap(testsOf)];
}
