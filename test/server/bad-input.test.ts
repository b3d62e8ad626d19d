import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { openCheckpoint, seenOf, signCheckpoint, verifierKeyOf } from '@paraph/core/ledger';
import type { AnyStatement } from '@paraph/core/model';
import {
  createDeviceKey,
  defaultPorts,
  encodeBase64url,
  makeAct,
  newNonce,
  openRecord,
  writeAct,
} from '@paraph/core/signing';
import { limits, type PlanProgramme, type Problem } from '@paraph/core/wire';
import { nodeSigner } from '@paraph/server';
import { type Change, type Made, plan, School, Someone } from './school.js';

const { hash, random } = defaultPorts();
const day = 86_400_000;
const log = 'lilas.example/paraph/1';

describe('bad input', () => {
  let school: School;
  let alice: Someone;
  let karim: Someone;
  let size: number;
  before(async () => {
    school = await School.open();
  });
  after(() => school.close());
  beforeEach(async () => {
    school.now = School.start;
    alice = await Someone.of(school, 'alice');
    karim = await Someone.of(school, 'karim');
    size = (await school.storage.head(log)).size;
  });

  /** Refused with a problem document that a person can act on, and nothing stored. */
  async function refused(response: Response, code: string, fields: Record<string, unknown> = {}): Promise<void> {
    const problem = (await response.json()) as Problem & Record<string, unknown>;
    assert.equal(problem.code, code, JSON.stringify(problem));
    assert.equal(response.headers.get('content-type'), 'application/problem+json');
    assert.equal(response.status, problem.status);
    assert.match(problem.detail, /^[A-Z].*\.$/s, 'a sentence');
    for (const [name, value] of Object.entries(fields)) assert.equal(problem[name], value, name);
    assert.equal((await school.storage.head(log)).size, size, 'nothing is stored');
  }
  const sent = async (change: Change, made?: Made): Promise<Response> =>
    alice.send(made ?? (await alice.attendance('morning')), change);
  const raw = async (body: string): Promise<Response> =>
    school.send(body, { permit: (await alice.attendance('morning')).permit });

  test('that is no JSON is malformed', async () => refused(await raw('{"payload":'), 'malformed'));

  test('with a member twice is malformed', async () => {
    const act = await alice.sign(await alice.attendance('morning'));
    await refused(await raw(act.replace('{"payload"', '{"payload":"e30","payload"')), 'malformed');
  });

  test('with a member twice inside the statement is malformed', async () => {
    const made = await alice.attendance('morning');
    const text = JSON.stringify(made.statement).replace('{"kind"', '{"kind":"closing","kind"');
    const { signatures } = JSON.parse(await alice.sign(made)) as { signatures: unknown };
    await refused(
      await school.send(JSON.stringify({ payload: encodeBase64url(new TextEncoder().encode(text)), signatures })),
      'malformed',
    );
  });

  test('with a member that a record has not is malformed', async () => {
    const act = JSON.parse(await alice.sign(await alice.attendance('morning'))) as Act;
    await refused(await raw(JSON.stringify({ ...act, header: {} })), 'malformed');
  });

  test('under another type is refused', async () => {
    const { statement } = await alice.attendance('morning');
    // Signed as what it is not: the type of a closing under an attendance.
    const closing = JSON.parse(
      writeAct(await makeAct({ ...statement, kind: 'response' }, { signer: alice.device, hash })),
    ) as Act;
    const act = JSON.parse(writeAct(await makeAct(statement, { signer: alice.device, hash }))) as Act;
    await refused(await raw(JSON.stringify({ payload: act.payload, signatures: closing.signatures })), 'type');
  });

  test('of an unknown kind is refused', async () =>
    refused(await sent((statement) => Object.assign(statement, { kind: 'weather' })), 'unknown-kind'));

  test('of a kind that this author may not make is refused', async () =>
    refused(await sent((statement) => Object.assign(statement, { kind: 'closing' })), 'author'));

  test('of the organisation’s own kinds is refused', async () =>
    refused(
      await sent((statement) => {
        statement.kind = 'programme';
        delete statement.signer;
      }).catch(async () =>
        raw(
          writeAct(
            await makeAct(
              {
                ...(await alice.attendance('morning')).statement,
                kind: 'programme',
                signer: undefined,
              } as unknown as AnyStatement,
              { hash },
            ),
          ),
        ),
      ),
      'author',
    ));

  test('that does not fit its schema is refused, with the path', async () =>
    refused(await sent((statement) => Object.assign(statement, { method: { by: 'guess' } })), 'statement', {
      path: '$.method.by',
    }));

  test('with a failing signature is refused', async () => {
    const act = JSON.parse(await alice.sign(await alice.attendance('morning'))) as Act;
    const [entry] = act.signatures as [{ protected: string; signature: string }];
    const signature = `${entry.signature[0] === 'A' ? 'B' : 'A'}${entry.signature.slice(1)}`;
    await refused(await raw(JSON.stringify({ ...act, signatures: [{ ...entry, signature }] })), 'signature');
  });

  test('signed by another key than it names is refused', async () => {
    const made = await alice.attendance('morning');
    const act = JSON.parse(await alice.sign(made)) as Act;
    const other = JSON.parse(
      writeAct(
        await makeAct(
          { ...made.statement, signer: { ...made.statement.signer, key: karim.device.key } } as AnyStatement,
          { signer: karim.device, hash },
        ),
      ),
    ) as Act;
    await refused(await raw(JSON.stringify({ payload: act.payload, signatures: other.signatures })), 'author');
  });

  test('with other words than the plan gives is refused', async () =>
    refused(
      await sent((statement) => {
        const shown = statement.shown as { text: string };
        statement.shown = { ...shown, text: shown.text.replace('attended', 'taught') };
      }),
      'words',
    ));

  test('that relies on a record which is not there is refused', async () =>
    refused(
      await sent((statement) => {
        statement.relies = [...(statement.relies as string[]), `sha-256:${'A'.repeat(43)}`];
      }),
      'relies',
    ));

  test('addressed to another organisation is refused', async () =>
    refused(
      await sent((statement) => {
        statement.organisation = alice.device.key;
      }),
      'organisation',
    ));

  test('that has seen a checkpoint which nobody signed is refused', async () =>
    refused(
      await sent((statement) => {
        const seen = statement.seen as { root: string };
        statement.seen = { ...seen, root: `${Buffer.alloc(32, 9).toString('base64')}` };
      }),
      'seen',
    ));

  describe('with a wrong permit', () => {
    const reasons: readonly [string, string, Change][] = [
      [
        'for another half-day',
        'about',
        (statement) => Object.assign(statement.about as object, { session: school.answer.sessions.afternoon }),
      ],
      [
        'for another person',
        'person',
        (statement) =>
          Object.assign(statement.signer as object, { person: 'urn:uuid:00000000-0000-4000-8000-000000000000' }),
      ],
      ['for another statement', 'spent', (statement) => Object.assign(statement, { nonce: newNonce(random) })],
      ['for another time', 'at', (statement) => Object.assign(statement, { at: '2026-11-24T07:00:00.000Z' })],
      [
        'for another operator',
        'operator',
        (statement) =>
          Object.assign(statement.device as object, { operator: 'urn:uuid:00000000-0000-4000-8000-000000000000' }),
      ],
    ];
    for (const [name, reason, change] of reasons)
      test(`${name} is refused`, async () => refused(await sent(change), 'permit', { reason }));

    test('for another device is refused', async () => {
      const made = await alice.attendance('morning');
      const device = await createDeviceKey();
      await refused(
        await alice.send({ ...made, device }, (statement) =>
          Object.assign(statement.signer as object, { key: device.key }),
        ),
        'permit',
        { reason: 'device' },
      );
    });

    test('for another kind is refused', async () => {
      const made = await alice.attendance('morning');
      const response = await alice.response();
      await refused(await alice.send({ ...made, permit: response.permit }), 'permit', { reason: 'kind' });
    });

    test('that this server did not give is refused', async () => {
      const made = await alice.attendance('morning');
      const permit = made.permit as string;
      await refused(await alice.send({ ...made, permit: `${permit.slice(0, -2)}AA` }), 'permit', { reason: 'forged' });
      await refused(await alice.send({ ...made, permit: 'nonsense' }), 'permit', { reason: 'forged' });
    });

    test('is not taken as absent when a token came too', async () => {
      const made = await alice.attendance('morning');
      const token = await school.token('alice', 'learner');
      await refused(await school.send(await alice.sign(made), { permit: `${made.permit}A`, token }), 'permit', {
        reason: 'forged',
      });
    });

    test('that is spent on another act is refused', async () => {
      const made = await alice.attendance('morning');
      assert.equal((await alice.send(made)).status, 201);
      size += 1;
      await refused(
        await alice.send(made, (statement) => Object.assign(statement, { method: { by: 'confirmed' } })),
        'permit',
        { reason: 'spent' },
      );
    });
  });

  test('without permit and token is unidentified', async () => {
    const made = await karim.attendance('morning', { permit: false });
    await refused(await karim.send(made), 'unidentified');
  });

  test('from one learner for another is out of scope', async () => {
    const made = await karim.attendance('afternoon', { permit: false });
    const token = await school.token('alice', 'learner');
    await refused(await school.send(await karim.sign(made), { token }), 'scope');
    // A permit for another learner's half-day isn't given either.
    const { problem } = await alice.permit('attendance', made.statement.about);
    assert.equal(problem?.code, 'scope');
  });

  test('from another’s own device is refused', async () => {
    const own = await karim.attendance('morning');
    assert.equal((await karim.send(own)).status, 201);
    size += 1;
    alice.device = karim.device;
    await refused(await alice.send(await alice.response()), 'author');
  });

  test('over the limit is refused', async () => {
    const act = await alice.sign(await alice.response());
    await refused(await school.send(act.padEnd(limits.recordBytes + 1)), 'too-large', { limit: limits.recordBytes });
    await refused(await school.send('x'.repeat(limits.batchBytes + 1)), 'too-large', { limit: limits.batchBytes });
  });

  test('of another media type is refused', async () => {
    const headers = { 'content-type': 'text/plain' };
    await refused(await school.request('records', { body: '{}', headers }), 'media-type');
  });

  test('in a batch leaves the others alone', async () => {
    const good = await alice.response();
    const record = JSON.parse(await alice.sign(good)) as object;
    const body = { records: [{ record: { payload: 'e30', signatures: [] } }, { record, permit: good.permit }] };
    const { results } = await school.json<{ results: { record?: object; problem?: Problem }[] }>('records', { body });
    assert.ok(results[0]?.problem);
    assert.ok(results[1]?.record, JSON.stringify(results[1]));
  });
});

