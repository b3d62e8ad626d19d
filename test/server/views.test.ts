import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { rebuildViews } from '@paraph/server';
import { plan, School, Someone } from './school.js';

describe('views', () => {
  let school: School;
  before(async () => {
    school = await School.open();
    const [alice, karim] = [await Someone.of(school, 'alice'), await Someone.of(school, 'karim')];
    const nadia = await Someone.of(school, 'nadia', 'trainer');
    for (const made of [await alice.attendance('morning'), await alice.response()]) await sent(alice.send(made));
    await sent(nadia.send(await nadia.closing('morning')));
    school.now += 5 * 3_600_000;
    await sent(alice.send(await alice.attendance('afternoon')));
    const late = await karim.attendance('afternoon', { language: 'fr' });
    school.now += 24 * 3_600_000;
    await sent(karim.send(late));
    // Another trainer, another window, after the first one closed; and a learner who goes by another number.
    const changed = structuredClone(plan) as unknown as {
      programmes: { sessions: object[]; enrolments: { id: string }[] }[];
    };
    const [programme] = changed.programmes;
    Object.assign(programme?.sessions[1] ?? {}, { closesAfter: 3000, trainers: [{ id: 'zoe', name: 'Zoé Petit' }] });
    programme?.enrolments.push({ ...(programme.enrolments[0] as { id: string }), id: 'alice-2' });
    await school.json('plan', { as: 'luc', role: 'manager', body: changed });
    const path = `enrolments/${school.planned.enrolments.alice}/certificate`;
    await school.json(path, { as: 'luc', role: 'manager', body: {} });
  });
  after(() => school.close());

  const shown = async () => {
    const luc = { as: 'luc', role: 'manager' } as const;
    const paths = [
      `programmes/${school.planned.id}`,
      ...['morning', 'afternoon', 'past'].map((name) => `sessions/${school.planned.sessions[name]}/roster`),
    ];
    const seen = [await school.agenda('alice'), await school.agenda('karim'), await school.agenda('zoe', 'trainer')];
    return JSON.stringify([...seen, ...(await Promise.all(paths.map((path) => school.json(path, luc))))]);
  };

  test('are the same, byte for byte, when they were thrown away and rebuilt from the records', async () => {
    const [rows, pages] = [await school.storage.dumpViews(), await shown()];
    assert.match(rows, /"late\\?":true/);
    assert.match(rows, /alice-2/);
    await rebuildViews(school.storage);
    assert.equal(await school.storage.dumpViews(), rows);
    assert.equal(await shown(), pages);
  });

  test('are empty when they are thrown away: nothing else is shown from somewhere else', async () => {
    await school.storage.dropViews();
    assert.doesNotMatch(await school.storage.dumpViews(), /alice/);
    assert.equal((await school.request('me', { as: 'alice', role: 'learner' })).status, 403);
    await rebuildViews(school.storage);
    assert.equal((await school.agenda('alice')).sessions.length, 4);
  });
});

async function sent(response: Promise<Response>): Promise<void> {
  const answer = await response;
  assert.equal(answer.status, 201, await answer.text());
}
