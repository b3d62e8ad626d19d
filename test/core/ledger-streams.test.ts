import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isParaphError } from '@paraph/core/errors';
import { findHoles, type NumberedStatement, streamsOf } from '@paraph/core/ledger';
import { kinds } from '@paraph/core/signing';
import fc from 'fast-check';

const organisation = `urn:ietf:params:oauth:jwk-thumbprint:sha-256:${'A'.repeat(43)}` as const;
const named = (number: number) => `urn:uuid:00000000-0000-4000-8000-${String(number).padStart(12, '0')}` as const;
const [programme, session, enrolment, campaign] = [named(1), named(2), named(3), named(4)];
const everything = { programme, session, enrolment, campaign, learner: named(5) };
const streams = (kind: string, about: NumberedStatement['about'], more: object = {}) =>
  streamsOf({ kind, about, organisation, ...more });

describe('a statement is numbered', () => {
  // The column "numbered in" of format.md, once more by hand.
  const inPlan = [`plan:${programme}`];
  const inEnrolment = [`enrolment:${enrolment}`];
  const expected: Record<string, string[]> = {
    programme: inPlan,
    activity: inPlan,
    instrument: inPlan,
    campaign: inPlan,
    notice: inPlan,
    session: [...inPlan, `session:${session}`],
    enrolment: inEnrolment,
    attendance: [`session:${session}`, ...inEnrolment],
    observation: [`session:${session}`, ...inEnrolment],
    request: inEnrolment,
    decision: [`session:${session}`, ...inEnrolment],
    closing: [`session:${session}`],
    approval: inEnrolment,
    acknowledgement: inEnrolment,
    solicitation: [`campaign:${campaign}`],
    response: inEnrolment,
    attempt: inEnrolment,
    'anonymous-response': [`campaign:${campaign}`],
    result: inEnrolment,
    trace: inEnrolment,
    support: inEnrolment,
    review: inEnrolment,
    lifecycle: inEnrolment,
    import: inEnrolment,
    'external-certificate': inEnrolment,
    certificate: inEnrolment,
    issuance: inEnrolment,
    status: inEnrolment,
    action: inPlan,
    figure: inPlan,
    grant: inPlan,
    dossier: inEnrolment,
    device: inEnrolment,
    erasure: inPlan,
    key: ['keys'],
    continue: ['keys'],
  };
  for (const kind of new Set([...Object.keys(kinds), ...Object.keys(expected)])) {
    test(`${kind} in ${expected[kind]?.map((name) => name.split(':')[0]).join(' and ')}`, () => {
      assert.deepEqual(streams(kind, everything), expected[kind]);
    });
  }

  test('in the plan, or in the campaign, where it is about no enrolment', () => {
    for (const kind of ['request', 'acknowledgement', 'result', 'import', 'dossier', 'device', 'approval']) {
      assert.deepEqual(streams(kind, { programme }), [`plan:${programme}`]);
    }
    assert.deepEqual(streams('response', { programme, campaign }), [`campaign:${campaign}`]);
  });

  test("in the organisation's plan where it belongs to no programme or to several", () => {
    for (const kind of ['notice', 'instrument', 'grant', 'erasure', 'device']) {
      assert.deepEqual(streams(kind, {}), [`plan:${organisation}`]);
      assert.deepEqual(streams(kind, { programme: [programme, named(9)] }), [`plan:${organisation}`]);
    }
    assert.deepEqual(streams('notice', { programme: [programme, programme] }), [`plan:${programme}`]);
  });

  test('in the stream of each session and enrolment that it decides, once each', () => {
    const about = { session: [session, named(6), session], enrolment: [enrolment, named(7)] };
    assert.deepEqual(streams('decision', about), [
      `session:${session}`,
      `session:${named(6)}`,
      `enrolment:${enrolment}`,
      `enrolment:${named(7)}`,
    ]);
    assert.deepEqual(streams('observation', { session }), [`session:${session}`]);
  });

  test('in the plan as the approval of a list, and nothing else is moved by a list', () => {
    const list = { root: 'A'.repeat(43), size: 2 };
    assert.deepEqual(streams('approval', everything, { list }), [`plan:${programme}`]);
    assert.deepEqual(streams('request', everything, { list }), inEnrolment);
  });

  test('nowhere when it names nothing to be numbered by', () => {
    for (const [kind, path] of [
      ['closing', '$.about.session'],
      ['decision', '$.about.session'],
      ['enrolment', '$.about.enrolment'],
      ['solicitation', '$.about.campaign'],
    ] as const) {
      const fits = (error: unknown) => isParaphError(error, 'statement') && error.fields.path === path;
      assert.throws(() => streams(kind, { programme }), fits);
    }
  });

  test('nowhere when what it is about is no identifier', () => {
    for (const value of [7, null, {}, [session, 7]]) {
      const about = { session: value } as unknown as NumberedStatement['about'];
      assert.throws(
        () => streams('closing', about),
        (error) => isParaphError(error, 'statement'),
      );
    }
  });

  test('nowhere when its kind is not known', () => {
    for (const kind of ['weather', 'toString', '__proto__', '']) {
      assert.throws(
        () => streams(kind, everything),
        (error) => isParaphError(error, 'unknown-kind'),
      );
    }
  });
});

describe('holes of a stream', () => {
  test('are runs of missing numbers', () => {
    assert.deepEqual(findHoles([1, 2, 5], { last: 6 }), [
      { from: 3, to: 4 },
      { from: 6, to: 6 },
    ]);
    assert.deepEqual(findHoles([3, 1, 2, 2]), []);
    assert.deepEqual(findHoles([]), []);
    assert.deepEqual(findHoles([], { last: 2 }), [{ from: 1, to: 2 }]);
    assert.deepEqual(findHoles([2 ** 53 - 1]), [{ from: 1, to: 2 ** 53 - 2 }]);
    assert.deepEqual(findHoles([1, 2, 3], { last: 2 }), []);
  });

  test('and the numbers that are there make up the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 })), fc.integer({ min: 0, max: 70 }), (numbers, last) => {
        const missing = findHoles(numbers, { last }).flatMap(({ from, to }) =>
          Array.from({ length: to - from + 1 }, (_, at) => from + at),
        );
        const end = Math.max(last, ...numbers);
        const whole = Array.from({ length: end }, (_, at) => at + 1);
        assert.deepEqual(
          [...missing, ...new Set(numbers)].sort((left, right) => left - right),
          whole,
        );
      }),
    );
  });
});
