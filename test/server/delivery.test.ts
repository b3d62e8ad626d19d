import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { defaultPorts, openRecord, readPermit, type SealedRecord, type TokenScope } from '@paraph/core/signing';
import type { PermitAnswer } from '@paraph/core/wire';
import { School, Someone } from './school.js';
import { everythingIn } from './stored.js';

const { hash } = defaultPorts();
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

describe('an act', () => {
  let school: School;
  let alice: Someone;
  beforeEach(async () => {
    school = await School.open();
    alice = await Someone.of(school, 'alice');
  });
  afterEach(() => school.close());

  const sealed = async (response: Response, status = 201) => {
    const text = await response.text();
    assert.equal(response.status, status, text);
    const { seal } = openRecord(text, hash) as SealedRecord;
    return { text, ...seal.header.paraph };
  };
  /** The window of the morning: from 7:45 to 12:00, late until a week after. */
  const window = {
    from: '2026-11-24T07:45:00.000Z',
    until: '2026-11-24T12:00:00.000Z',
    late: '2026-12-01T12:00:00.000Z',
  };

  test('that is delivered in time is on time, to the millisecond', async () => {
    const made = await alice.attendance('morning');
    school.now = Date.parse(window.until);
    assert.deepEqual((await sealed(await alice.send(made))).facts, ['new-device']);
  });

  test('that was signed in time and is delivered later is sealed late, never refused', async () => {
    const made = await alice.attendance('morning');
    school.now = Date.parse(window.until) + 1;
    const { facts, received, permit } = await sealed(await alice.send(made));
    assert.deepEqual(facts, ['late', 'new-device']);
    assert.equal(received, '2026-11-24T12:00:00.001Z');
    assert.equal(permit, 'accepted');
    assert.equal((await school.agenda('alice')).sessions.find(({ recorded }) => recorded)?.recorded?.late, true);
  });

  test('that an outbox kept for a month is let in by its permit, without a token and after the site’s has ended', async () => {
    const made = await alice.attendance('morning');
    const expired = await school.token('alice', 'learner');
    school.now = Date.parse(readPermit(made.permit ?? '').deliverUntil);
    assert.ok(school.now - School.start > 30 * day);
    const stale = await school.send(await alice.sign(made), { permit: made.permit, token: expired });
    const { facts, permit } = await sealed(stale);
    assert.ok(facts.includes('late'));
    assert.equal(permit, 'accepted');
    // A moment later it needs somebody, and the ended token is what is wrong.
    const karim = await Someone.of(school, 'karim');
    school.now = School.start;
    const his = await karim.attendance('morning');
    school.now = Date.parse(readPermit(his.permit ?? '').deliverUntil) + 1;
    const refused = await school.send(await karim.sign(his), { permit: his.permit, token: expired });
    assert.deepEqual([refused.status, ((await refused.json()) as { code: string }).code], [401, 'token']);
  });

  test('that was closed before it was delivered is still sealed', async () => {
    const made = await alice.attendance('morning');
    const nadia = await Someone.of(school, 'nadia', 'trainer');
    await sealed(await nadia.send(await nadia.closing('morning')));
    assert.deepEqual((await sealed(await alice.send(made))).facts, ['new-device']);
    school.now += day;
    const karim = await Someone.of(school, 'karim');
    await assert.rejects(karim.attendance('morning'), { code: 'closed' });
  });

  test('past deliverUntil needs a token of the same person, and says so in its seal', async () => {
    const made = await alice.attendance('morning');
    school.now = Date.parse(readPermit(made.permit ?? '').deliverUntil) + 1;
    const act = await alice.sign(made);
    for (const [subject, role, code] of [
      ['karim', 'learner', 'scope'],
      ['nadia', 'trainer', 'role'],
    ] as const) {
      const response = await school.send(act, { permit: made.permit, token: await school.token(subject, role) });
      assert.equal(((await response.json()) as { code: string }).code, code);
    }
    const token = await school.token('alice', 'learner');
    const { permit, identified, facts } = await sealed(await school.send(act, { permit: made.permit, token }));
    assert.equal(permit, 'none');
    assert.equal(identified?.by, 'site-token');
    assert.ok(facts.includes('late'));
  });

  test('sent again gets the same sealed record back, byte for byte', async () => {
    const made = await alice.attendance('morning');
    const act = await alice.sign(made);
    const first = await sealed(await school.send(act, { permit: made.permit }));
    const stored = everythingIn(school.folder);
    const again = [{ permit: made.permit }, {}, { token: await school.token('alice', 'learner') }];
    for (const way of again) assert.equal((await sealed(await school.send(act, way), 200)).text, first.text);
    // The same payload, signed again: another signature, the same act.
    const signedAgain = await alice.sign(made);
    assert.notEqual(signedAgain, act);
    assert.equal((await sealed(await school.send(signedAgain, { permit: made.permit }), 200)).text, first.text);
    school.now += 100 * day;
    assert.equal((await sealed(await school.send(act, { permit: made.permit }), 200)).text, first.text);
    assert.equal(everythingIn(school.folder), stored, 'nothing more was stored');
    await school.restart();
    assert.equal((await sealed(await school.send(act, { permit: made.permit }), 200)).text, first.text);
  });

  test('sent many times at once is sealed once', async () => {
    const made = await alice.attendance('morning');
    const act = await alice.sign(made);
    const before = (await school.storage.head(school.options.log)).size;
    const answers = await Promise.all(Array.from({ length: 20 }, () => school.send(act, { permit: made.permit })));
    const texts = await Promise.all(answers.map((response) => response.text()));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [...Array.from({ length: 19 }, () => 200), 201]);
    assert.equal(new Set(texts).size, 1);
    assert.equal((await school.storage.head(school.options.log)).size, before + 1);
  });

  test('signed with a clock that is far off says so, and one under two minutes doesn’t', async () => {
    const { device } = (await alice.attendance('morning')).statement;
    const made = await alice.attendance('morning');
    assert.deepEqual((await sealed(await alice.send(made, { device: { ...device, skew: -121 } }))).facts, [
      'new-device',
      'skew',
    ]);
    const karim = await Someone.of(school, 'karim');
    const his = await karim.attendance('morning');
    assert.deepEqual((await sealed(await karim.send(his, { device: { ...device, skew: 120 } }))).facts, ['new-device']);
  });

  test('by a key that is another person’s own is refused', async () => {
    await sealed(await alice.send(await alice.attendance('morning')));
    const karim = new Someone(school, 'karim', 'learner');
    karim.device = alice.device;
    const response = await karim.send(await karim.attendance('morning'));
    assert.equal(((await response.json()) as { code: string }).code, 'author');
  });

  test('`received` never goes back, whatever the clock does', async () => {
    const [one, karim] = [await alice.attendance('morning'), await Someone.of(school, 'karim')];
    const other = await karim.attendance('morning');
    const first = await sealed(await alice.send(one));
    school.now -= 10 * minute;
    const second = await sealed(await karim.send(other));
    assert.equal(second.received, first.received);
    await school.restart();
    const third = await sealed(await alice.send(await alice.response()));
    assert.equal(third.received, first.received);
  });
});

