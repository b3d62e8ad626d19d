import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import {
  type DeviceKey,
  defaultPorts,
  encodeBase64url,
  encodeUtf8,
  newIdentifier,
  personType,
  readPermit,
  signEntry,
  writePermit,
} from '@paraph/core/signing';
import { limits, type RecordBatchAnswer } from '@paraph/core/wire';
import { type Change, type Made, plan, School, Someone } from './school.js';
import { everythingIn } from './stored.js';

const { random } = defaultPorts();
const jose = { 'content-type': 'application/jose+json' };

/** A second programme, to which Alice doesn't belong, at the same hours. */
const twoProgrammes = {
  programmes: [
    ...plan.programmes,
    {
      ...plan.programmes[0],
      id: 'fire-safety',
      sessions: plan.programmes[0]?.sessions?.map((session) => ({ ...session, id: `fire ${session.id}` })),
      enrolments: [{ id: 'karim', name: 'Karim Benali', language: 'fr' }],
      history: [],
    },
  ],
} as typeof plan;

describe('bad input is refused with a code and a sentence, and nothing is stored:', () => {
  let school: School;
  let alice: Someone;
  let karim: Someone;
  let nadia: Someone;
  /** Alice's attendance of the morning, with its permit; never sent as it stands but in the last test. */
  let made: Made;
  before(async () => {
    school = await School.open({ plan: twoProgrammes });
    alice = await Someone.of(school, 'alice');
    karim = await Someone.of(school, 'karim');
    nadia = await Someone.of(school, 'nadia', 'trainer');
    made = await alice.attendance('morning');
    await new Promise((done) => setTimeout(done, 300));
  });
  beforeEach(() => {
    school.now = School.start;
  });
  after(() => school.close());

  interface Expected {
    readonly [field: string]: unknown;
    readonly code: string;
    readonly status: number;
  }
  /** Sends, and expects this problem and an unchanged database. */
  async function refused(
    send: () => Promise<Response>,
    { code, status, ...fields }: Expected,
    what = '',
  ): Promise<void> {
    const stored = everythingIn(school.folder);
    const response = await send();
    const text = await response.text();
    assert.equal(response.headers.get('content-type'), 'application/problem+json', `${what}: ${text.slice(0, 300)}`);
    const problem = JSON.parse(text) as Record<string, unknown>;
    assert.deepEqual([response.status, problem.code], [status, code], `${what}: ${text}`);
    assert.equal(problem.status, status);
    assert.equal(problem.type, `urn:paraph:problem:${code}`);
    assert.match(String(problem.detail), /^[A-Z0-9].{15,}[.!]$/s, 'a sentence');
    assert.doesNotMatch(String(problem.detail), /\bat \w+ \(|node_modules|\[object/, 'that a person can act on');
    for (const [name, value] of Object.entries(fields)) assert.deepEqual(problem[name], value, `${what}: ${text}`);
    assert.equal(everythingIn(school.folder), stored, `${what}: nothing is stored`);
  }
  const post = (body: string | Uint8Array | ReadableStream, headers: Record<string, string> = jose) =>
    school.handler.fetch(
      new Request(new URL('records', school.url), {
        ...{ method: 'POST', body: body as string, duplex: 'half' },
        headers: {
          // As over the network: whoever knows the length says it.
          ...(body instanceof ReadableStream ? {} : { 'content-length': `${Buffer.byteLength(body)}` }),
          ...(made.permit ? { 'paraph-permit': made.permit } : {}),
          ...headers,
        },
      } as RequestInit),
    );
  /** The text of an act over a payload that no writer would make. */
  const actOver = async (
    payload: string,
    { device = alice.device, header = {} }: { device?: DeviceKey; header?: object } = {},
  ) => {
    const entry = await signEntry(
      { alg: 'ES256', typ: personType('attendance'), jwk: device.jwk, ...header },
      encodeBase64url(encodeUtf8(payload)),
      device,
    );
    return JSON.stringify({ payload: encodeBase64url(encodeUtf8(payload)), signatures: [entry] });
  };
  const payload = () => JSON.stringify(made.statement);
  const malformed = { status: 400, code: 'malformed' };

  test('malformed JSON', async () => {
    const good = await alice.sign(made);
    const bytes = Buffer.from(good);
    const bad: Readonly<Record<string, string | Uint8Array>> = {
      nothing: '',
      'half of it': good.slice(0, good.length / 2),
      null: 'null',
      'a list': '[]',
      'a word': '"act"',
      'something behind': `${good}{}`,
      'a comma too many': good.replace(']}', ',]}'),
      'a BOM': Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]),
      'bytes that are no UTF-8': Buffer.concat([
        bytes.subarray(0, -1),
        Buffer.from([0x2c, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
      ]),
      'NUL bytes': Buffer.concat([bytes, Buffer.alloc(3)]),
      'another member': good.replace('{"payload"', '{"header":{},"payload"'),
      'no signatures': good.replace(/"signatures":.*/, '"signatures":{}}'),
      'two signers': good.replace(/"signatures":\[(.*)\]/, '"signatures":[$1,$1]'),
      'an unprotected header': good.replace('{"protected"', '{"header":{},"protected"'),
      'flattened JWS': good.replace(/"signatures":\[\{(.*)\}\]/, '$1'),
      'compact JWS': good.replace(/.*"payload":"([^"]+)".*"protected":"([^"]+)".*"signature":"([^"]+)".*/, '$2.$1.$3'),
      'padding in base64url': good.replace(/"payload":"([^"]+)"/, '"payload":"$1="'),
      'base64 instead of base64url': good.replace(
        /"payload":"([^"]+)"/,
        (_, one) => `"payload":"${one.slice(0, 8)}+/${one.slice(10)}"`,
      ),
      'a payload that is no JSON': await actOver('hello'),
      'a payload that is cut off': await actOver(payload().slice(0, -1)),
      'a fraction': await actOver(payload().replace('"version":1', '"version":1.0')),
      'an exponent': await actOver(payload().replace('"skew":0', '"skew":1e3')),
      'minus zero': await actOver(payload().replace('"skew":0', '"skew":-0')),
      'a number beyond 2⁵³': await actOver(payload().replace('"skew":0', '"skew":9007199254740993')),
      'a lone surrogate': await actOver(payload().replace('"zone"', '"x":"\\ud800","zone"')),
      'depth 33': await actOver(payload().replace('"zone"', `"x":${'['.repeat(32)}${']'.repeat(32)},"zone"`)),
    };
    for (const [what, body] of Object.entries(bad)) await refused(() => post(body), malformed, what);
    for (const what of ['nothing', 'half of it', 'a BOM'])
      await refused(() => post(bad[what] ?? '', { 'content-type': 'application/json' }), malformed, `a batch: ${what}`);
  });

  test('duplicate members, in the wrapper, the statement, the header and the batch', async () => {
    const good = await alice.sign(made);
    await refused(() => post(good.replace('{"payload"', '{"payload":"e30","payload"')), malformed, 'wrapper');
    await refused(() => post(good.replace('{"protected"', '{"signature":"AA","protected"')), malformed, 'entry');
    await refused(
      async () => post(await actOver(payload().replace('{"kind"', '{"kind":"closing","kind"'))),
      malformed,
      'statement',
    );
    await refused(
      async () => post(await actOver(payload().replace('{"kind"', '{"k\\u0069nd":"closing","kind"'))),
      malformed,
      'unescaped',
    );
    await refused(
      async () => post(await actOver(payload().replace('"about":{', '"about":{"session":"urn:uuid:x",'))),
      malformed,
      'about',
    );
    const [entry] = (JSON.parse(good) as { signatures: { protected: string }[] }).signatures;
    const header = Buffer.from(entry?.protected ?? '', 'base64url')
      .toString()
      .replace('{"alg"', '{"alg":"none","alg"');
    await refused(
      () => post(good.replace(entry?.protected ?? '', Buffer.from(header).toString('base64url'))),
      malformed,
      'header',
    );
    const batch = `{"records":[],"records":[{"record":${good}}]}`;
    await refused(() => post(batch, { 'content-type': 'application/json' }), malformed, 'batch');
  });

  test('a header that is not closed, or another algorithm', async () => {
    for (const header of [
      { crit: ['b64'], b64: false },
      { b64: true },
      { kid: 'x' },
      { alg: 'none' },
      { alg: 'ES384' },
      { alg: 'HS256' },
      { jwk: { ...alice.device.jwk, d: 'AA' } },
      { jku: 'https://evil.test' },
    ])
      await refused(async () => post(await actOver(payload(), { header })), malformed, JSON.stringify(header));
  });

  test('a wrong typ', async () => {
    for (const typ of [
      'vnd.paraph.closing.v1',
      'vnd.paraph.attendance.v2',
      'VND.PARAPH.ATTENDANCE.V1',
      'application/vnd.paraph.attendance.v1',
      'JWT',
      '',
    ])
      await refused(
        async () => post(await actOver(payload(), { header: { typ } })),
        { status: 400, code: 'type' },
        typ,
      );
  });

  test('an unknown kind', async () => {
    const weather = payload().replace('"kind":"attendance"', '"kind":"weather"');
    const header = { typ: personType('weather') };
    await refused(async () => post(await actOver(weather, { header })), { status: 422, code: 'unknown-kind' });
  });

  test('a kind that this author may not make', async () => {
    const closing = payload().replace('"kind":"attendance"', '"kind":"closing"');
    const header = { typ: personType('closing') };
    await refused(async () => post(await actOver(closing, { header })), { status: 403, code: 'author' });
    const session = payload().replace('"kind":"attendance"', '"kind":"session"');
    await refused(async () => post(await actOver(session, { header: { typ: personType('session') } })), {
      status: 403,
      code: 'author',
    });
    // An organisation's statement, which nobody signs, doesn't come in by this door.
    const own = { ...(await school.agenda('alice')).sessions[0]?.session.statement };
    const unsigned = JSON.stringify({ payload: encodeBase64url(encodeUtf8(JSON.stringify(own))), signatures: [] });
    await refused(() => post(unsigned), { status: 403, code: 'author' });
    await refused(() => post(unsigned, { ...jose, 'paraph-permit': '' }), {
      status: 403,
      code: 'permit',
      reason: 'forged',
    });
  });

  test('the closing of a half-day that another trainer leads', async () => {
    const statement = await nadia.closing('morning');
    const otto = await Someone.of(school, 'otto', 'trainer');
    const about = (statement.statement.about ?? {}) as Record<string, unknown>;
    const { problem } = await otto.permit('closing', about);
    assert.equal(problem?.code, 'scope');
    const { person } = await school.agenda('otto', 'trainer');
    const act = await otto.sign(
      { ...statement, device: otto.device },
      { signer: { role: 'trainer', person, key: otto.device.key } },
    );
    const token = await school.token('otto', 'trainer');
    await refused(() => school.send(act, { token }), { status: 403, code: 'scope' });
  });

  test('a failing signature', async () => {
    const good = await alice.sign(made);
    const signature = { status: 422, code: 'signature' };
    const broken = JSON.parse(good) as { payload: string; signatures: { protected: string; signature: string }[] };
    const [entry] = broken.signatures;
    const flipped = Buffer.from(entry?.signature ?? '', 'base64url');
    flipped[10] = (flipped[10] ?? 0) ^ 1;
    const withSignature = (bytes: Uint8Array) =>
      JSON.stringify({ ...broken, signatures: [{ ...entry, signature: encodeBase64url(new Uint8Array(bytes)) }] });
    await refused(() => post(withSignature(flipped)), signature, 'a bit flipped');
    await refused(() => post(withSignature(Buffer.alloc(64))), signature, 'zeros');
    await refused(() => post(withSignature(Buffer.alloc(63, 1))), signature, 'too short');
    await refused(() => post(withSignature(Buffer.concat([flipped, flipped]))), signature, 'too long');
    const changed = payload().replace('Alice', 'Alicia');
    await refused(
      () => post(JSON.stringify({ ...broken, payload: encodeBase64url(encodeUtf8(changed)) })),
      signature,
      'another payload',
    );
    const stolen = await signEntry(
      { alg: 'ES256', typ: personType('attendance'), jwk: alice.device.jwk },
      broken.payload,
      karim.device,
    );
    await refused(() => post(JSON.stringify({ ...broken, signatures: [stolen] })), signature, 'another key');
    const own = await actOver(payload(), { device: karim.device });
    await refused(() => post(own), { status: 403, code: 'author' }, 'a key that the statement doesn’t name');
  });

  test('words that differ from the built ones', async () => {
    const { shown } = made.statement;
    const words = { status: 422, code: 'words' };
    for (const other of [
      { text: shown?.text.replace('attended', 'did not attend') },
      { text: `${shown?.text} ` },
      { language: 'fr' },
      { language: 'de' },
      { template: 'attendance/2' },
      { template: 'closing/1' },
      { template: 'constructor' },
    ])
      await refused(() => alice.send(made, { shown: { ...shown, ...other } }), words, JSON.stringify(other));
    for (const hidden of ['\u202e', '\u2066', '\u0000'])
      await refused(
        () => alice.send(made, { shown: { ...shown, text: `${shown?.text}${hidden}` } }),
        { status: 422, code: 'statement', path: '$.shown.text' },
        'a character that hides others',
      );
    await refused(() => alice.send(made, (one) => void delete one.shown), { status: 422, code: 'statement' });
  });

  test('a statement that does not fit its schema, with the path', async () => {
    for (const [path, change] of Object.entries<Change>({
      '$.method': (one) => void delete one.method,
      '$.at': { at: '2026-11-24T09:10:00+01:00' },
      '$.version': { version: 2 },
      '$.about.session': { about: { ...made.statement.about, session: 'morning' } },
      '$.nonce': { nonce: 'short' },
      '$.device.hands': { device: { storage: 'persistent', hands: 'someone’s' } },
    }))
      await refused(
        async () => school.send(await alice.sign(made, change), { permit: made.permit }),
        { status: 422, code: 'statement', path },
        path,
      );
  });

  test('another organisation, plan records that are not there, a checkpoint that nobody signed', async () => {
    const other = alice.device.key;
    const relies = made.statement.relies ?? [];
    await refused(() => alice.send(made, { organisation: other }), {
      status: 422,
      code: 'organisation',
    });
    const nowhere = `sha-256:${'A'.repeat(43)}`;
    await refused(() => alice.send(made, { relies: [...relies, nowhere] }), {
      status: 422,
      code: 'relies',
    });
    await refused(() => alice.send(made, { relies: [] }), { status: 422, code: 'relies' });
    await refused(() => alice.send(made, { relies: relies.slice(1) }), {
      status: 422,
      code: 'relies',
    });
    const seen = made.statement.seen;
    await refused(() => alice.send(made, { seen: { ...seen, size: 2 } }), {
      status: 422,
      code: 'seen',
    });
    await refused(() => alice.send(made, { seen: { ...seen, log: 'evil.example/paraph/1' } }), {
      status: 422,
      code: 'seen',
    });
  });

  test('a permit that is not for this act', async () => {
    const wrong = (reason: string) => ({ status: 403, code: 'permit', reason });
    const { kind, about } = made.statement;
    const claims = readPermit(made.permit ?? '');
    const { keys } = school.options;
    const permitWith = (change: object) =>
      writePermit({ ...claims, ...change }, keys.permit[0]?.secret ?? new Uint8Array());
    const send = async (permit: string | undefined, change?: Change) =>
      school.send(await alice.sign(made, change), { permit, token: await school.token('alice', 'learner') });
    const nonceOf = (permit = ''): Change => ({ nonce: readPermit(permit).nonce });

    const response = await alice.response();
    await refused(() => send(response.permit, nonceOf(response.permit)), wrong('kind'), 'of another kind');
    const his = await karim.attendance('morning');
    await refused(() => send(his.permit, nonceOf(his.permit)), wrong('person'), 'of another person');
    const phone = await Someone.of(school, 'alice');
    const onPhone = await phone.attendance('morning');
    await refused(() => send(onPhone.permit, nonceOf(onPhone.permit)), wrong('device'), 'of another device');
    const later = await alice.attendance('afternoon');
    await refused(() => send(later.permit, nonceOf(later.permit)), wrong('about'), 'of another half-day');
    const second = await alice.permit(kind, about);
    await refused(() => send(second.permit), wrong('spent'), 'of another statement');
    await refused(
      () => send(permitWith({ organisation: alice.device.key })),
      wrong('organisation'),
      'of another organisation',
    );
    await refused(() => send(permitWith({ role: 'trainer' })), wrong('person'), 'of another role');
    await refused(() => send(permitWith({ operator: newIdentifier(random) })), wrong('operator'), 'of a kiosk');
    for (const forged of [
      'x',
      'a.b',
      'a.b.c',
      `${made.permit}x`,
      `${made.permit?.split('.')[0]}.`,
      permitWith({ key: 'other' }),
      writePermit(claims, new Uint8Array(32)),
    ])
      await refused(() => send(forged), wrong('forged'), `forged: ${forged.slice(0, 20)}`);
    for (const at of ['2026-11-24T07:44:59.999Z', '2026-12-01T12:00:00.001Z', '2025-11-24T08:10:00.000Z'])
      await refused(() => send(made.permit, { at }), wrong('at'), `at ${at}`);
  });

  test('a permit that was spent on another act, also when both come at once', async () => {
    const own = await School.open();
    try {
      const device = await Someone.of(own, 'alice');
      const one = await device.attendance('morning');
      const acts = await Promise.all(
        ['Alice Martin', 'Alice M.', 'A. Martin'].map((name) => device.sign(one, { method: { by: 'typed', name } })),
      );
      const answers = await Promise.all(acts.map((act) => own.send(act, { permit: one.permit })));
      assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 403, 403]);
      const lost = answers.find(({ status }) => status === 403);
      const problem = (await lost?.json()) as Record<string, unknown>;
      assert.deepEqual([problem.code, problem.reason], ['permit', 'spent']);
      const stored = everythingIn(own.folder);
      const refusedAct = acts[answers.findIndex(({ status }) => status === 403)] ?? '';
      for (const token of [undefined, await own.token('alice', 'learner')]) {
        const again = await own.send(refusedAct, { permit: one.permit, ...(token ? { token } : {}) });
        assert.equal(again.status, 403, 'a token does not help a wrong permit');
      }
      assert.equal(everythingIn(own.folder), stored);
    } finally {
      await own.close();
    }
  });

  test('past `deliverUntil` without a token', async () => {
    school.now = Date.parse(readPermit(made.permit ?? '').deliverUntil) + 1;
    await refused(() => alice.send(made), { status: 401, code: 'unidentified' });
  });

  test('no permit and no token', async () => {
    const act = await alice.sign(made);
    await refused(() => school.send(act), { status: 401, code: 'unidentified' });
  });

  test('another learner’s session', async () => {
    const scope = { status: 403, code: 'scope' };
    const act = await alice.sign(made);
    for (const [subject, role, code] of [
      ['karim', 'learner', 'scope'],
      ['nobody', 'learner', 'scope'],
      ['nadia', 'trainer', 'role'],
      ['luc', 'manager', 'role'],
    ] as const) {
      const token = await school.token(subject, role);
      await refused(() => school.send(act, { token }), { status: 403, code }, `sent by ${subject}`);
    }
    const { about } = (await karim.attendance('morning')).statement;
    assert.equal((await alice.permit('attendance', about)).problem?.code, 'scope');
    const his = await karim.attendance('morning', { permit: false });
    const { person } = await school.agenda('alice');
    const forHim = await alice.sign(
      { ...his, device: alice.device },
      { signer: { role: 'learner', person, key: alice.device.key } },
    );
    const token = await school.token('alice', 'learner');
    await refused(() => school.send(forHim, { token }), scope, 'his enrolment, her signature');
    const asHim = await alice.sign(
      { ...his, device: alice.device },
      { signer: { ...his.statement.signer, key: alice.device.key } },
    );
    await refused(() => school.send(asHim, { token }), scope, 'in his name, with her token');
  });

  test('a half-day of a programme that this learner is not in', async () => {
    const agenda = await school.agenda('karim');
    const mine = (await school.agenda('alice')).sessions.map((card) => card.session.act);
    const foreign = agenda.sessions.find(({ session, state }) => state === 'open' && !mine.includes(session.act));
    assert.ok(foreign);
    const { session } = foreign.session.statement.about;
    const about = { ...made.statement.about, session };
    assert.equal((await alice.permit('attendance', about)).problem?.code, 'scope');
    const other = await alice.attendance('morning', { permit: false });
    const act = await alice.sign(other, {
      about,
      relies: [foreign.session.act, other.statement.relies?.[1]],
      // Its words are those of a half-day that looks the same.
      shown: other.statement.shown,
    });
    const token = await school.token('alice', 'learner');
    await refused(() => school.send(act, { token }), { status: 403, code: 'scope' });
  });

  test('what no permit would be given for, sent with a token instead', async () => {
    const token = await school.token('alice', 'learner');
    const window = { status: 409, code: 'window' };
    const past = await alice.attendance('past', { permit: false });
    const during = '2026-10-05T08:00:00.000Z';
    await refused(
      async () => school.send(await alice.sign(past, { at: during }), { token }),
      window,
      'a half-day that asks for no signature',
    );
    const morning = await alice.attendance('morning', { permit: false });
    for (const at of ['2026-11-24T07:00:00.000Z', '2026-11-24T08:30:00.000Z', '2026-12-02T08:30:00.000Z'])
      await refused(
        async () => school.send(await alice.sign(morning, { at }), { token }),
        window,
        `at ${at}, which it isn’t`,
      );
    const answers = await alice.response();
    for (const at of ['2026-11-24T05:00:00.000Z', '2026-12-25T08:30:00.000Z'])
      await refused(async () => school.send(await alice.sign(answers, { at }), { token }), window, `answered at ${at}`);
  });

  test('answers that are not ones to these questions', async () => {
    for (const answers of [
      [],
      [{ question: 'overall', value: 6 }],
      [{ question: 'overall', value: '4' }],
      [
        { question: 'overall', value: 4 },
        { question: 'overall', value: 5 },
      ],
      [
        { question: 'overall', value: 4 },
        { question: 'other', value: 4 },
      ],
    ])
      await refused(
        async () => alice.send(await alice.response(), { answers }),
        { status: 422, code: 'statement' },
        JSON.stringify(answers),
      ).catch((error) => {
        throw error;
      });
  });

  test('a closing that states what the records don’t show', async () => {
    const closing = await nadia.closing('morning');
    const { shown } = closing.statement;
    const counted = (counts: { expected: number; signed: number; late: number }) => {
      const line = `Expected: ${counts.expected}. Signed: ${counts.signed}. Late: ${counts.late}.\n`;
      return { counts, shown: { ...shown, text: shown?.text.replace(/Expected: .*\n/, line) } };
    };
    const [upTo] = (closing.statement as unknown as { upTo: { log: string; n: number }[] }).upTo;
    for (const [path, change] of Object.entries<Change>({
      '$.upTo': { upTo: [{ ...upTo, n: (upTo?.n ?? 0) + 1 }] },
      '$.list': { list: { root: 'A'.repeat(43), size: 1 } },
      '$.counts': counted({ expected: 2, signed: 1, late: 0 }),
    }))
      await refused(() => nadia.send(closing, change), { status: 422, code: 'statement', path }, path);
  });

  test('a body over the limit, however it says how long it is', async () => {
    const tooLarge = (limit: number) => ({ status: 413, code: 'too-large', limit });
    const long = `${await alice.sign(made)}${' '.repeat(limits.recordBytes)}`;
    await refused(() => post(long), tooLarge(limits.recordBytes), 'a record');
    const huge = ' '.repeat(limits.batchBytes + 1);
    await refused(() => post(huge), tooLarge(limits.batchBytes), 'a record beyond all');
    await refused(() => post(huge, { 'content-type': 'application/json' }), tooLarge(limits.batchBytes), 'a batch');
    await refused(() => post(new Blob([huge]).stream()), tooLarge(limits.batchBytes), 'in chunks');
    await refused(
      () => post(huge, { ...jose, 'content-length': '10' }),
      tooLarge(limits.batchBytes),
      'with a length that is a lie',
    );
    await refused(
      () => post(huge, { ...jose, 'content-length': 'many' }),
      tooLarge(limits.batchBytes),
      'with a length that is no number',
    );
    // Four bytes a character: what counts is bytes.
    await refused(
      () => post(`"${'😀'.repeat(limits.recordBytes / 4)}"`),
      tooLarge(limits.recordBytes),
      'in bytes, not characters',
    );
    const fat = await actOver(payload().replace('"zone"', `"x":"${'x'.repeat(256 * 1024)}","zone"`));
    await refused(() => post(fat), tooLarge(256 * 1024), 'a statement');
    const luc = { as: 'luc', role: 'manager' } as const;
    const wide = { requests: [], x: 'x'.repeat(limits.requestBytes) };
    await refused(
      () => school.request('permits', { ...alice.ask, body: wide }),
      tooLarge(limits.requestBytes),
      'permits',
    );
    await refused(
      () => school.request('tickets', { ...alice.ask, body: wide }),
      tooLarge(limits.requestBytes),
      'tickets',
    );
    await refused(
      () => school.request('plan', { ...luc, body: { x: 'x'.repeat(limits.planBytes) } }),
      tooLarge(limits.planBytes),
      'plan',
    );
    const asked = { kind: 'attendance', about: made.statement.about, jkt: alice.device.key };
    const requests = Array.from({ length: limits.permits + 1 }, () => asked);
    await refused(
      () => school.request('permits', { ...alice.ask, body: { requests } }),
      { status: 413, code: 'too-large' },
      'too many permits',
    );
    const records = Array.from({ length: limits.batchRecords + 1 }, () => ({ record: {} }));
    await refused(
      () => school.request('records', { body: { records } }),
      { status: 413, code: 'too-large' },
      'too many records',
    );
  });

  test('another media type', async () => {
    const good = await alice.sign(made);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jose', ''])
      await refused(() => post(good, { 'content-type': type }), { status: 415, code: 'media-type' }, type);
  });

  test('a plan that does not fit: none of it is kept', async () => {
    const luc = { as: 'luc', role: 'manager' } as const;
    const [programme] = plan.programmes;
    const [session] = programme?.sessions ?? [];
    const bad: Readonly<Record<string, object>> = {
      'no programmes': {},
      'an unknown member': { programmes: [{ ...programme, id: 'new', colour: 'red' }] },
      'a session with a zone of nowhere': {
        programmes: [{ ...programme, id: 'new', sessions: [session, { ...session, id: 'x', zone: 'Europe/Nowhere' }] }],
      },
      'a session with no date': {
        programmes: [{ ...programme, id: 'new', sessions: [session, { ...session, id: 'x', start: 'tomorrow' }] }],
      },
      'a session that ends before it begins': {
        programmes: [{ ...programme, id: 'new', sessions: [{ ...session, end: '2026-11-24T08:00' }] }],
      },
      'a name with a hidden character': {
        programmes: [{ ...programme, id: 'new', enrolments: [{ id: 'eve', name: 'Eve\u202eecilA' }] }],
      },
      'no title': { programmes: [{ ...programme, id: 'new', title: {} }] },
    };
    for (const [what, body] of Object.entries(bad))
      await refused(() => school.request('plan', { ...luc, body }), { status: 422, code: 'statement' }, what);
  });

  test('in a batch, where each stands for itself', async () => {
    const hers = await alice.attendance('morning');
    const good = {
      record: JSON.parse(await alice.sign(hers)) as object,
      ...(hers.permit ? { permit: hers.permit } : {}),
    };
    const records = [
      { record: {} },
      { ...good, permit: 'x.y' },
      good,
      { record: JSON.parse(await karim.sign(await karim.attendance('morning'))) as object },
      good,
    ];
    const { results } = await school.json<RecordBatchAnswer>('records', { body: { records } });
    const codes = results.map((one) => ('problem' in one ? one.problem.code : 'sealed'));
    assert.deepEqual(codes, ['malformed', 'permit', 'sealed', 'unidentified', 'sealed']);
    assert.deepEqual(results[2], results[4]);
    assert.ok(!JSON.stringify(await school.agenda('karim')).includes('"recorded"'));
  });

  test('and what was refused for its permit alone can still be sent, and is sealed', async () => {
    const his = await karim.attendance('morning', { language: 'fr' });
    const act = await karim.sign(his);
    await refused(() => school.send(act), { status: 401, code: 'unidentified' });
    assert.equal((await school.send(act, { permit: his.permit })).status, 201);
  });
});
