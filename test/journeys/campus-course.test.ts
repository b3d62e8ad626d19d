import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { unzipSync, zipSync } from 'fflate';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { launchChromium, needsChromium } from './browsers.js';
import { Campus } from './campus.js';
import { drawWithFinger } from './gestures.js';

const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const desk: BrowserContextOptions = { viewport: { width: 1280, height: 900 } };

let campus: Campus;
let browser: Browser;
let fingerprint: string;
let receipt: string;
let certificate: string;
let dossier: string;
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
  page.on('console', (message) => {
    const { url } = message.location();
    // A page that names no icon is asked for one by the browser, not by the page.
    if (message.type() === 'error' && !url.endsWith('/favicon.ico')) complaints.push(`${message.text()} ${url}`);
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const known = [campus.site, campus.paraph, 'blob:', 'data:'].some((origin) => request.url().startsWith(origin));
    if (!known) complaints.push(`a third party was asked: ${request.url()}`);
  });
  await page.goto(`${campus.site}${path}`);
  return page;
}

/** Does something that downloads a file. @returns where it was saved, under its own name */
async function saved(page: Page, doing: () => Promise<void>): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), doing()]);
  const path = join(campus.data, download.suggestedFilename());
  await download.saveAs(path);
  return path;
}

/** Goes to something with the tabulator, and presses keys there. */
async function press(page: Page, place: Locator, ...keys: string[]): Promise<void> {
  await place.waitFor();
  for (let tabs = 0; tabs < 80; tabs += 1) {
    if (await place.evaluate((element) => element.matches(':focus'))) {
      for (const key of keys) await page.keyboard.press(key);
      return;
    }
    await page.keyboard.press('Tab');
  }
  assert.fail(`the tabulator never reaches ${place}`);
}

/** The single file of the verifier, opened from disk, in a browser without a network. */
async function openVerifier(): Promise<Page> {
  const context = await browser.newContext({ ...desk, locale: 'en-GB', offline: true });
  const page = await context.newPage();
  await page.goto(new URL('../../../packages/verifier/dist/verifier.html', import.meta.url).href);
  return page;
}

/** Gives the verifier a file, and waits for what it says of this one. */
async function give(page: Page, file: string): Promise<void> {
  await page.reload();
  await page.locator('input[type=file]').setInputFiles(file);
}

/** A copy of a file in which one character of a record's payload is another. */
function tampered(file: string): string {
  const copy = file.replace(/([^/]+)$/, 'changed-$1');
  const bytes = readFileSync(file);
  if (file.endsWith('.zip')) {
    const files = unzipSync(bytes);
    const bundle = files['bundle.json'];
    assert.ok(bundle);
    files['bundle.json'] = withAnotherCharacter(bundle);
    writeFileSync(copy, zipSync(files));
  } else writeFileSync(copy, withAnotherCharacter(bytes));
  return copy;
}

function withAnotherCharacter(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const changed = Buffer.from(bytes);
  const at = changed.indexOf('"payload":"') + 400;
  changed.write(changed.toString('latin1', at, at + 1) === 'A' ? 'B' : 'A', at, 'latin1');
  return changed;
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
  const readme = readFileSync(new URL('../../../examples/campus/README.md', import.meta.url), 'utf8');
  const printed = /^default-src .*$/m.exec(readme)?.[0] ?? assert.fail('the README prints no policy');
  assert.doesNotMatch(printed, /unsafe|\*|data:/);
  const policy = printed.replaceAll('http://localhost:4180', campus.paraph);
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
  receipt = await saved(learner, () => learner.getByRole('button', { name: 'Download receipt' }).tap());
  await Promise.all([learner.context().close(), trainer.context().close()]);
});

test('without a network a signature is kept, and sent on return', needsChromium, async () => {
  const learner = await visit('/learner/5', desk);
  await learner.getByRole('tab', { name: 'Type' }).click();
  // Leave to sign is fetched while there is a network.
  await learner.waitForLoadState('networkidle');
  await learner.context().setOffline(true);
  await learner.getByRole('textbox').fill("Jean-François O'Brien");
  await learner.getByRole('button', { name: 'Continue' }).click();
  await learner.getByRole('button', { name: 'Sign' }).click();
  await learner.getByText('Signed, waiting for the network').first().waitFor();
  await learner.context().setOffline(false);
  await learner.getByText(/^Recorded today at/).waitFor();
  complaints.splice(0, complaints.length, ...complaints.filter((one) => !one.includes('ERR_INTERNET_DISCONNECTED')));
  await learner.context().close();
});

test('the trainer closes the sheet by keyboard alone', needsChromium, async () => {
  const trainer = await visit('/trainer', desk);
  await press(trainer, trainer.getByRole('button', { name: 'Close the sheet' }), 'Enter');
  await press(trainer, trainer.getByRole('tab', { name: 'Draw' }), 'ArrowRight', 'ArrowRight');
  await press(trainer, trainer.getByRole('checkbox'), 'Space');
  await trainer.getByText('Expected: 30. Signed: 13. Late: 0.').waitFor();
  await press(trainer, trainer.getByRole('button', { name: 'Sign and close' }), 'Enter');
  await trainer.getByText(/^Closed today at/).waitFor();
  await trainer.context().close();
});

