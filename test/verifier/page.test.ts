import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { writeReport } from '@paraph/core/bundle';
import { type VerifierInput, verify } from '@paraph/verifier';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Browser as Firefox } from 'puppeteer-core';
import { launchChromium, launchFirefox, needsChromium, needsFirefox } from '../journeys/browsers.js';
import { bytesOf, dossier, fingerprint, receipt } from './bundles.js';
import { compare, pageStates, show, verifierPage, verifierPagePath } from './gallery.js';
import { tampered } from './tampered.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const command = fileURLToPath(new URL('../../../packages/verifier/dist/cli.js', import.meta.url));
const receiptFile: VerifierInput = { name: 'receipt.paraph.json', bytes: bytesOf((await receipt()).bundle) };
const dossierFile: VerifierInput = { name: 'dossier.zip', bytes: (await dossier()).zip() };
const spoiled = (await tampered.find(({ code }) => code === 'seal-invalid')?.make())?.inputs[0] as VerifierInput;

let folder = '';
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'paraph-verifier-'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

const onDisk = ({ name, bytes }: VerifierInput): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};

test('the page is one file that may run itself and nothing else', () => {
  const page = readFileSync(verifierPagePath, 'utf8');
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
  assert.match(policy, /^default-src 'none'; script-src 'sha256-[^']*'; style-src 'sha256-[^']*';/);
  assert.doesNotMatch(policy, /unsafe|connect-src|https?:/);
  assert.doesNotMatch(page, /<(script|link|img)[^>]*(src|href)=/, 'it refers to nothing outside');
});

