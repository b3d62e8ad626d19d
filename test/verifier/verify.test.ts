import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findingCodes, type Report, writeReport } from '@paraph/core/bundle';
import { type VerifierInput, verify, writeReportText } from '@paraph/verifier';
import { keys, ports } from '../cast.js';
import { bytesOf, certificate, dossier, fingerprint, receipt } from './bundles.js';
import { repacked, tampered } from './tampered.js';

const pinned = { fingerprint, from: 'agreement', ports: ports() };
const codesOf = (report: Report) => report.intact.findings.map(({ code }) => code);

describe('what is sound', () => {
  test('a receipt is intact, by whom was compared, and its time is the organisation’s', async () => {
    const { bundle } = await receipt();
    const report = await verify([{ name: 'receipt.paraph.json', bytes: bytesOf(bundle) }], pinned);
    assert.deepEqual(
      [report.intact.state, report.byWhom.established, report.byWhom.from],
      ['good', 'pinned', 'agreement'],
    );
    assert.deepEqual([report.complete.state, report.when.state, report.exitCode], ['not-stated', 'not-judged', 0]);
    assert.equal(report.organisation?.name, 'Campus Lilas');
    assert.match(report.acts.at(-1)?.words ?? '', /I, Alice Martin, attended this half-day\.$/);
  });

  test('a certificate is intact, and whether it was revoked stays open', async () => {
    const { bundle } = await certificate();
    const report = await verify([{ name: 'certificate.paraph.json', bytes: bytesOf(bundle) }], pinned);
    assert.deepEqual([report.intact.state, report.status.state, report.exitCode], ['good', 'not-judged', 0]);
  });

  test('a dossier is whole, with what is withheld counted', async () => {
    const { zip } = await dossier();
    const report = await verify([{ name: 'dossier.zip', bytes: zip() }], pinned);
    assert.deepEqual(
      [report.intact.state, report.complete.state, report.intact.stubs, report.exitCode],
      ['good', 'good', 1, 0],
    );
    assert.deepEqual(
      report.files.map(({ kind }) => kind),
      ['dossier'],
    );
    assert.equal(report.requirements.length, 2);
  });

  test('a dossier that was unpacked and packed again in its folder is the same dossier', async () => {
    const report = await verify([await repacked((path) => `Alice Martin/${path}`)], pinned);
    assert.deepEqual([report.intact.state, report.exitCode], ['good', 0]);
  });

  test('several files of one ledger fit each other', async () => {
    const [first, second] = [await receipt(), await dossier()];
    const inputs = [
      { name: 'dossier.zip', bytes: second.zip() },
      { name: 'bundle.json', bytes: bytesOf(second.bundle) },
    ];
    assert.equal((await verify(inputs, pinned)).exitCode, 0);
    // The receipt's ledger had no questionnaire where the dossier's has one.
    const mixed = [...inputs, { name: 'receipt.paraph.json', bytes: bytesOf(first.bundle) }];
    assert.ok(codesOf(await verify(mixed, pinned)).includes('place-twice'));
  });

  test('the same files give the same bytes, whenever they are verified', async () => {
    const { bundle } = await receipt();
    const inputs = [{ name: 'receipt.paraph.json', bytes: bytesOf(bundle) }];
    const first = writeReport(await verify(inputs, { fingerprint, from: 'agreement' }));
    assert.equal(writeReport(await verify(inputs, { ...pinned, ports: { ...ports(), clock: () => 0 } })), first);
  });

  test('progress goes from nothing to all, and lets the page draw', async () => {
    const { bundle } = await receipt();
    const told: [number, number][] = [];
    let drawn = 0;
    const drawing = setInterval(() => drawn++, 0);
    const options = { ...pinned, ports: { ...ports(), clock: () => performance.now() * 20 } };
    await verify([{ name: 'receipt.paraph.json', bytes: bytesOf(bundle) }], {
      ...options,
      onProgress: (done, total) => told.push([done, total]),
    });
    clearInterval(drawing);
    assert.deepEqual(
      [told[0], told.at(-1)],
      [
        [0, 0],
        [5, 5],
      ],
    );
    assert.ok(drawn > 0);
  });
});

describe('a fingerprint', () => {
  test('is read as people write it', async () => {
    const { bundle } = await receipt();
    const inputs = [{ name: 'receipt.paraph.json', bytes: bytesOf(bundle) }];
    const typed = fingerprint.toLowerCase().replaceAll(' ', '-').replaceAll('0', 'o').replaceAll('1', 'l');
    assert.equal((await verify(inputs, { fingerprint: typed, from: 'telephone' })).byWhom.established, 'pinned');
  });

  test('from what is being examined establishes nothing when it fits', async () => {
    const { bundle } = await receipt();
    const inputs = [{ name: 'receipt.paraph.json', bytes: bytesOf(bundle) }];
    const report = await verify(inputs, { fingerprint, from: 'examined' });
    assert.deepEqual(
      [report.byWhom.state, report.byWhom.established, report.byWhom.from],
      ['not-judged', 'self-declared', 'examined'],
    );
    assert.equal(report.exitCode, 2);
    assert.match(writeReportText(report, { language: 'en' }), /a\s+forger would have printed it there too/);
  });

  test('from what is being examined fails when it differs', async () => {
    const { bundle } = await receipt();
    const inputs = [{ name: 'receipt.paraph.json', bytes: bytesOf(bundle) }];
    const report = await verify(inputs, { fingerprint: '00000 00000 00000 00000', from: 'examined' });
    assert.deepEqual([report.byWhom.state, report.exitCode], ['failed', 1]);
  });

  test('in whatever place it was got, in the reader’s own words', async () => {
    const { bundle } = await receipt();
    const inputs = [{ name: 'receipt.paraph.json', bytes: bytesOf(bundle) }];
    const report = await verify(inputs, { fingerprint, from: 'the poster in the hall' });
    assert.equal(report.byWhom.from, 'the poster in the hall');
    assert.match(writeReportText(report, { language: 'fr' }), /the poster in\s+the hall/);
  });
});