test('who comes after the closing is told so', needsChromium, async () => {
  const learner = await visit('/learner/4', phone);
  await learner.getByText('The sheet is closed').waitFor();
  await learner.context().close();
});

test('the learner answers the survey, leaves half-way and resumes', needsChromium, async () => {
  const learner = await visit('/learner/3/survey', phone);
  const choose = (name: string | RegExp) => learner.getByRole('radio', { name }).tap();
  const next = () => learner.getByRole('button', { name: 'Next' }).tap();
  await choose(/Very/);
  await next();
  await choose('Right for me');
  await next();
  await learner.getByText('Question 3 of 6').waitFor();
  await learner.goto(`${campus.site}/learner/3`);
  await learner.goto(`${campus.site}/learner/3/survey`);
  await learner.getByText('You answered part of this before.').waitFor();
  await learner.getByText('Question 3 of 6').waitFor();
  await learner.getByRole('checkbox', { name: 'The written lesson' }).tap();
  await learner.getByRole('checkbox', { name: 'The case of the media library' }).tap();
  await next();
  await next();
  await learner.getByText('Please answer this question.').first().waitFor();
  await choose(/Rather yes/);
  await next();
  await choose('9');
  await next();
  await learner.getByRole('button', { name: 'Review my answers' }).tap();
  await learner.getByText('These are my answers. Zoé Lefèvre').waitFor();
  await learner.getByRole('button', { name: 'Sign and send' }).tap();
  await learner.getByText('Thank you').first().waitFor();
  await learner.context().close();
});

test('the manager sees who qualifies, issues the certificate and exports the dossier', needsChromium, async () => {
  const manager = await visit('/manager', desk);
  await manager.getByText('7 of 30 have what a certificate needs').waitFor();
  await manager.getByRole('button', { name: 'Amélie Nuñez' }).click();
  await manager.getByText('A certificate needs everything above to be complete.').waitFor();
  await manager.getByText('retard, 15 min').first().waitFor();
  await manager.getByRole('button', { name: /Back to all learners/ }).click();
  await manager.getByRole('button', { name: 'Zoé Lefèvre' }).click();
  await manager.getByRole('button', { name: 'Issue the certificate' }).click();
  await manager.getByRole('button', { name: 'Issue', exact: true }).click();
  await manager.getByText('Zoé Lefèvre can open it now.').first().waitFor();
  dossier = await saved(manager, () => manager.getByRole('button', { name: 'Export the dossier' }).click());
  assert.match(dossier, /dossier-zoe-lefevre-.*\.zip$/);
  await manager.context().close();
});

test('the learner downloads the certificate', needsChromium, async () => {
  const learner = await visit('/learner/3/certificate', phone);
  await learner.getByRole('article').getByText('Zoé Lefèvre', { exact: true }).waitFor();
  certificate = await saved(learner, () => learner.getByRole('button', { name: 'Download the file' }).tap());
  assert.match(certificate, /certificate\.paraph\.json$/);
  fingerprint = await learner.locator('footer .fingerprint').innerText();
  const link = await learner.getByRole('link', { name: /\/c\/campus\// }).getAttribute('href');
  await learner.goto(link ?? '');
  await learner.getByRole('article').getByText('Zoé Lefèvre', { exact: true }).waitFor();
  await learner.context().close();
});

test('nothing was complained of, and nobody else was asked', needsChromium, () => {
  assert.deepEqual(complaints, []);
});

test('Ctrl-C ends it cleanly', needsChromium, async () => {
  assert.equal(await campus.stop(), 0);
  await assert.rejects(fetch(campus.paraph));
  await assert.rejects(fetch(campus.site));
});

test('with the server off, the verifier on disk says what holds', needsChromium, async () => {
  const page = await openVerifier();
  for (const file of [receipt, certificate]) {
    await give(page, file);
    await page.getByText('Compare this fingerprint with one that you got elsewhere').first().waitFor();
    await page.getByText('Nothing was changed since it was signed.').waitFor();
  }
  await give(page, dossier);
  await page.getByText('Every record that the dossier states is here.').waitFor();
  await page.getByText('Whether the certificate was revoked can’t be seen in a file.', { exact: false }).waitFor();
  await page.getByLabel('Fingerprint of the organisation').fill(fingerprint);
  await page.getByLabel('Where did you get it?').selectOption('website');
  await page.getByRole('button', { name: 'Compare' }).click();
  await page.getByText('Intact, complete, and issued by “Académie du Lac”.').waitFor();
  await page.context().close();
});

test('one character changed, and the verifier says what fails', needsChromium, async () => {
  const page = await openVerifier();
  for (const file of [receipt, certificate, dossier]) {
    await give(page, tampered(file));
    await page.getByText('Not intact. Do not rely on it.').waitFor();
  }
  await page.context().close();
});

test('a second start finds everything again', needsChromium, async () => {
  await campus.start();
  assert.match(campus.output, /nothing new/);
  assert.match(campus.output, /13 of 30 had signed/);
  const learner = await visit('/learner/3', phone);
  await learner.getByText(/^Recorded today at/).waitFor();
  await learner.goto(`${campus.site}/learner/3/survey`);
  await learner.getByText('Thank you').first().waitFor();
  const trainer = await visit('/trainer', desk);
  await trainer.getByText(/^Closed today at/).waitFor();
  await Promise.all([learner.context().close(), trainer.context().close()]);
});