describe('the page in Chromium, from disk', { ...needsChromium, timeout: 600_000 }, () => {
  let browser: Browser;
  let context: BrowserContext;
  const asked: string[] = [];
  const complaints: string[] = [];
  before(async () => {
    browser = await launchChromium();
    context = await browser.newContext({
      timezoneId: 'Europe/Paris',
      locale: 'en-GB',
      viewport: { width: 1280, height: 900 },
    });
    context.on('request', (request) => asked.push(request.url()));
    context.on('console', (message) => complaints.push(message.text()));
    context.on('weberror', (error) => complaints.push(error.error().message));
  });
  after(() => browser?.close());
  const withPage = async (use: (page: Page) => Promise<void>) => {
    const page = await context.newPage();
    try {
      await use(page);
    } finally {
      await page.close();
    }
  };

  for (const input of [receiptFile, dossierFile, spoiled])
    test(`gives the same bytes as the command and the library: ${input.name}`, () =>
      withPage(async (page) => {
        await show(page, { name: 'answered', inputs: [input], given: { fingerprint, from: 'agreement' } });
        const [download] = await Promise.all([page.waitForEvent('download'), page.click('.report .actions button')]);
        const saved = readFileSync(await download.path(), 'utf8');
        assert.equal(download.suggestedFilename(), `${input.name.replace(/(\.paraph)?\.[^.]*$/, '')}.report.json`);
        assert.equal(saved, writeReport(await verify([input], { fingerprint, from: 'agreement' })));
        assert.equal(saved, fromCommand(input));
      }));

  test('asks nothing of a network, and breaks no rule of its own', () =>
    withPage(async (page) => {
      asked.length = 0;
      complaints.length = 0;
      await show(page, { name: 'answered', inputs: [dossierFile], given: { fingerprint, from: 'agreement' } });
      assert.deepEqual(
        asked.map((url) => url.replace(/#.*/, '')),
        [verifierPage.href],
      );
      assert.deepEqual(complaints, []);
      const sent = await page.evaluate(() =>
        fetch('https://paraph.invalid/').then(
          () => 'sent',
          () => 'refused',
        ),
      );
      assert.equal(sent, 'refused');
      assert.match(complaints.join('\n'), /Content Security Policy/, 'by its policy, before any network');
    }));

  test('takes files that are dropped on it', () =>
    withPage(async (page) => {
      await page.goto(verifierPage.href);
      await page.evaluate(
        ([name, text]) => {
          const dropped = new DataTransfer();
          dropped.items.add(new File([text], name));
          const event = (type: string) =>
            new DragEvent(type, { dataTransfer: dropped, bubbles: true, cancelable: true });
          document.querySelector('.drop')?.dispatchEvent(event('dragenter'));
          if (!document.body.classList.contains('dragging')) throw new Error('the page does not show where to let go');
          document.querySelector('.drop')?.dispatchEvent(event('drop'));
        },
        [receiptFile.name, Buffer.from(receiptFile.bytes).toString('utf8')] as const,
      );
      await page.waitForSelector('.report');
      assert.equal(await page.locator('.report .title').textContent(), 'Intact. Who issued it is for you to compare.');
      assert.equal(await page.evaluate(() => document.body.classList.contains('dragging')), false);
    }));

  test('is used by keyboard alone, and leads to the answer', () =>
    withPage(async (page) => {
      page.on('filechooser', () => {});
      await page.goto(`${verifierPage.href}#en`);
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Français');
      await page.keyboard.press('Tab');
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
      await chooser.setFiles(onDisk(receiptFile));
      await page.waitForSelector('.report');
      assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H2', 'the answer has the focus');
      for (const expected of ['SUMMARY', 'SUMMARY', 'BUTTON', 'INPUT']) {
        await page.keyboard.press('Tab');
        assert.equal(await page.evaluate(() => document.activeElement?.tagName), expected);
      }
      await page.keyboard.type(fingerprint.toLowerCase());
      await page.keyboard.press('Tab');
      await page.keyboard.type('The agr');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.report.good');
      assert.equal(await page.locator('.report .title').textContent(), 'Intact, and issued by “Campus Lilas”.');
    }));

  test('says what is missing in the form, at its field', () =>
    withPage(async (page) => {
      await show(page, { name: 'answered', inputs: [receiptFile] });
      await page.click('form button[type=submit]');
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'fingerprint');
      assert.equal(await page.getAttribute('#fingerprint', 'aria-invalid'), 'true');
      assert.equal(await page.textContent('#fingerprint-wrong'), 'Type or paste the fingerprint.');
      await compare(page, { fingerprint });
      assert.equal(await page.textContent('#fingerprint-wrong'), '');
      assert.match((await page.textContent('#origin-wrong')) ?? '', /^Say where you got it/);
      assert.equal(await page.locator('.report.good').count(), 0, 'a fingerprint from nowhere establishes nothing');
    }));

  test('says from where the fingerprint was got, and that one from the paper itself proves nothing', () =>
    withPage(async (page) => {
      await show(page, { name: 'answered', inputs: [receiptFile], given: { fingerprint, from: 'examined' } });
      const byWhom = page.locator('[data-answer=byWhom]');
      assert.match((await byWhom.textContent()) ?? '', /a forger would have printed it there too/);
      await compare(page, { fingerprint, from: 'telephone' });
      assert.match((await byWhom.textContent()) ?? '', /got elsewhere: the telephone/);
      await page.getByRole('button', { name: 'Forget it' }).click();
      await page.waitForSelector('.report.compare');
    }));

  test('changes its language with all that stands on it', () =>
    withPage(async (page) => {
      await show(page, { name: 'answered', inputs: [dossierFile] });
      await page.fill('#fingerprint', 'sa9tj');
      await page.getByRole('button', { name: 'Français' }).click();
      assert.equal(
        await page.locator('.report .title').textContent(),
        'Intact. Qui l’a émis, c’est à vous de le comparer.',
      );
      assert.match((await page.locator('[data-answer=when]').textContent()) ?? '', /26 novembre 2026 à 10:00/);
      assert.equal(await page.inputValue('#fingerprint'), 'sa9tj');
      assert.equal(await page.evaluate(() => document.documentElement.lang), 'fr');
      assert.match(await page.title(), /^Intact\. Qui l’a émis/);
    }));

  test('shows how far it is, and says it to a screen reader', () =>
    withPage(async (page) => {
      await show(page, { name: 'checking', inputs: [dossierFile], stalls: true });
      assert.match((await page.textContent('.checking .small')) ?? '', /^\d+ of 11 records$/);
      assert.match((await page.textContent('[role=status]')) ?? '', /^Checking … \d+ of 11 records$/);
    }));

  test('an answer that comes too late does not replace a newer one', () =>
    withPage(async (page) => {
      await show(page, { name: 'checking', inputs: [dossierFile], stalls: true });
      const letter = { name: 'letter.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') };
      await page.evaluate(() => document.dispatchEvent(new Event('nothing')));
      await page.evaluate(
        ([name, text]) => {
          const dropped = new DataTransfer();
          dropped.items.add(new File([text], name));
          dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, cancelable: true }));
        },
        [letter.name, letter.buffer.toString('utf8')] as const,
      );
      await page.waitForSelector('.report');
      assert.match((await page.textContent('.report .eyebrow')) ?? '', /letter\.pdf/);
    }));

  for (const colorScheme of ['light', 'dark'] as const)
    test(`has no fault that axe finds, in any state (${colorScheme})`, async () => {
      const faults: string[] = [];
      for (const state of pageStates)
        await withPage(async (page) => {
          await page.emulateMedia({ colorScheme });
          if (colorScheme === 'dark') await page.setViewportSize({ width: 390, height: 844 });
          await show(page, state, { language: colorScheme === 'dark' ? 'fr' : 'en' });
          await page.evaluate(axe);
          const found = await page.evaluate('axe.run(document, { resultTypes: ["violations"] })');
          for (const { id, nodes } of (found as { violations: { id: string; nodes: { html: string }[] }[] }).violations)
            faults.push(`${state.name}: ${id} ${nodes.map(({ html }) => html).join(' ')}`);
          const { scroll, width } = await page.evaluate(() => ({
            scroll: document.documentElement.scrollWidth,
            width: innerWidth,
          }));
          if (scroll > width) faults.push(`${state.name}: wider than its window by ${scroll - width} px`);
        });
      assert.deepEqual(faults, []);
    });
});

