import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchChromium, needsChromium } from './browsers.js';
import { Campus } from './campus.js';
import { drawWithFinger } from './gestures.js';

const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const desk: BrowserContextOptions = { viewport: { width: 1280, height: 900 } };

let campus: Campus;
let browser: Browser;
const complaints: string[] = [];

/** A person at a device of their own, with English as their language. What the browser complains of is a failure of the page. */
async function visit(path: string, device: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({
    ...device,
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    acceptDownloads: true,
  });
  const page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const known = [campus.site, campus.paraph, 'blob:', 'data:'].some((origin) => request.url().startsWith(origin));
    if (!known) complaints.push(`a third party was asked: ${request.url()}`);
  });
  await page.goto(`${campus.site}${path}`);
  return page;
}

before(async () => {
  if (needsChromium.skip) return;
  [campus, browser] = await Promise.all([Campus.open(), launchChromium()]);
});

after(async () => {
  await browser?.close();
  await campus?.remove();
});

test('the campus sends exactly the policy that its README prints', needsChromium, async () => {
  const response = await fetch(`${campus.site}/learner/3`);
  const policy = `default-src 'self'; script-src 'self' ${campus.paraph}; connect-src 'self' ${campus.paraph}`;
  assert.equal(response.headers.get('content-security-policy'), policy);
});

test('a learner signs with a finger, and the trainer sees it arrive', needsChromium, async () => {
  const trainer = await visit('/trainer', desk);
  const row = trainer.getByRole('row', { name: /Zoé Lefèvre/ });
  await row.getByText('Not yet').waitFor();
  const learner = await visit('/learner', phone);
  await drawWithFinger(learner, learner.locator('paraph-attendance canvas'));
  await learner.getByRole('button', { name: 'Continue' }).tap();
  await learner.getByText('I, Zoé Lefèvre, attended this half-day.').waitFor();
  await learner.getByRole('button', { name: 'Sign' }).tap();
  await learner.getByText(/^Recorded today at/).waitFor();
  await row.getByRole('img', { name: 'Signature of Zoé Lefèvre' }).waitFor();
  await learner.reload();
  await learner.getByText(/^Recorded today at/).waitFor();
  await Promise.all([learner.context().close(), trainer.context().close()]);
});

test('nothing was complained of, and nobody else was asked', needsChromium, () => {
  assert.deepEqual(complaints, []);
});
