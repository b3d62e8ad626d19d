import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { findingCodes, verifyFiles } from '@paraph/core/bundle';
import { errorCodes, ParaphError } from '@paraph/core/errors';
import { leafHash } from '@paraph/core/ledger';
import { templates } from '@paraph/core/model';
import { defaultPorts, digestOf, entryOf, isSealed, kinds, openRecord } from '@paraph/core/signing';
import { problemOf } from '@paraph/core/wire';
import { documents, type Fence, fencesOf } from './docs/fences.js';
import { checkToken } from './docs/site-tokens.js';
import { clearSnippets, runInNode, runInShell, typeErrors } from './docs/snippets.js';
import { checkTags } from './docs/tags.js';
import { Walk } from './docs/walk.js';
import { launchChromium, needsChromium } from './journeys/browsers.js';
import { needs } from './outside-tools.js';

const all = documents().flatMap(fencesOf);
const interpreters: Readonly<Record<string, string>> = { python: 'python3', php: 'php' };
/** Languages whose blocks are shown: there is nothing to run. */
const shown = new Set(['text', 'csp']);

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
      for (const fence of readme.filter(({ words }) => words[0] === 'walk')) await walk.type(fence);
      await walk.servePage({ html: find('html', 'page'), policy: find('csp'), token: find('js', 'token') });
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
    } finally {
      await browser.close();
      await walk.end();
    }
  });
});

describe('docs/format.md', () => {
  const format = readFileSync('docs/format.md', 'utf8');
  const { hash, verifySignature } = defaultPorts();
  const receipt = readFileSync('docs/examples/receipt.paraph.json');

  test('names every finding with its meaning', () => {
    for (const [code, meaning] of Object.entries(findingCodes))
      assert.ok(format.includes(`| \`${code}\` | ${meaning} |`), code);
  });

  test('prints the words that are built', () => {
    const texts = fencesOf('docs/format.md').filter(
      ({ words }) => words.length === 1 && /^(?:en|fr)$/.test(words[0] ?? ''),
    );
    const built = Object.values(templates).flatMap((one) => ['en', 'fr'].map((language) => `${one[language]}\n`));
    assert.deepEqual(
      texts.map(({ text }) => text),
      built,
    );
  });

  test('names every kind', () => {
    for (const kind of Object.keys(kinds)) assert.match(format, new RegExp(`\`${kind}\``));
  });

  test('its receipt verifies, and what it prints is taken from it', async () => {
    const bundle = JSON.parse(receipt.toString()) as {
      records: { payload: string; signatures: { protected: string; signature: string }[] }[];
      checkpoints: string[];
      proofs: Record<string, Record<string, string[]>>;
      consistency: Record<string, Record<string, string[]>>;
    };
    const last = bundle.records.at(-1) as (typeof bundle.records)[number];
    const record = openRecord(last, hash);
    assert.ok(isSealed(record));
    const log = record.seal.header.paraph.log;
    const decoded = (text: string | undefined) => Buffer.from(text ?? '', 'base64url').toString();
    const entry = entryOf(record, hash);
    const examples: Record<string, string | undefined> = {
      statement: decoded(last.payload),
      act: record.act,
      person: decoded(last.signatures[0]?.protected),
      signed: record.seal.header.paraph.signed,
      seal: decoded(last.signatures[1]?.protected),
      entry: [entry, leafHash(entry, hash)].map((bytes) => Buffer.from(bytes).toString('hex')).join('\n'),
      checkpoint: bundle.checkpoints[0]?.trimEnd(),
      proofs: JSON.stringify({ proofs: bundle.proofs[log]?.[4], consistency: bundle.consistency[log]?.[4] }),
    };
    const printed = fencesOf('docs/format.md').filter(({ words }) => words[0] === 'example');
    assert.deepEqual(Object.fromEntries(printed.map(({ words, text }) => [words[1], text.trimEnd()])), examples);

    const fingerprint = /Its fingerprint is `([^`]+)`/.exec(format)?.[1] ?? '';
    const file = { name: 'receipt.paraph.json', digest: digestOf(receipt, hash), bundle: receipt };
    const ports = { ...defaultPorts(), hash, verifySignature };
    assert.equal((await verifyFiles([file], { ports, fingerprint })).exitCode, 0);
    assert.equal((await verifyFiles([file], { ports })).exitCode, 2);
  });
});

describe('docs/protocol.md', () => {
  test('names every error with its status and meaning', () => {
    const protocol = readFileSync('docs/protocol.md', 'utf8');
    for (const [code, meaning] of Object.entries(errorCodes)) {
      const { status } = problemOf(new ParaphError(code as keyof typeof errorCodes, ''));
      assert.ok(
        protocol.includes(`| \`${code}\` | ${status} | ${meaning} |`),
        `| \`${code}\` | ${status} | ${meaning} |`,
      );
    }
    const rows = protocol.match(/^\| `[a-z-]+` \| \d{3} \|/gm) ?? [];
    assert.equal(rows.length, Object.keys(errorCodes).length);
  });
});
