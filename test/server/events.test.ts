import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ProgrammeView, Roster } from '@paraph/core/wire';
import { School, Someone } from './school.js';

describe('live events', () => {
  let school: School;
  before(async () => {
    school = await School.open();
  });
  after(() => school.close());
  const roster = () => `sessions/${school.planned.sessions.morning}/events`;
  const nadia = { as: 'nadia', role: 'trainer' } as const;

  test('bring the whole view at once, and again when somebody signs', async () => {
    const [sheet, board] = await Promise.all([
      school.request(roster(), nadia),
      school.request(`programmes/${school.planned.id}/events`, { as: 'luc', role: 'manager' }),
    ]);
    const [signed, qualifies] = [views<Roster>(sheet, 'roster'), views<ProgrammeView>(board, 'programme')];
    assert.equal((await signed.next()).value?.counts.signed, 0);
    assert.equal((await qualifies.next()).value?.lines[0]?.signed, 0);
    const alice = await Someone.of(school, 'alice');
    assert.equal((await alice.send(await alice.attendance('morning'))).status, 201);
    const after = (await signed.next()).value;
    assert.equal(after?.counts.signed, 1);
    const same = await school.json<Roster>(roster().replace('events', 'roster'), nadia);
    assert.deepEqual({ ...after, time: '' }, { ...same, time: '' });
    assert.equal((await qualifies.next()).value?.lines.find(({ name }) => name === 'Alice Martin')?.signed, 1);
    await Promise.all([signed.return(undefined), qualifies.return(undefined)]);
  });

  test('end quietly when the page leaves, at once or later', async () => {
    const left: Response[] = [];
    for (let count = 0; count < 20; count += 1) left.push(await school.request(roster(), nadia));
    await Promise.all(left.map((response) => response.body?.cancel()));
    const karim = await Someone.of(school, 'karim');
    assert.equal((await karim.send(await karim.attendance('morning'))).status, 201);
    await new Promise((done) => setTimeout(done, 300));
    assert.deepEqual(school.errors, []);
  });
});

/** The data of each event of a stream. */
async function* views<T>(response: Response, name: string): AsyncGenerator<T, void> {
  assert.equal(response.headers.get('content-type'), 'text/event-stream');
  let text = '';
  for await (const chunk of (response.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
    text += Buffer.from(chunk).toString('utf8');
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const [event = '', data = ''] = text.slice(0, end).split('\n');
      text = text.slice(end + 2);
      if (event === `event: ${name}`) yield JSON.parse(data.slice('data: '.length)) as T;
    }
  }
}
