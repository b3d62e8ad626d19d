import { type Browser, chromium } from 'playwright-core';
import puppeteer, { type Browser as Firefox } from 'puppeteer-core';
import { chromiumFlags, findChromium, findFirefox } from '#browsers';

const required = new Set((process.env.PARAPH_REQUIRE ?? '').split(',').filter(Boolean));

/** Options for a test that drives Chromium: `test('…', needsChromium, …)`. */
export const needsChromium = options('chromium', findChromium());

/** Options for a test that drives Firefox: `test('…', needsFirefox, …)`. */
export const needsFirefox = options('firefox', findFirefox());

/** Chromium through Playwright: touch, pen, offline, service workers, a virtual authenticator, screenshots. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium() ?? 'chromium', args: chromiumFlags });
}

/** The system's Firefox through Puppeteer: Playwright drives only a Firefox that it patched itself. */
export function launchFirefox(): Promise<Firefox> {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: findFirefox() ?? 'firefox',
    // WebDriver lets a page on disk fetch its neighbours; a person's Firefox does not.
    extraPrefsFirefox: { 'security.fileuri.strict_origin_policy': true },
  });
}

function options(name: string, path: string | undefined): { skip?: string; timeout: number } {
  if (path) return { timeout: 120_000 };
  if (required.has(name)) throw new Error(`PARAPH_REQUIRE names ${name}, and it is not installed`);
  return { skip: `${name} is not installed`, timeout: 120_000 };
}