describe('the page in Firefox, from disk', needsFirefox, () => {
  let browser: Firefox;
  before(async () => {
    browser = await launchFirefox();
  });
  after(() => browser?.close());

  test('gives the same bytes as the command and the library', async () => {
    const page = await browser.newPage();
    await page.goto(`${verifierPage.href}#en`);
    // BiDi tells of no finished download: what is handed to it is read instead.
    await page.evaluate(() => {
      const hand = URL.createObjectURL;
      URL.createObjectURL = (blob: Blob) => {
        Object.assign(window, { saved: blob.text() });
        return hand(blob);
      };
      HTMLAnchorElement.prototype.click = () => {};
    });
    for (const input of [receiptFile, dossierFile, spoiled]) {
      const field = await page.$('input[type=file]');
      await (field as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(onDisk(input));
      await page.waitForFunction(
        (name: string) => document.querySelector('.report .eyebrow')?.textContent?.includes(name),
        {},
        input.name,
      );
      await page.click('.report .actions button');
      const saved = await page.evaluate(() => (window as unknown as { saved: Promise<string> }).saved);
      assert.equal(saved, writeReport(await verify([input])));
    }
    await page.close();
  });
});

/** What `--json` prints; a failed verification ends with 1, which is no failure of the command. */
function fromCommand(input: VerifierInput): string {
  try {
    return execFileSync(
      process.execPath,
      [command, onDisk(input), '--json', '--fingerprint', fingerprint, '--from', 'agreement'],
      { encoding: 'utf8' },
    );
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
