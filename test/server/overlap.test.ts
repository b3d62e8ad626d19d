import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { Batch } from '@paraph/server';
import { School, Someone } from './school.js';

describe('sealed while another batch is on its way to the disk', () => {
  let school: School;
  /** Lets the next transaction through, or fails it. */
  let transactions: { readonly batch: Batch; readonly end: (failure?: Error) => void }[];
  beforeEach(async () => {
    school = await School.open();
    transactions = [];
    const { storage } = school;
    const append = storage.append.bind(storage);
    const held = (batch: Batch) =>
      new Promise<void>((resolve, reject) => {
        const end = (failure?: Error) => (failure ? reject(failure) : resolve(append(batch)));
        transactions.push({ batch, end });
      });
    Object.assign(storage, { append: held });
  });
  afterEach(() => school.close());

  const until = async (count: number) => {
    while (transactions.length < count) await setTimeout(5);
  };
  const sent = async (who: Someone, session: string) => {
    const made = await who.attendance(session);
    const act = await who.sign(made);
    return { post: () => school.send(act, { permit: made.permit }) };
  };

  test('nothing is answered before its own transaction, a retry not before that of the first', async () => {
    const [alice, karim] = [await Someone.of(school, 'alice'), await Someone.of(school, 'karim')];
    const [first, second] = [await sent(alice, 'morning'), await sent(karim, 'morning')];
    const answered: string[] = [];
    const noted = async (name: string, answer: Promise<Response>) => {
      const response = await answer;
      answered.push(name);
      return { status: response.status, text: await response.text() };
    };
    const one = noted('first', first.post());
    await until(1);
    const again = noted('again', first.post());
    const other = noted('second', second.post());
    await setTimeout(100);
    assert.equal(answered.length, 0);
    assert.equal(transactions.length, 1);
    transactions[0]?.end();
    await until(2);
    assert.equal((await one).status, 201);
    await setTimeout(20);
    assert.ok(!answered.includes('second'));
    transactions[1]?.end();
    assert.equal((await other).status, 201);
    assert.equal((await again).status, 200);
    assert.equal((await again).text, (await one).text);
    assert.deepEqual(
      transactions.map(({ batch }) => batch.records.length),
      [1, 1],
    );
  });

  test('what was sealed on top of a transaction that failed is refused with it, and taken when it is sent again', async () => {
    const [alice, karim] = [await Someone.of(school, 'alice'), await Someone.of(school, 'karim')];
    const [first, second] = [await sent(alice, 'morning'), await sent(karim, 'morning')];
    const { log } = school.options;
    const { size } = await school.storage.head(log);
    const one = first.post();
    await until(1);
    const other = second.post();
    await setTimeout(100);
    transactions[0]?.end(new Error('the disk is full'));
    assert.deepEqual([(await one).status, (await other).status], [507, 507]);
    assert.equal((await school.storage.head(log)).size, size);

    const later = [second.post(), first.post()];
    for (let at = 1; (await school.storage.head(log)).size < size + 2; at += 1) {
      await until(at + 1);
      transactions[at]?.end();
      await setTimeout(20);
    }
    assert.deepEqual(await Promise.all(later.map(async (answer) => (await answer).status)), [201, 201]);
    const stored = await school.storage.entries(log, { from: size, until: size + 2 });
    assert.deepEqual(
      stored.map(({ index }) => index),
      [size, size + 1],
    );
  });
});
