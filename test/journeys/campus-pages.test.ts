import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium, needsChromium } from './browsers.js';
import { Campus } from './campus.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const looks = [
  { width: 390, colorScheme: 'dark', language: 'fr' },
  { width: 320, colorScheme: 'light', language: 'fr' },
  { width: 1280, colorScheme: 'light', language: 'en' },
] as const;
const pages = {
  '/': 'main',
  '/learner/9': 'paraph-attendance >> text=/2026|Recorded|Enregistré/',
  '/learner/3/programme': 'paraph-attendance >> nth=4 >> text=/Moodle/',
  '/learner/3/survey': 'paraph-survey form',
  '/learner/3/certificate': 'paraph-certificate .state',
  '/trainer/nadia-lambert': 'paraph-roster table',
  '/manager/helene-caron': 'paraph-programme table',
  '/nowhere': 'main',
};

let campus: Campus;
let browser: Browser;

before(async () => {
  if (needsChromium.skip) return;
  [campus, browser] = await Promise.all([Campus.open(), launchChromium()]);
});

after(async () => {
  await browser?.close();
  await campus?.remove();
});

for (const [path, settled] of Object.entries(pages)) {
  test(`${path} fits a phone and a desk, and everybody can use it`, needsChromium, async () => {
    for (const { width, colorScheme, language } of looks) {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
      await page.goto(`${campus.site}${path}?lang=${language}`);
      await page.locator(settled).first().waitFor();
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `${path} at ${width} px in ${language} is ${overflow} px too wide`);
      assert.deepEqual(await faults(page), [], `${path} at ${width} px, ${colorScheme}, ${language}`);
      await page.close();
    }
  });
}

test('an address of nobody is not found, and what changes nothing is all that is answered', needsChromium, async () => {
  assert.equal((await fetch(`${campus.site}/learner/99`)).status, 404);
  assert.equal((await fetch(`${campus.site}/learner/3/token`, { method: 'POST' })).status, 405);
  assert.equal((await fetch(`${campus.site}/constructor`)).status, 404);
  assert.equal((await fetch(`${campus.site}/public/..%2f..%2foverlay.json`)).status, 404);
});

async function faults(page: Page): Promise<string[]> {
  // Evaluated by the debugger: the page's own policy would allow no other script.
  await page.evaluate(axe);
  return page.evaluate(async () => {
    type Result = { violations: { id: string; nodes: { target: unknown; failureSummary?: string }[] }[] };
    const { run } = (globalThis as unknown as { axe: { run(): Promise<Result> } }).axe;
    const { violations } = await run();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${JSON.stringify(target)} ${failureSummary ?? ''}`),
    );
  });
}
