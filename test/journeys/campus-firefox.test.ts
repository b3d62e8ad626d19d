import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ElementHandle, Page } from 'puppeteer-core';
import { launchFirefox, needsFirefox } from './browsers.js';
import { Campus } from './campus.js';

test('in Firefox, a learner draws with the mouse, and another confirms by keyboard', needsFirefox, async () => {
  const [campus, browser] = await Promise.all([Campus.open(), launchFirefox()]);
  try {
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 900 });
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(`${campus.site}/learner/3?lang=en`);
    await draw(page, await found(page, 'paraph-attendance >>> canvas'));
    await (await found(page, 'paraph-attendance >>> button::-p-text(Continue)')).click();
    await (await found(page, 'paraph-attendance >>> button::-p-text(Sign)')).click();
    await found(page, 'paraph-attendance >>> ::-p-text(Recorded today at)');

    await page.goto(`${campus.site}/learner/4?lang=fr`);
    await (await found(page, 'paraph-attendance >>> [role=tab]')).focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'Tab', ' '] as const) await page.keyboard.press(key);
    await (await found(page, 'paraph-attendance >>> button::-p-text(Continuer)')).focus();
    await page.keyboard.press('Enter');
    await found(page, 'paraph-attendance >>> ::-p-text(Relisez-le.)');
    await (await found(page, 'paraph-attendance >>> button::-p-text(Signer)')).focus();
    await page.keyboard.press('Enter');
    await found(page, 'paraph-attendance >>> ::-p-text(Enregistré aujourd’hui)');
    assert.deepEqual(complaints, []);
  } finally {
    await browser.close();
    await campus.remove();
  }
});

async function found(page: Page, selector: string): Promise<ElementHandle> {
  const handle = await page.waitForSelector(selector, { visible: true, timeout: 20_000 });
  assert.ok(handle, selector);
  return handle as ElementHandle;
}

async function draw(page: Page, surface: ElementHandle): Promise<void> {
  await surface.scrollIntoView();
  const box = await surface.boundingBox();
  assert.ok(box);
  const at = (along: number) =>
    [box.x + box.width * (0.2 + 0.6 * along), box.y + box.height * (0.5 + 0.2 * Math.sin(along * 12))] as const;
  await page.mouse.move(...at(0));
  await page.mouse.down();
  for (let step = 1; step <= 24; step += 1) await page.mouse.move(...at(step / 24));
  await page.mouse.up();
}