describe('a permit', () => {
  let school: School;
  let alice: Someone;
  beforeEach(async () => {
    school = await School.open();
    alice = await Someone.of(school, 'alice');
  });
  afterEach(() => school.close());
  const about = async (session: string, someone = alice) =>
    (await someone.attendance(session, { permit: false })).statement.about;

  test('is not given outside the window, and the answer says when it opens', async () => {
    const asked = await about('next-week');
    const { problem } = await alice.permit('attendance', asked);
    assert.deepEqual(
      [problem?.code, problem?.status, problem?.opens, problem?.closes],
      ['window', 409, '2026-12-01T07:45:00.000Z', '2026-12-08T11:30:00.000Z'],
    );
    assert.match(String(problem?.detail), /2026-12-01/);
    school.now = Date.parse('2026-12-08T11:30:00.001Z');
    assert.equal((await alice.permit('attendance', asked)).problem?.code, 'window', 'too late');
    school.now = Date.parse('2026-12-08T11:30:00.000Z');
    assert.ok((await alice.permit('attendance', asked)).permit, 'the last moment');
    school.now = Date.parse('2026-12-24T06:00:00.001Z');
    await assert.rejects(alice.response(), { code: 'window' });
  });

  test('is given ahead for the next half-days, to be signed without a network', async () => {
    const asked = await about('next-week');
    school.now = Date.parse('2026-12-01T07:45:00.000Z') - 12 * hour;
    const { permit } = await alice.permit('attendance', asked);
    assert.ok(permit);
    assert.equal(readPermit(permit).from, '2026-12-01T07:45:00.000Z', 'it is good from the opening only');
    school.now -= 1;
    assert.equal((await alice.permit('attendance', asked)).problem?.code, 'window');
  });

  test('is not given for a half-day that asks for no signature, that was signed, or that is another’s', async () => {
    assert.equal((await alice.permit('attendance', await about('past'))).problem?.code, 'window');
    assert.equal((await alice.send(await alice.attendance('morning'))).status, 201);
    assert.equal((await alice.permit('attendance', await about('morning'))).problem?.code, 'closed');
    const karim = await Someone.of(school, 'karim');
    const his = await about('morning', karim);
    assert.equal((await alice.permit('attendance', his)).problem?.code, 'scope');
    const mine = await about('afternoon');
    assert.equal((await alice.permit('attendance', { ...mine, enrolment: his.enrolment })).problem?.code, 'scope');
    assert.equal((await alice.permit('attendance', { ...mine, learner: his.learner })).problem?.code, 'scope');
    assert.equal((await alice.permit('attendance', { ...mine, programme: his.learner })).problem?.code, 'scope');
    assert.equal((await alice.permit('attendance', { ...mine, session: his.learner })).problem?.code, 'not-found');
    assert.equal((await alice.permit('attendance', { ...mine, campaign: his.learner })).problem?.code, 'statement');
  });

  test('is given by a token that reaches one half-day, one enrolment or one programme, and for nothing outside it', async () => {
    const morning = await about('morning');
    const afternoon = await about('afternoon');
    const ask = async (scope: TokenScope, asked: object) => {
      const token = await school.token('alice', 'learner', { scope });
      const body = { requests: [{ kind: 'attendance', about: asked, jkt: alice.device.key }] };
      const [given] = (await school.json<PermitAnswer>('permits', { token, body })).permits;
      return given && 'problem' in given ? given.problem.code : 'given';
    };
    for (const name of ['session', 'enrolment', 'programme'] as const) {
      assert.equal(await ask({ [name]: morning[name] as string }, morning), 'given', name);
      assert.equal(await ask({ [name]: morning.learner as string }, morning), 'scope', name);
    }
    assert.equal(await ask({ session: morning.session as string }, afternoon), 'scope');
    const both = { session: morning.session as string, enrolment: morning.enrolment as string };
    assert.equal(await ask(both, morning), 'given');
  });

  test('that is refused leaves the others in the same request', async () => {
    const [morning, week] = [await about('morning'), await about('next-week')];
    const requests = [morning, week, morning].map((one) => ({ kind: 'attendance', about: one, jkt: alice.device.key }));
    const { permits } = await school.json<PermitAnswer>('permits', { ...alice.ask, body: { requests } });
    assert.deepEqual(
      permits.map((one) => ('problem' in one ? one.problem.code : 'given')),
      ['given', 'window', 'given'],
    );
    const [first, , third] = permits as { permit: string }[];
    assert.notEqual(readPermit(first?.permit ?? '').nonce, readPermit(third?.permit ?? '').nonce);
  });
});
