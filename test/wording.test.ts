import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

/** What is never said, and what to say instead stands in docs/glossary.md under "Wording". */
const never: readonly RegExp[] = [
  /qualiopi[- ](?:compliant|certified|ready|approved)|(?:conforme|certifiée?) (?:à )?qualiopi/i,
  /criterion 6\b|critère 6\b/i,
  /\bqualified\b/i,
  /(?:signature|cachet|horodatage|registre)s? (?:électroniques? )?qualifiée?s?\b/i,
  /handwritten[- ]equivalent|equivalent (?:to|of) (?:a |the )?handwritten|équivalente? (?:à|d’|d') ?(?:une |la )?signature manuscrite/i,
  /eidas[- ](?:compliant|advanced|certified|conform)|conforme (?:à |au (?:règlement )?)?eidas/i,
  /\bblockchain\b|tamper[- ]?proof|unforgeable|infalsifiable|inviolable/i,
  /(?:accepted|approved|recognised|recognized) by (?:the |all )?(?:funders?|opco|dgefp|ministry|state|auditors?)/i,
  /(?:acceptée?s?|agréée?s?|reconnue?s?) par (?:les |la |le |l’|l')?(?:financeurs?|opco|dgefp|ministère|état)/i,
  /required by law|legally binding|court[- ]proof|valeur légale|exigée?s? par la loi/i,
  /gdpr[- ](?:compliant|certified)|conforme (?:au )?rgpd/i,
  /1edtech certified/i,
  /conformément à l[’']article L\.?\s?6353-1/i,
  /\b(?:fully |100 ?% )?compliant\b/i,
];

/** People read these. */
const pages = globSync([
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  '.changeset/*.md',
  'docs/*.md',
  'docs/decisions/*.md',
  'packages/*/README.md',
  'packages/*/CHANGELOG.md',
  'packages/*/package.json',
  'packages/*/src/**/*.{ts,html,css}',
  'examples/**/*.{md,html,js,ts,css,json}',
]).filter((file) => !/node_modules|\/dist\/|\/data\//.test(file));

/** The text that is said: code without its comments, the glossary without the table that says what isn't said. */
function said(file: string): string {
  const text = readFileSync(file, 'utf8');
  if (file === 'docs/glossary.md') return text.replace(/\n## Wording\n[\s\S]*?(?=\n## |$)/, '\n');
  // Line numbers stay: a comment is emptied, not removed.
  if (/\.[tj]s$/.test(file))
    return text.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, (comment) => comment.replaceAll(/[^\n]/g, ''));
  return text;
}

describe('wording', () => {
  test('nothing that people read says what is never said', () => {
    const found = pages.flatMap((file) =>
      said(file)
        .split('\n')
        .flatMap((line, at) =>
          never.flatMap((pattern) => (pattern.test(line) ? [`${file}:${at + 1}: ${line.trim()}`] : [])),
        ),
    );
    assert.ok(pages.length > 20);
    assert.deepEqual(found, []);
  });

  test('an attestation is never headed "certificat de réalisation"', () => {
    const named = pages
      .filter((file) => /src\/|examples\//.test(file))
      .flatMap((file) => said(file).split('\n'))
      .filter(
        (line) => /certificats? de réalisation/i.test(line) && !/\bnot\b|n’est pas|pas un|pas le|jamais/i.test(line),
      );
    assert.deepEqual(named, []);
  });

  test('finds each of the phrases that the glossary names', () => {
    const section = /\n## Wording\n[\s\S]*$/.exec(readFileSync('docs/glossary.md', 'utf8'))?.[0] ?? '';
    const phrases = [...section.matchAll(/^\|[^|]*\|([^|]*)\|$/gm)].flatMap(([, right = '']) =>
      [...right.matchAll(/"([^"]+)"/g)].map(([, phrase]) => phrase as string),
    );
    // It depends on what it is said of, which no pattern sees.
    const unseen = new Set(['attendance sheet']);
    assert.ok(phrases.length > 10);
    for (const phrase of phrases)
      assert.ok(unseen.has(phrase) || never.some((pattern) => pattern.test(phrase)), `no pattern finds "${phrase}"`);
  });
});
