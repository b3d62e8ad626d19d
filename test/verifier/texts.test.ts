import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findingCodes } from '@paraph/core/bundle';
import { kinds } from '@paraph/core/signing';
import { fingerprintOrigins, unreadableReasons } from '@paraph/verifier';
import { type Language, Speech } from '@paraph/verifier/texts';

const languages: readonly Language[] = ['en', 'fr'];

/** Every text with its path, and the forms of those that count. */
function leaves(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value as object).flatMap(([name, one]) => leaves(one, `${path}.${name}`));
}

describe('the texts of each language', () => {
  for (const language of languages) {
    const { texts } = new Speech(language);

    test(`${language}: every finding has a sentence`, () => {
      for (const code of Object.keys(findingCodes))
        assert.match(texts.findings[code as keyof typeof findingCodes] ?? '', /^[A-ZÀ-Ý].*\.$/, code);
      assert.equal(
        Object.keys(texts.findings).length,
        Object.keys(findingCodes).length,
        'and no sentence is of a code that is gone',
      );
    });

    test(`${language}: every reason why a file can’t be read says what to do or what was done`, () => {
      for (const reason of Object.keys(unreadableReasons))
        assert.match(texts.reasons[reason as keyof typeof unreadableReasons] ?? '', /\.$/, reason);
    });

    test(`${language}: every kind, every author and every origin of a fingerprint has its words`, () => {
      for (const [kind, { authors }] of Object.entries(kinds)) {
        assert.ok(texts.kinds[kind], kind);
        for (const author of authors) assert.ok(texts.authors[author], author);
      }
      for (const origin of fingerprintOrigins) assert.ok(texts.origins[origin], origin);
    });

    test(`${language}: nothing claims more than is so`, () => {
      const never =
        /qualiopi|qualified|qualifié|handwritten|manuscrit|certified by|compliant|conforme|legally|blockchain/i;
      for (const [path, text] of leaves(texts)) assert.doesNotMatch(text, never, path);
    });

    test(`${language}: no word of the craft stands in a sentence for a reader`, () => {
      const craft =
        /\b(hash|digest|merkle|jws|jwk|json web|ledger|payload|nonce|checkpoint|inclusion|consistency proof|stub|sha)\b/i;
      const { findings, headlines, advice, reasons, report } = texts;
      const { act: _, technical: __, ...said } = report;
      for (const [path, text] of leaves({ findings, headlines, advice, reasons, said }))
        assert.doesNotMatch(text, craft, path);
    });
  }

  test('each text asks for the same values in every language', () => {
    const asked = (language: Language) =>
      new Map(
        leaves(new Speech(language).texts).map(([path, text]) => [
          path,
          [...new Set(text.match(/\{[a-zA-Z]+\}/g))].sort(),
        ]),
      );
    assert.deepEqual(asked('fr'), asked('en'));
  });
});

describe('what a file says, in a sentence', () => {
  test('steers no terminal and turns no text round', () => {
    const name = 'Campus\u001b[2J\u202eliL\n“genuine”\u2066';
    const said = new Speech('en').fill('Says {name}.', { name });
    assert.equal(said, 'Says Campus\ufffd[2J\ufffdliL\ufffd“genuine”\ufffd.');
  });

  test('can’t be endless, nor fill in further values', () => {
    const said = new Speech('en').fill('{name}', { name: '{n}'.repeat(1000), n: 7 });
    assert.equal([...said].length, 240);
    assert.ok(said.startsWith('{n}{n}'));
  });

  test('keeps French punctuation at its word', () => {
    assert.equal(
      new Speech('fr').fill('Se dit « {name} » : voir !', { name: 'A ; B' }),
      'Se dit «\u00a0A ; B\u00a0»\u00a0: voir\u00a0!',
    );
  });

  test('tells times in the reader’s zone and region', () => {
    const at = '2026-11-24T08:10:00.000Z';
    assert.equal(new Speech('en', { zone: 'Europe/Paris' }).moment(at), '24 November 2026 at 09:10');
    assert.match(
      new Speech('en', { zone: 'America/New_York', locale: 'en-US' }).moment(at),
      /^November 24, 2026 at 3:10\sAM$/,
    );
    assert.equal(new Speech('fr', { zone: 'Europe/Paris' }).moment(at), '24 novembre 2026 à 09:10');
    assert.equal(new Speech('en', { zone: 'Europe/Paris' }).zone(at), 'Central European Time');
    assert.equal(new Speech('en', { zone: 'UTC' }).zone(at), 'Coordinated Universal Time');
  });

  test('an instant that is none stands as it is', () => {
    assert.equal(new Speech('en').moment('yesterday'), 'yesterday');
  });
});
