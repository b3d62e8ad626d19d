// Writes every state of every element as a picture, a contact sheet an element, and runs axe over the same list.
// `npm run screens -- paraph-pad` only what begins so; `--look` only two pictures a state (phone, light, English; desk, dark, French).
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { rollup } from 'rollup';
import { chromiumFlags, findChromium } from './browsers.mjs';
import { bundlePlugins, onwarn } from './bundle-plugins.mjs';

const folder = 'screens';
const [look, filters] = [process.argv.includes('--look'), process.argv.slice(2).filter((one) => !one.startsWith('--'))];
const settings = look
  ? [
      { width: 390, scheme: 'light', language: 'en' },
      { width: 1280, scheme: 'dark', language: 'fr' },
    ]
  : [390, 1280].flatMap((width) =>
      ['light', 'dark'].flatMap((scheme) => ['en', 'fr'].map((language) => ({ width, scheme, language }))),
    );

const files = await bundleGallery();
const server = createServer(serve).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const address = `http://127.0.0.1:${server.address().port}/`;
const executablePath = findChromium();
if (!executablePath) {
  console.error('No Chromium found: set CHROME_PATH.');
  process.exit(1);
}
const browser = await chromium.launch({ executablePath, args: chromiumFlags });
const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const faults = [];
let order = [];
let shots = 0;
if (filters.length === 0) rmSync(folder, { recursive: true, force: true });

for (const setting of settings) await takeAll(setting);
await makeSheets();
await browser.close();
server.close();
for (const fault of faults) console.error(fault);
console.log(`${shots} pictures in ${folder}/, ${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;

async function takeAll({ width, scheme, language }) {
  const suffix = `${width}-${scheme}-${language}`;
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: scheme,
    locale: language === 'en' ? 'en-GB' : 'fr-FR',
    timezoneId: 'Europe/Paris',
    reducedMotion: 'reduce',
    deviceScaleFactor: width < 500 ? 1.5 : 1,
    bypassCSP: false,
  });
  // Evaluated before the page, in its main world: the page's own policy forbids inline scripts, and should.
  await context.addInitScript(axe);
  const page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && faults.push(`${suffix}: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`${suffix}: ${error.message}`));
  await page.goto(`${address}page.html`);
  await page.waitForFunction(() => window.paraphGallery !== undefined);
  await page.evaluate((lang) => {
    document.documentElement.lang = lang;
  }, language);
  order = await page.evaluate(() => window.paraphGallery.names);
  const names = order.filter((name) => filters.length === 0 || filters.some((filter) => name.startsWith(filter)));
  for (const name of names) {
    try {
      await page.evaluate((shown) => window.paraphGallery.show(shown), name);
    } catch (error) {
      faults.push(`${name} (${suffix}): ${error.message.split('\n')[0]}`);
      continue;
    }
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 30))));
    const [element] = name.split('.');
    mkdirSync(join(folder, element), { recursive: true });
    await page
      .locator('main')
      .screenshot({ path: join(folder, element, `${name}.${suffix}.png`), animations: 'disabled' });
    shots += 1;
    await check(page, `${name} (${suffix})`);
  }
  await context.close();
}

async function check(page, name) {
  const { violations, wide } = await page.evaluate(async () => {
    const main = document.querySelector('main');
    const found = await window.axe.run(main, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      rules: {
        region: { enabled: false },
        'page-has-heading-one': { enabled: false },
        'heading-order': { enabled: false },
      },
    });
    return { violations: found.violations, wide: document.documentElement.scrollWidth > innerWidth };
  });
  if (wide) faults.push(`${name}: wider than the page`);
  for (const { id, nodes } of violations) {
    for (const { target, failureSummary } of nodes.slice(0, 2))
      faults.push(`${name}: ${id} at ${target.flat().join(' ')}: ${failureSummary?.split('\n')[1]?.trim()}`);
  }
}

/** One sheet an element and setting: all its states side by side. */
async function makeSheets() {
  const elements = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name: element } of elements) {
    if (filters.length > 0 && !filters.some((filter) => element.startsWith(filter) || filter.startsWith(element)))
      continue;
    for (const { width, scheme, language } of settings) {
      const suffix = `${width}-${scheme}-${language}`;
      const taken = new Set(readdirSync(join(folder, element)));
      const pictures = order.map((name) => `${name}.${suffix}.png`).filter((file) => taken.has(file));
      if (pictures.length === 0) continue;
      const shown = width < 500 ? 290 : 560;
      const figures = pictures.map((file) => {
        const data = readFileSync(join(folder, element, file)).toString('base64');
        return `<figure><figcaption>${file.slice(element.length + 1, -suffix.length - 5)}</figcaption><img width="${shown}" src="data:image/png;base64,${data}"></figure>`;
      });
      const background = scheme === 'light' ? '#fdfdfb' : '#12151c';
      const columns = width < 500 ? 5 : 3;
      const html = `<!doctype html><body style="margin:12px;background:${background};font:13px sans-serif;color:#888;columns:${columns};column-gap:12px;width:${columns * (shown + 12)}px"><style>figure{break-inside:avoid;margin:0 0 14px}figcaption{margin:0 0 2px 4px}</style>${figures.join('')}</body>`;
      const page = await browser.newPage({ viewport: { width: columns * (shown + 12) + 24, height: 600 } });
      await page.setContent(html);
      await page.screenshot({ path: join(folder, `sheet.${element}.${suffix}.png`), fullPage: true });
      await page.close();
    }
  }
}

async function bundleGallery() {
  const build = await rollup({ input: 'packages/elements/gallery/dist/page.js', plugins: bundlePlugins(), onwarn });
  const { output } = await build.generate({ format: 'es', entryFileNames: 'page.js' });
  await build.close();
  const scripts = output.map(({ fileName, code }) => [`/${fileName}`, { body: code, type: 'text/javascript' }]);
  const source = (name) => readFileSync(`packages/elements/gallery/${name}`, 'utf8');
  return new Map([
    ...scripts,
    ['/page.html', { body: source('page.html'), type: 'text/html' }],
    ['/page.css', { body: source('page.css'), type: 'text/css' }],
    [
      '/docs/examples/receipt.paraph.json',
      { body: readFileSync('docs/examples/receipt.paraph.json', 'utf8'), type: 'application/json' },
    ],
  ]);
}

function serve({ url = '/' }, response) {
  const file = files.get(new URL(url, 'http://localhost').pathname);
  response.writeHead(file ? 200 : 404, { 'content-type': `${file?.type ?? 'text/plain'}; charset=utf-8` });
  response.end(file?.body ?? '');
}
