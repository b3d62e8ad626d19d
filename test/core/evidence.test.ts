import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type EnrolmentEvidence, hoursOf, judgeEnrolment, standsFor } from '@paraph/core/evidence';
import type { AnyStatement, Digest, Identifier, Programme, Requirement, Session } from '@paraph/core/model';
import type { SealedRecord } from '@paraph/core/signing';
import { statements } from '../cast.js';

const evening = '2026-12-31T20:00:00.000Z';
const act = (name: string): Digest => `sha-256:${name.padEnd(43, 'A')}`;
const uuid = (n: number): Identifier => `urn:uuid:00000000-0000-4000-8000-00000000000${n}`;

/** Half-days of 210 minutes, each version under an act of its own. */
function halfDay(n: number, changes: Partial<Session> = {}): Session {
  const base = statements.session() as unknown as Session;
  return { ...base, minutes: 210, ...changes, about: { ...base.about, session: uuid(n) } } as Session;
}

function record(statement: AnyStatement, { name, late = false }: { name: string; late?: boolean }): SealedRecord {
  const paraph = { received: evening, facts: late ? ['late'] : [] };
  return { act: act(name), statement, seal: { header: { paraph } } } as unknown as SealedRecord;
}

const signed = (n: number, { version = `v${n}`, ...more }: { version?: string; late?: boolean } = {}) => {
  const base = statements.attendance();
  const about = { ...base.about, session: uuid(n) };
  return record({ ...base, about, relies: [act(version)] } as AnyStatement, { name: `a${n}`, ...more });
};

function judged(records: readonly SealedRecord[], given: Partial<EnrolmentEvidence> & { ratio?: string } = {}) {
  const sessions = given.sessions ?? [halfDay(1), halfDay(2)];
  const versions = new Map(sessions.map((one) => [act(`v${one.about.session.at(-1)}`), one]));
  const requirements: Requirement[] = [{ id: 'half-days-signed', ratio: given.ratio ?? '1' }];
  const programme = { ...statements.programme(), plannedMinutes: 420, policy: { approval: 'none', requirements } };
  const enrolment = statements.enrolment({ expected: 'all', status: 'enrolled' });
  const evidence = {
    ...{ programme: programme as unknown as Programme, enrolment, sessions, campaigns: [], records, at: evening },
    ...given,
    versions: given.versions ?? versions,
  } as unknown as EnrolmentEvidence;
  const standing = judgeEnrolment(evidence);
  const hours = hoursOf({ programme: evidence.programme, credited: standing.credited });
  return {
    state: standing.states[0]?.state,
    qualifies: standing.qualifies,
    minutes: hours.creditedMin,
    hours,
    standing,
  };
}

describe('what the records prove of half-days', () => {
  test('credits each that was signed on time, and states four figures', () => {
    const { state, qualifies, hours } = judged([signed(1), signed(2)]);
    assert.deepEqual([state, qualifies], ['met', true]);
    assert.deepEqual(hours, {
      ...{ plannedMin: 420, connectedMin: null, creditedMin: 420, certifiedMin: 420 },
      rule: 'halfDays/1',
    });
  });

  for (const [ratio, records, state, qualifies, minutes] of [
    ['1', [signed(1)], 'partly', false, 210],
    ['0.5', [signed(1)], 'met', true, 210],
    ['0.3', [signed(1)], 'met', true, 210],
    ['0.51', [signed(1)], 'partly', false, 210],
    ['1', [], 'missing', false, 0],
    ['1', [signed(1), signed(2, { late: true })], 'partly', false, 210],
    ['0.5', [signed(1, { late: true })], 'partly', false, 0],
  ] as const)
    test(`of two, ${records.length} signed, ${ratio} asked for: ${state}, ${minutes} minutes`, () => {
      const found = judged(records, { ratio });
      assert.deepEqual([found.state, found.qualifies, found.minutes], [state, qualifies, minutes]);
    });

  test('0.3 of ten half-days is three, whatever floating point makes of it', () => {
    const ten = Array.from({ length: 10 }, (_, at) => halfDay(at));
    assert.equal(judged([signed(0), signed(1), signed(2)], { ratio: '0.3', sessions: ten }).state, 'met');
    assert.equal(judged([signed(0), signed(1)], { ratio: '0.3', sessions: ten }).state, 'partly');
  });

  test('nothing is met where no half-day asks for a signature, or the learner left', () => {
    assert.equal(judged([], { sessions: [] }).state, 'missing');
    const left = statements.enrolment({ status: 'left' }) as unknown as EnrolmentEvidence['enrolment'];
    assert.equal(judged([signed(1), signed(2)], { enrolment: left }).qualifies, false);
  });

  test('one that is not over counts for nothing yet', () => {
    const { end } = halfDay(1).schedule;
    const before = new Date(Date.parse(end) - 1).toISOString();
    assert.deepEqual(
      [judged([signed(1), signed(2)], { at: before }).minutes, judged([signed(1)], { at: before }).state],
      [0, 'partly'],
    );
    assert.equal(judged([signed(1), signed(2)], { at: end }).minutes, 420);
  });

  test('one whose time or title changed after signing asks for a new signature, and credits nothing', () => {
    const [first, second] = [halfDay(1), halfDay(2)];
    const longer = halfDay(1, { minutes: 840, schedule: { ...first.schedule, end: '2026-12-01T22:00:00.000Z' } });
    const versions = new Map([
      [act('v1'), first],
      [act('v1b'), longer],
      [act('v2'), second],
    ]);
    const given = { sessions: [longer, second], versions };
    const found = judged([signed(1), signed(2)], given);
    assert.deepEqual([found.state, found.minutes, found.standing.changed.size], ['partly', 210, 1]);
    assert.equal(judged([signed(1), signed(1, { version: 'v1b' }), signed(2)], given).minutes, 1050);
  });

  test('another room or link changes nothing; a signature of a version that is not here proves nothing', () => {
    const first = halfDay(1);
    assert.equal(standsFor(first, { ...first, link: 'https://room.example/4' } as Session), true);
    assert.equal(standsFor(first, { ...first, minutes: 60 } as Session), false);
    assert.equal(judged([signed(1, { version: 'unknown' })]).minutes, 0);
  });
});
