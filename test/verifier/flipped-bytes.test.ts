import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Report, writeReport } from '@paraph/core/bundle';
import { defaultPorts, type Ports } from '@paraph/core/signing';
import { verify } from '@paraph/verifier';
import { statements } from '../cast.js';
import { bytesOf, dossier, dossierFiles, fingerprint, type MadeDossier, receipt, zipped } from './bundles.js';

const options = { fingerprint, from: 'agreement', ports: remembering() };

/**
 * The default ports, each signature checked once: one flipped byte leaves nearly all of them as they were, and the judgement of what
 * was flipped is that of the real port.
 */
function remembering(): Ports {
  const ports = defaultPorts();
  const known = new Map<string, boolean | Promise<boolean>>();
  return {
    ...ports,
    verifySignature: (check) => {
      const name = `${check.alg} ${JSON.stringify(check.jwk)} ${Buffer.from(ports.hash(check.data)).toString('hex')} ${Buffer.from(check.signature).toString('hex')}`;
      const answer = known.get(name) ?? ports.verifySignature(check);
      known.set(name, answer);
      return answer;
    },
  };
}

/** Minutes, for a machine that does much else. */
const timeout = 600_000;

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Another byte, as well formed as the one before where there is such a thing: what is refused only for its form proves less. */
function other(byte: number): number {
  const at = alphabet.indexOf(String.fromCharCode(byte));
  return at < 0 ? byte ^ 1 : alphabet.charCodeAt((at + 1) % alphabet.length);
}

function flipped(bytes: Uint8Array, at: number): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(bytes);
  copy[at] = other(copy[at] as number);
  return copy;
}

test('every byte of a receipt, flipped in turn: none is accepted as intact', { timeout }, async () => {
  const bytes = bytesOf((await receipt()).bundle);
  const name = 'receipt.paraph.json';
  assert.equal((await verify([{ name, bytes }], options)).exitCode, 0, 'unflipped, it is');
  for (let at = 0; at < bytes.length; at++) {
    const report = await verify([{ name, bytes: flipped(bytes, at) }], options);
    const around = new TextDecoder().decode(bytes.subarray(at - 20, at + 20));
    assert.equal(report.intact.state, 'failed', `byte ${at} in …${around}…`);
    assert.equal(report.exitCode, 1);
  }
});

test('every byte of each file of a dossier, flipped in turn: none is accepted as intact', {
  timeout: 120_000,
}, async () => {
  const { bundle } = await shortDossier();
  const files = { 'bundle.json': bytesOf(bundle), ...dossierFiles };
  const unflipped = await verify([{ name: 'dossier.zip', bytes: zipped(files) }], options);
  assert.equal(unflipped.exitCode, 0);
  for (const [path, bytes] of Object.entries(files))
    for (let at = 0; at < bytes.length; at++) {
      const report = await verify(
        [{ name: 'dossier.zip', bytes: stored({ ...files, [path]: flipped(bytes, at) }) }],
        options,
      );
      assert.equal(report.intact.state, 'failed', `byte ${at} of ${path}`);
      if (path !== 'bundle.json')
        assert.deepEqual(
          report.intact.findings.map(({ code, subject }) => [code, subject]),
          [['file-differs', path]],
        );
    }
});

test('every byte of the ZIP itself, flipped in turn: refused, or nothing of what is read has changed', {
  timeout: 120_000,
}, async () => {
  const { zip } = await shortDossier();
  const bytes = zip();
  const told = (report: Report) => writeReport({ ...report, files: [] });
  const unflipped = told(await verify([{ name: 'dossier.zip', bytes }], options));
  let refused = 0;
  for (let at = 0; at < bytes.length; at++) {
    const report = await verify([{ name: 'dossier.zip', bytes: flipped(bytes, at) }], options);
    if (report.intact.state === 'failed') refused++;
    else assert.equal(told(report), unflipped, `byte ${at}`);
  }
  // The times of files, and what system packed them, are nobody's evidence.
  assert.ok(bytes.length - refused < 200, `${bytes.length - refused} bytes of ${bytes.length} say nothing`);
});

/** One half-day, signed: every kind of byte that a dossier has, without waiting for all of them. */
function shortDossier(): Promise<MadeDossier> {
  const told = [
    statements.key(),
    statements.programme(),
    statements.session(),
    statements.enrolment(),
    statements.attendance(),
  ];
  return dossier({}, { told });
}

/** Quicker than deflating each time. */
const stored = (files: Readonly<Record<string, Uint8Array>>) =>
  zipped(Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, [bytes, { level: 0 as const }]])));
