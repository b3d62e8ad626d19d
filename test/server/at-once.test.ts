import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { PlanAnswer } from '@paraph/core/wire';
import { plan, School, Someone } from './school.js';

describe('asked at once', () => {
  let school: School;
  const luc = { as: 'luc', role: 'manager' } as const;
  beforeEach(async () => {
    school = await School.open();
  });
  afterEach(() => school.close());
  const kindsStored = async () => {
    const { log } = school.options;
    const { size } = await school.storage.head(log);
    return (await school.storage.entries(log, { from: 0, until: size })).map(({ kind }) => kind);
  };

  test('the same new plan several times makes each thing once', async () => {
    const next = structuredClone(plan);
    Object.assign(next.programmes[0] ?? {}, {
      id: 'second',
      enrolments: [
        { id: 'zoe', name: 'Zoé Petit' },
        { id: 'alice', name: 'Alice Martin' },
      ],
      history: [],
    });
    const before = await kindsStored();
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => school.json<PlanAnswer>('plan', { ...luc, body: next })),
    );
    assert.deepEqual(answers.map(({ created, changed }) => [created > 0, changed]).sort(), [
      [false, 0],
      [false, 0],
      [false, 0],
      [true, 0],
    ]);
    assert.equal(
      new Set(answers.map(({ programmes }) => programmes['first-aid']?.enrolments.zoe)).size,
      1,
      'one identifier a learner',
    );
    const made = (await kindsStored()).slice(before.length);
    assert.equal(made.filter((kind) => kind === 'enrolment').length, 2);
    assert.equal(made.filter((kind) => kind === 'programme').length, 1);
  });

  test('a certificate several times is issued once', async () => {
    const lenient = structuredClone(plan);
    Object.assign(lenient.programmes[0] ?? {}, { requirements: [{ id: 'half-days-signed', ratio: '0.3' }] });
    await school.json('plan', { ...luc, body: lenient });
    const alice = await Someone.of(school, 'alice');
    assert.equal((await alice.send(await alice.attendance('morning'))).status, 201);
    school.now += 4 * 3_600_000;
    const path = `enrolments/${school.planned.enrolments.alice}/certificate`;
    const answers = await Promise.all(Array.from({ length: 4 }, () => school.request(path, { ...luc, body: {} })));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 200, 200, 201]);
    const issued = await Promise.all(
      answers.map(async (one) => ((await one.json()) as { certificate: string }).certificate),
    );
    assert.equal(new Set(issued).size, 1);
    assert.equal((await kindsStored()).filter((kind) => kind === 'certificate').length, 1);
  });

  test('a half-day is signed once and a survey answered once, whatever permits were fetched before', async () => {
    const karim = await Someone.of(school, 'karim');
    const made = [await karim.attendance('morning'), await karim.attendance('morning')];
    const answers = [await karim.response(), await karim.response()];
    const sent = await Promise.all([...made, ...answers].map((one) => karim.send(one)));
    assert.deepEqual(sent.map(({ status }) => status).sort(), [201, 201, 409, 409]);
    const again = made[sent[0]?.status === 201 ? 1 : 0];
    assert.equal((await karim.send(again as never)).status, 409);
  });

  test('a sheet is closed once', async () => {
    const [nadia, luc] = [await Someone.of(school, 'nadia', 'trainer'), await Someone.of(school, 'luc', 'manager')];
    const made = [
      await nadia.closing('morning'),
      await nadia.closing('morning'),
      await luc.closing('morning', { reason: 'x' }),
    ];
    const answers = await Promise.all(made.map((one, at) => (at < 2 ? nadia : luc).send(one)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409]);
    assert.equal((await kindsStored()).filter((kind) => kind === 'closing').length, 1);
  });

  test('dossiers state where their streams end, each one’s own', async () => {
    const path = `enrolments/${school.planned.enrolments.alice}/dossier`;
    const alice = await Someone.of(school, 'alice');
    const made = await alice.attendance('morning');
    const all = await Promise.all([
      ...Array.from({ length: 3 }, () => school.request(path, { ...luc, body: { variant: 'funder' } })),
      alice.send(made),
    ]);
    assert.deepEqual(
      all.map(({ status }) => status),
      [201, 201, 201, 201],
    );
    const stored = (await school.storage.stream(`enrolment:${school.planned.enrolments.alice}`)).filter(
      ({ kind }) => kind === 'dossier',
    );
    const ends = stored.map(({ text, n }) => {
      const { payload } = JSON.parse(text) as { payload: string };
      const statement = JSON.parse(Buffer.from(payload, 'base64url').toString()) as {
        ends: { of: string; n: number }[];
      };
      return [statement.ends.find(({ of }) => of.startsWith('enrolment:'))?.n, n - 1];
    });
    for (const [stated, before] of ends) assert.equal(stated, before);
  });
});
