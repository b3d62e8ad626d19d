import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { verifyFiles } from '@paraph/core/bundle';
import { defaultPorts, digestOf, openRecord } from '@paraph/core/signing';
import type { Roster } from '@paraph/core/wire';
import { School, Someone } from './school.js';

const ports = defaultPorts();

describe('a learner signs a half-day', () => {
  let school: School;
  before(async () => {
    school = await School.open();
  });
  after(() => school.close());

  test('and gets a sealed record back, which stands in the ledger', async () => {
    const alice = await Someone.of(school, 'alice');
    const response = await alice.send(await alice.attendance('morning'));
    const text = await response.text();
    assert.equal(response.status, 201, text);
    const record = openRecord(text, ports.hash);
    assert.equal(record.seal?.header.paraph.permit, 'accepted');
    assert.deepEqual(record.seal?.header.paraph.facts, ['new-device']);
    const stored = await school.request(`records/${record.act}`, alice.ask);
    assert.equal(await stored.text(), text);
  });

  test('and gets a receipt that a stranger can verify', async () => {
    const karim = await Someone.of(school, 'karim');
    const sealed = openRecord(
      await (await karim.send(await karim.attendance('morning', { language: 'fr' }))).text(),
      ports.hash,
    );
    const bundle = await (await school.request(`receipts/${sealed.act}`, karim.ask)).text();
    const file = { name: 'receipt', digest: digestOf(new TextEncoder().encode(bundle), ports.hash), bundle };
    const report = await verifyFiles([file], {
      ports,
      fingerprint: (await school.json<{ fingerprint: string }>('')).fingerprint,
    });
    assert.deepEqual(report.intact.findings, []);
    assert.equal(report.exitCode, 0);
  });

  test('and the trainer sees both, and closes the sheet', async () => {
    const nadia = await Someone.of(school, 'nadia', 'trainer');
    const path = `sessions/${school.planned.sessions.morning}/roster`;
    const roster = await school.json<Roster>(path, nadia.ask);
    assert.deepEqual(roster.counts, { expected: 2, signed: 2, late: 0 });
    const response = await nadia.send(await nadia.closing('morning'));
    assert.equal(response.status, 201, await response.text());
    assert.equal((await school.json<Roster>(path, nadia.ask)).closed?.by, 'Nadia Lambert');
  });

  test('and answers the survey', async () => {
    const alice = await Someone.of(school, 'alice');
    const response = await alice.send(await alice.response());
    assert.equal(response.status, 201, await response.text());
    assert.ok((await school.agenda('alice')).campaigns[0]?.answered);
  });
});
