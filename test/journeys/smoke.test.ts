import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launchChromium, launchFirefox, needsChromium, needsFirefox } from './browsers.js';

const page = 'data:text/html,<title>Paraph</title>';

test('Chromium opens a page', needsChromium, async () => {
  const browser = await launchChromium();
  try {
    const tab = await browser.newPage();
    await tab.goto(page);
    assert.equal(await tab.title(), 'Paraph');
  } finally {
    await browser.close();
  }
});

test('Firefox opens a page', needsFirefox, async () => {
  const browser = await launchFirefox();
  try {
    const tab = await browser.newPage();
    await tab.goto(page);
    assert.equal(await tab.title(), 'Paraph');
  } finally {
    await browser.close();
  }
});
