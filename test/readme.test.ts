import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { verifyFiles } from '@paraph/core/bundle';
import { defaultPorts, digestOf } from '@paraph/core/signing';
import { findProgram } from '#browsers';
import { documents, type Fence, fencesOf } from './docs/fences.js';
import { checkToken } from './docs/site-tokens.js';
import { clearSnippets, runInNode, runInShell, typeErrors } from './docs/snippets.js';
import { attributesOf, checkTags } from './docs/tags.js';
import { Walk } from './docs/walk.js';
import { launchChromium, needsChromium } from './journeys/browsers.js';
import { needs } from './outside-tools.js';

const all = documents().flatMap(fencesOf);
const interpreters: Readonly<Record<string, string>> = { python: 'python3', php: 'php' };
/** Languages whose blocks are shown: there is nothing to run. */
const shown = new Set(['text']);

describe('every snippet', () => {
  let errors: Map<Fence, string[]>;
  before(() => {
    clearSnippets();
    errors = typeErrors(all.filter(({ language, reason }) => language === 'ts' && reason === undefined));
  });
  after(clearSnippets);

  test('is run, or says why not', () => {
    for (const { file, line, reason } of all) assert.notEqual(reason, '', `${file}:${line}`);
  });

  for (const fence of all.filter(({ reason, language }) => reason === undefined && !shown.has(language))) {
    const { file, line, language, words, text } = fence;
    const interpreter = interpreters[language];
    test(`${file}:${line} ${language}`, interpreter ? needs(interpreter) : {}, async () => {
      if (words[0] === 'token') await checkToken(fence);
      else if (language === 'js') runInNode(fence);
      else if (language === 'ts') {
        assert.deepEqual(errors.get(fence), []);
        if (words.includes('run')) runInNode(fence);
      } else if (language === 'json') JSON.parse(text);
      else if (language === 'html') await checkTags(text);
      else if (language === 'sh' && words[0] === 'run') runInShell(fence);
      else if (language === 'sh')
        assert.equal(words[0], 'walk', 'a shell snippet is run, is part of the walk, or says why not');
      else assert.fail(`nothing here runs "${language}": name a language, or say \`norun:\` and why`);
    });
  }
});

test('packages/elements/README.md has a line for each element, with its attributes', async () => {
  const rows = readFileSync('packages/elements/README.md', 'utf8').matchAll(
    /^\| `<(paraph-\w+)>` \|[^|]*\|([^|]*)\|$/gm,
  );
  for (const [, tag = '', attributes = ''] of rows) {
    const named = [...attributes.replaceAll(/\([^)]*\)/g, '').matchAll(/`([\w-]+)`/g)].map(([, name]) => name);
    assert.deepEqual(named.sort(), [...(await attributesOf(tag))].sort(), tag);
  }
});

describe('the page of one’s own', () => {
  const readme = fencesOf('README.md');
  const find = (language: string, word?: string): Fence =>
    readme.find((fence) => fence.language === language && (word === undefined || fence.words[0] === word)) ??
    assert.fail(`README.md has no ${language} ${word ?? ''}`);

  test('has its first signed record by the README alone', needsChromium, async () => {
    const walk = await Walk.begin();
    const browser = await launchChromium();
    try {
      walk.writePlan(find('json', 'plan'));
      // The request by hand says what the command before it said: without curl the walk goes on.
      const canType = ({ text }: Fence) => !text.includes('curl') || findProgram(['curl']) !== undefined;
      for (const fence of readme.filter(({ words }) => words[0] === 'walk')) if (canType(fence)) await walk.type(fence);
      await walk.servePage({ html: find('html', 'page'), policy: find('text', 'csp'), token: find('js', 'token') });
      const page = await browser.newPage({ locale: 'en-GB' });
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      await page.goto(`${walk.page}/course`);
      const attendance = page.locator('paraph-attendance');
      await attendance.getByRole('tab', { name: 'Confirm' }).click();
      await attendance.getByRole('checkbox').check();
      await attendance.getByRole('button', { name: 'Continue' }).click();
      await attendance.getByRole('button', { name: 'Sign', exact: true }).click();
      await attendance.getByText(/^Recorded /).waitFor();
      // A browser asks for an icon by itself, and this page has none.
      assert.deepEqual(
        complaints.filter((text) => !text.includes('favicon')),
        [],
      );
      assert.match(walk.audit(), /Everything holds/);
      const download = page.waitForEvent('download');
      await attendance.getByRole('button', { name: 'Download receipt' }).click();
      const receipt = readFileSync(await (await download).path());
      const fingerprint = /^Fingerprint +(\S+ \S+ \S+ \S+)/m.exec(walk.printed)?.[1] ?? '';
      const ports = defaultPorts();
      const file = { name: 'receipt', digest: digestOf(receipt, ports.hash), bundle: receipt };
      assert.equal((await verifyFiles([file], { ports, fingerprint, from: 'paraph keys' })).exitCode, 0);
    } finally {
      await browser.close();
      await walk.end();
    }
  });
});