describe('each thing that can be found', () => {
  for (const { code, by, make, answer, exitCode } of tampered) {
    test(`${code}: ${by}`, async () => {
      const { inputs, options } = await make();
      const report = await verify(inputs, { ...options, ports: ports() });
      const findings = answer === 'notJudged' ? report.notJudged : report[answer].findings;
      assert.ok(
        findings.some((one) => one.code === code),
        JSON.stringify([report.intact, report.complete, report.notJudged], null, 1),
      );
      assert.equal(report.exitCode, exitCode);
      for (const language of ['en', 'fr'] as const) {
        const text = writeReportText(report, { language, zone: 'Europe/Paris' });
        assert.doesNotMatch(text, /undefined|\{[a-z]+\}|NaN/);
      }
    });
  }

  test('every code is reached', () => {
    const reached = new Set<string>(tampered.map(({ code }) => code));
    assert.deepEqual(
      Object.keys(findingCodes).filter((code) => !reached.has(code)),
      [],
    );
  });
});

describe('what can’t be read', () => {
  const unread: [reason: string, name: string, bytes: Uint8Array][] = [
    ['empty', 'nothing.paraph.json', new Uint8Array()],
    ['not-ours', 'letter.pdf', Buffer.from('%PDF-1.7')],
    ['not-ours', 'marked.paraph.json', Buffer.from('\ufeff{}')],
    ['not-ours', 'spaced.paraph.json', Buffer.from(' {}')],
    ['not-a-bundle', 'package.json', Buffer.from('{"name":"paraph"}')],
    ['not-a-bundle', 'cut.paraph.json', Buffer.from('{"records":[')],
    ['too-large', 'large.paraph.json', Buffer.alloc(64 * 1024 * 1024 + 1, '{')],
    ['archive-damaged', 'cut.zip', Buffer.from('PK\u0003\u0004')],
  ];
  for (const [reason, name, bytes] of unread) {
    test(`${name} is a report: ${reason}`, async () => {
      const report = await verify([{ name, bytes }], pinned);
      assert.deepEqual(
        report.files.map(({ kind }) => kind),
        ['unreadable'],
      );
      assert.deepEqual(report.intact.findings, [{ code: 'unreadable', subject: name, file: name, values: { reason } }]);
      assert.equal(report.exitCode, 1);
    });
  }

  test('beside a good file does not spoil what that says, and fails the whole', async () => {
    const { bundle } = await receipt();
    const inputs: VerifierInput[] = [
      { name: 'receipt.paraph.json', bytes: bytesOf(bundle) },
      { name: 'letter.pdf', bytes: Buffer.from('%PDF-1.7') },
    ];
    const report = await verify(inputs, pinned);
    assert.deepEqual(
      [codesOf(report), report.acts.every(({ intact }) => intact), report.exitCode],
      [['unreadable'], true, 1],
    );
  });

  test('no file at all is a report too', async () => {
    const report = await verify([], pinned);
    assert.deepEqual([report.intact.state, report.exitCode], ['failed', 1]);
    assert.match(writeReportText(report, { language: 'en' }), /^There is nothing here to check\./);
  });

  test('whatever a file holds is never an exception', async () => {
    const { bundle } = await receipt();
    const text = JSON.stringify(bundle);
    const bent = [
      text.replaceAll('"payload":"', '"payload":"AAAA'),
      text.replace(/"lists":\{\}/, '"lists":{"__proto__":[]}'),
      text.replace(/"proofs":\{"[^"]*"/, '"proofs":{"__proto__"'),
      text.replace(/"checkpoints":\["/, '"checkpoints":["\\u0000'),
      JSON.stringify({ ...bundle, dossier: bundle.records.length > 0 ? 'sha-256:' : '' }),
      JSON.stringify({ ...bundle, keys: bundle.records }),
      JSON.stringify({ ...bundle, records: bundle.keys, keys: [] }),
      JSON.stringify({ ...bundle, stubs: [{ protected: keys.seal.key, signature: 'x' }] }),
      '{'.repeat(100_000),
      `{"records":${'['.repeat(100_000)}`,
    ];
    for (const source of bent) {
      const report = await verify([{ name: 'bent.paraph.json', bytes: Buffer.from(source) }], pinned);
      assert.equal(report.exitCode, 1, source.slice(0, 200));
    }
  });
});