describe('what comes again', () => {
  let school: School;
  before(async () => {
    school = await School.open();
  });
  after(() => school.close());

  test('gets the record that stands, byte for byte, also signed anew, after a restart and without its permit', async () => {
    const alice = await Someone.of(school, 'alice');
    const made = await alice.attendance('morning');
    const act = await alice.sign(made);
    const first = await school.send(act, { permit: made.permit });
    const text = await first.text();
    assert.equal(first.status, 201);
    const again = await school.send(act, { permit: made.permit });
    assert.equal(again.status, 200);
    assert.equal(await again.text(), text);
    const signedAnew = await school.send(await alice.sign(made), { permit: made.permit });
    assert.equal(await signedAnew.text(), text);
    await school.restart();
    assert.equal(await (await school.send(act)).text(), text);
    assert.equal((await school.storage.stream(`session:${school.answer.sessions.morning}`)).length, 2);
  });

  test('at the same moment is sealed once', async () => {
    const karim = await Someone.of(school, 'karim');
    const made = await karim.attendance('morning');
    const act = await karim.sign(made);
    const texts = await Promise.all(
      Array.from({ length: 20 }, async () => (await school.send(act, { permit: made.permit })).text()),
    );
    assert.equal(new Set(texts).size, 1);
  });
});

describe('time', () => {
  let school: School;
  beforeEach(async () => {
    school = await School.open();
  });
  afterEach(() => school.close());

  test('past a permit’s delivery, without a token, is unidentified; with one it is sealed late', async () => {
    const karim = await Someone.of(school, 'karim');
    const { size } = await school.storage.head(log);
    const made = await karim.attendance('morning');
    school.now += 60 * day;
    const act = await karim.sign(made);
    assert.equal((await school.send(act, { permit: made.permit })).status, 401);
    assert.equal((await school.storage.head(log)).size, size, 'nothing is stored');
    const response = await school.send(act, { permit: made.permit, token: await school.token('karim', 'learner') });
    assert.equal(response.status, 201);
    const { permit, facts, identified } = openRecord(await response.text(), hash).seal?.header.paraph ?? {};
    assert.equal(permit, 'none');
    assert.equal(identified?.by, 'site-token');
    assert.deepEqual(facts, ['late', 'new-device']);
  });

  test('outside the window gets no permit, and is told when', async () => {
    const alice = await Someone.of(school, 'alice');
    assert.equal((await alice.send(await alice.attendance('morning'))).status, 201);
    const permitFor = async (session: string) => {
      const card = (await school.agenda('alice')).sessions.find(
        ({ session: { statement } }) => statement.about.session === school.answer.sessions[session],
      );
      const { programme, enrolment, learner } = card?.enrolment.statement.about ?? {};
      return alice.permit('attendance', { programme, session: school.answer.sessions[session], enrolment, learner });
    };
    const { problem } = await permitFor('next-week');
    assert.equal(problem?.code, 'window');
    assert.equal(problem?.opens, '2026-12-01T07:45:00.000Z');
    school.now += 2 * day;
    assert.equal((await permitFor('morning')).problem?.code, 'closed', 'signed already');
    school.now += 30 * day;
    assert.equal((await permitFor('next-week')).problem?.closes, '2026-12-08T11:30:00.000Z');
    assert.equal((await permitFor('past')).problem?.code, 'window', 'asks for no signature');
  });

  test('signed in time and delivered after the window is late, and not refused', async () => {
    const alice = await Someone.of(school, 'alice');
    const made = await alice.attendance('morning');
    const act = await alice.sign(made);
    school.now += 3 * day;
    const response = await school.send(act, { permit: made.permit });
    assert.equal(response.status, 201);
    const { permit, facts } = openRecord(await response.text(), hash).seal?.header.paraph ?? {};
    assert.equal(permit, 'accepted');
    assert.deepEqual(facts, ['late', 'new-device']);
    assert.equal((await school.agenda('alice')).sessions.find(({ recorded }) => recorded)?.recorded?.late, true);
  });

  test('nobody becomes punctual by a window that is moved afterwards', async () => {
    const alice = await Someone.of(school, 'alice');
    const made = await alice.attendance('morning');
    school.now += 4 * 3_600_000;
    const [programme] = plan.programmes as [PlanProgramme];
    const sessions =
      programme.sessions?.map((one) => (one.id === 'morning' ? { ...one, closesAfter: 100_000 } : one)) ?? [];
    await school.json('plan', { as: 'luc', role: 'manager', body: { programmes: [{ ...programme, sessions }] } });
    const response = await school.send(await alice.sign(made), { permit: made.permit });
    assert.deepEqual(openRecord(await response.text(), hash).seal?.header.paraph.facts, ['late', 'new-device']);
  });

  test('a clock that is off by more than two minutes is noted', async () => {
    const alice = await Someone.of(school, 'alice');
    const skewed: Change = (statement) => Object.assign(statement.device as object, { skew: -121 });
    const response = await alice.send(await alice.attendance('morning'), skewed);
    assert.deepEqual(openRecord(await response.text(), hash).seal?.header.paraph.facts, ['new-device', 'skew']);
  });

  test('received never goes back, even if the clock does', async () => {
    const alice = await Someone.of(school, 'alice');
    const made = await alice.attendance('morning');
    assert.equal((await alice.send(made)).status, 201);
    school.now -= 30_000;
    const response = await alice.send(await alice.response());
    assert.equal(
      openRecord(await response.text(), hash).seal?.header.paraph.received,
      new Date(School.start).toISOString(),
    );
  });

  test('a genuine checkpoint that this tree does not extend is sealed as a split view, never refused', async () => {
    const alice = await Someone.of(school, 'alice');
    const { checkpoint, hash: sha } = { checkpoint: nodeSigner(school.options.keys.checkpoint), hash };
    const note = await signCheckpoint(
      { origin: log, size: 3, root: new Uint8Array(32).fill(7) },
      { signers: [checkpoint], hash: sha },
    );
    const keys = [verifierKeyOf(log, { jwk: checkpoint.jwk, hash })];
    const opened = await openCheckpoint(note, { keys, verifySignature: defaultPorts().verifySignature });
    assert.ok(opened.verified);
    const seen = seenOf(opened);
    const response = await alice.send(await alice.attendance('morning'), (statement) =>
      Object.assign(statement, { seen }),
    );
    assert.equal(response.status, 201);
    assert.deepEqual(openRecord(await response.text(), hash).seal?.header.paraph.facts, ['new-device', 'split-view']);
  });
});

interface Act {
  payload: string;
  signatures: unknown[];
}
