import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Answer, checkAnswers, type Question } from '@paraph/core/model';
import { statements } from '../cast.js';

const instrument = () => statements.instrument();
const good = () => statements.response().answers;
const faults = (answers: readonly Answer[], questions = instrument().questions) =>
  checkAnswers({ questions }, answers).map(({ question, fault }) => `${question}: ${fault}`);
const withAnswer = (question: string, value: unknown): Answer[] => [
  ...good().filter((one) => one.question !== question),
  { question, value } as Answer,
];

describe('answers', () => {
  test('of the cast fit its instrument, in any order', () => {
    assert.deepEqual(faults(good()), []);
    assert.deepEqual(faults([...good()].reverse()), []);
  });

  test('to all questions fit, and so do those to the required ones alone', () => {
    assert.deepEqual(
      faults([...good(), { question: 'useful', value: ['theory'] }, { question: 'remark', value: 'Thanks.' }]),
      [],
    );
  });

  test('are missing where a question is required and not, or emptily, answered', () => {
    assert.deepEqual(faults([]), ['content: required', 'pace: required', 'recommend: required']);
    assert.deepEqual(faults(withAnswer('pace', '')), ['pace: required']);
    assert.deepEqual(faults(withAnswer('pace', [])), ['pace: required']);
    assert.deepEqual(faults([...good(), { question: 'useful', value: [] }, { question: 'remark', value: '' }]), []);
  });

  test('are refused to a question that there is not', () => {
    for (const question of ['wage', '', 'Content', '__proto__', 'constructor']) {
      assert.deepEqual(faults([...good(), { question, value: 1 }]), [`${question}: unknown`]);
    }
  });

  test('are refused twice to one question, even when both are the same', () => {
    assert.deepEqual(faults([...good(), ...good().slice(0, 1)]), ['content: twice']);
    assert.deepEqual(faults([{ question: 'wage', value: 1 }, ...good(), { question: 'wage', value: 2 }]), [
      'wage: twice',
      'wage: unknown',
    ]);
  });

  const values: Readonly<Record<string, { readonly good: readonly unknown[]; readonly bad: readonly unknown[] }>> = {
    content: { good: [1, 2, 3, 4, 5], bad: [0, 6, -1, '5', ['5'], 4.5, Number.NaN, Number.POSITIVE_INFINITY] },
    pace: { good: ['right', 'fast'], bad: ['slow', 'Right', 1, ['right'], 'right '] },
    useful: {
      good: [['practice'], ['theory'], ['theory', 'practice']],
      bad: ['practice', 1, ['x'], ['theory', 'theory'], ['theory', 'x'], ['']],
    },
    recommend: { good: [0, 5, 10], bad: [-1, 11, '10', ['10'], 0.5, Number.NaN] },
    remark: { good: ['x', 'x'.repeat(200), 'a\nb'], bad: ['x'.repeat(201), 1, ['x']] },
  };
  for (const { id, type } of instrument().questions) {
    test(`to a ${type} question are one of the values that it allows`, () => {
      for (const value of values[id]?.good ?? [])
        assert.deepEqual(faults(withAnswer(id, value)), [], JSON.stringify(value));
      for (const value of values[id]?.bad ?? [])
        assert.deepEqual(faults(withAnswer(id, value)), [`${id}: value`], JSON.stringify(value));
      assert.ok((values[id]?.bad.length ?? 0) > 2);
    });
  }

  test('to a text question without a limit of its own are at most 10,000 characters', () => {
    const questions: Question[] = [{ type: 'text', id: 'remark', required: true, label: { en: 'A remark' } }];
    assert.deepEqual(faults([{ question: 'remark', value: 'x'.repeat(10_000) }], questions), []);
    assert.deepEqual(faults([{ question: 'remark', value: 'x'.repeat(10_001) }], questions), ['remark: value']);
  });

  test('to a rating of four steps are 1 to 4', () => {
    const questions: Question[] = [
      { type: 'rating', id: 'content', required: true, label: { en: 'The content' }, steps: 4 },
    ];
    assert.deepEqual(faults([{ question: 'content', value: 4 }], questions), []);
    assert.deepEqual(faults([{ question: 'content', value: 5 }], questions), ['content: value']);
  });
});
