import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { TokenRole } from '@paraph/core/signing';
import { routeTable } from '@paraph/server';
import { type Campus, caseOf, cases, nameOf, openCampus, person } from './routes.js';
import { type Ask, address, neighbourKey, siteKey } from './school.js';

const roles: readonly TokenRole[] = ['learner', 'trainer', 'manager', 'signatory', 'auditor'];
const foreign = 'urn:uuid:00000000-0000-4000-8000-000000000000';
const guarded = routeTable.filter(({ access }) => access !== 'public');
const b64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('each route', () => {
  let campus: Campus;
  let esKey: { publicKey: KeyObject; privateKey: KeyObject };
  before(async () => {
    campus = await openCampus();
    esKey = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwk = esKey.publicKey.export({ format: 'jwk' });
    const { storage } = campus.school;
    await storage.putSiteKey({
      kid: 'site-es',
      name: 'ES256',
      alg: 'ES256',
      jwk: jwk as never,
      roles: ['learner', 'trainer', 'manager'],
    });
    await storage.putSiteKey({ ...siteKey, kid: 'all-roles', roles });
    await storage.putSiteKey({ ...siteKey, kid: 'learners', roles: ['learner'] });
    await storage.putSiteKey({ ...siteKey, kid: 'one-programme', scope: { programme: foreign } });
  });
  after(() => campus.school.close());

  /** A token as a site's backend makes it, with anything changed. */
  const token = (
    claims: object = {},
    { header = {}, secret = siteKey.jwk.k as string }: { header?: object; secret?: string } = {},
  ) => {
    const now = Math.floor(campus.school.now / 1000);
    const payload = { sub: 'luc', role: 'manager', aud: campus.school.url, iat: now, exp: now + 600, ...claims };
    const signed = `${b64({ alg: 'HS256', kid: siteKey.kid, typ: 'JWT', ...header })}.${b64(payload)}`;
    return `${signed}.${createHmac('sha256', Buffer.from(secret, 'base64url')).update(signed).digest('base64url')}`;
  };
  const call = async ({ path, ...ask }: Ask & { path: string }, authorization?: string) => {
    const headers = { ...ask.headers, ...(authorization === undefined ? {} : { authorization }) };
    const response = await campus.school.request(path, { ...ask, headers });
    const live = response.headers.get('content-type')?.startsWith('text/event-stream');
    if (live) await response.body?.cancel();
    const text = live ? '' : await response.text();
    const code =
      response.headers.get('content-type') === 'application/problem+json' ? JSON.parse(text).code : undefined;
    return { status: response.status, headers: response.headers, code, text };
  };
  const asked = (route: (typeof routeTable)[number], role: TokenRole = 'learner') => caseOf(route).ask(campus, role);
  const allowed = ({ access }: (typeof routeTable)[number]): readonly TokenRole[] =>
    access === 'permit' ? ['learner', 'trainer', 'manager'] : access === 'public' ? [] : access;
  const kept = async () => {
    const { storage, options } = campus.school;
    return JSON.stringify([await storage.head(options.log), await storage.dumpViews(), await storage.siteKeys()]);
  };

  test('of the table has a row in these tests, and each row here a route', () => {
    assert.deepEqual(routeTable.map(nameOf).sort(), Object.keys(cases).sort());
    for (const route of routeTable) {
      assert.equal(route.method === 'post', route.body !== undefined, `${nameOf(route)} says what it takes`);
      assert.notDeepEqual(route.access, []);
      assert.equal(route.access === 'public', route.scope === 'none', `${nameOf(route)} says what a token reaches`);
    }
  });

  test('that is public answers without a token, and cares for none', async () => {
    for (const route of routeTable.filter(({ access }) => access === 'public'))
      for (const authorization of [undefined, 'Bearer nonsense', `Bearer ${token()}`])
        assert.equal((await call(asked(route), authorization)).status, caseOf(route).good ?? 200, nameOf(route));
  });

  test('that is guarded refuses every wrong token', async () => {
    const before = await kept();
    const now = Math.floor(campus.school.now / 1000);
    const spoofed = { header: { kid: 'site-es' } };
    const es = (claims: object) => {
      const signed = `${b64({ alg: 'ES256', kid: 'site-es', typ: 'JWT' })}.${b64({ sub: 'luc', role: 'manager', aud: campus.school.url, iat: now, exp: now + 600, ...claims })}`;
      return `${signed}.${sign('sha256', Buffer.from(signed), { key: esKey.privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
    };
    assert.equal((await call({ path: 'plan' }, `Bearer ${es({})}`)).status, 200, 'an ES256 token is a good one');
    const jwk = esKey.publicKey.export({ format: 'jwk' });
    const pem = esKey.publicKey.export({ format: 'pem', type: 'spki' }) as string;
    const [head = '', body = '', mac = ''] = token().split('.');
    const wrong: Readonly<Record<string, string | undefined>> = {
      none: undefined,
      'an empty one': 'Bearer ',
      garbage: 'Bearer nonsense',
      'three parts of garbage': 'Bearer a.b.c',
      'another scheme': `Basic ${token()}`,
      'no scheme': token(),
      'alg none': `Bearer ${b64({ alg: 'none', kid: siteKey.kid })}.${body}.`,
      'alg none, with a signature': `Bearer ${b64({ alg: 'none', kid: siteKey.kid })}.${body}.${mac}`,
      'alg HS512': `Bearer ${token({}, { header: { alg: 'HS512' } })}`,
      'no signature': `Bearer ${head}.${body}.`,
      'another signature': `Bearer ${head}.${body}.${mac.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))}`,
      'another body': `Bearer ${head}.${b64({ ...JSON.parse(Buffer.from(body, 'base64url').toString()), sub: 'eve' })}.${mac}`,
      'no kid': `Bearer ${token({}, { header: { kid: undefined } })}`,
      'a kid of nobody': `Bearer ${token({}, { header: { kid: 'nobody' } })}`,
      'another key': `Bearer ${token({}, { secret: Buffer.from('x'.repeat(32)).toString('base64url') })}`,
      'an empty key': `Bearer ${token({}, { secret: '' })}`,
      'HS256 by the public key of ES256 (x)': `Bearer ${token({}, { ...spoofed, secret: jwk.x as string })}`,
      'HS256 by the public key of ES256 (PEM)': `Bearer ${token({}, { ...spoofed, secret: Buffer.from(pem).toString('base64url') })}`,
      'HS256 by the public key of ES256 (JWK)': `Bearer ${token({}, { ...spoofed, secret: b64(jwk) })}`,
      'a key of its own in the header': `Bearer ${token({}, { header: { jwk: { kty: 'oct', k: siteKey.jwk.k } }, secret: 'eA' })}`,
      expired: `Bearer ${token({ iat: now - 700, exp: now - 100 })}`,
      'an ES256 one that has expired': `Bearer ${es({ iat: now - 700, exp: now - 100 })}`,
      'of tomorrow': `Bearer ${token({ iat: now + 86_400, exp: now + 86_500 })}`,
      'not before tomorrow': `Bearer ${token({ nbf: now + 86_400 })}`,
      'one that lives too long': `Bearer ${token({ exp: now + 3700 })}`,
      'no end': `Bearer ${token({ exp: undefined })}`,
      'no beginning': `Bearer ${token({ iat: undefined })}`,
      'no audience': `Bearer ${token({ aud: undefined })}`,
      'the server as audience': `Bearer ${token({ aud: address })}`,
      'an audience without its slash': `Bearer ${token({ aud: campus.school.url.slice(0, -1) })}`,
      'another organisation as audience': `Bearer ${token({ aud: campus.school.neighbourUrl })}`,
      'another organisation’s': `Bearer ${token({ aud: campus.school.neighbourUrl }, { secret: neighbourKey.jwk.k as string })}`,
      'another organisation’s key for this audience': `Bearer ${token({}, { secret: neighbourKey.jwk.k as string })}`,
      'no subject': `Bearer ${token({ sub: undefined })}`,
      'an empty subject': `Bearer ${token({ sub: '' })}`,
      'a subject that is a number': `Bearer ${token({ sub: 7 })}`,
      'no role': `Bearer ${token({ role: undefined })}`,
      'a scope that nobody understands': `Bearer ${token({ scope: { room: 'x' } })}`,
      'a scope that is a word': `Bearer ${token({ scope: 'all' })}`,
    };
    for (const route of guarded)
      for (const [what, authorization] of Object.entries(wrong)) {
        const { status, code, headers } = await call(asked(route), authorization);
        const expected = authorization === undefined && route.access === 'permit' ? 'unidentified' : 'token';
        assert.deepEqual([status, code], [401, expected], `${nameOf(route)}, ${what}`);
        assert.equal(headers.get('www-authenticate'), 'Bearer');
      }
    assert.equal(await kept(), before, 'nothing was stored');
  });

  test('that is guarded takes no token from an address or a cookie', async () => {
    for (const route of guarded) {
      const { path, ...ask } = asked(route);
      const query = `${path}${path.includes('?') ? '&' : '?'}token=${token()}&access_token=${token()}`;
      assert.equal((await call({ ...ask, path: query })).status, 401, nameOf(route));
      const cookie = {
        ...ask,
        path,
        headers: { ...ask.headers, cookie: `token=${token()}; authorization=Bearer ${token()}` },
      };
      assert.equal((await call(cookie)).status, 401, nameOf(route));
    }
  });

  test('that is guarded refuses every role that may not', async () => {
    const before = await kept();
    for (const route of guarded)
      for (const role of roles.filter((one) => !allowed(route).includes(one))) {
        const claims = { sub: person[role], role };
        const right = await call(asked(route, role), `Bearer ${token(claims, { header: { kid: 'all-roles' } })}`);
        assert.deepEqual([right.status, right.code], [403, 'role'], `${nameOf(route)} as ${role}`);
        const invented = await call(
          asked(route),
          `Bearer ${token({ sub: 'luc', role: 'owner' }, { header: { kid: 'all-roles' } })}`,
        );
        assert.deepEqual([invented.status, invented.code], [403, 'role'], `${nameOf(route)} as owner`);
      }
    for (const route of guarded) {
      const beyond = await call(asked(route), `Bearer ${token({}, { header: { kid: 'learners' } })}`);
      assert.deepEqual([beyond.status, beyond.code], [403, 'role'], `${nameOf(route)} by a key for learners`);
    }
    assert.equal(await kept(), before, 'nothing was stored');
  });

  test('that is guarded refuses what lies outside of the token’s scope', async () => {
    const before = await kept();
    for (const route of guarded)
      for (const role of allowed(route))
        for (const name of ['programme', 'session', 'enrolment'] as const) {
          const { lies } = caseOf(route);
          const claims = { sub: person[role], role, scope: { [name]: foreign } };
          const { status, code, text } = await call(asked(route, role), `Bearer ${token(claims)}`);
          const said = `${nameOf(route)} as ${role}, another ${name}`;
          if (lies) assert.deepEqual([status, code], [403, 'scope'], said);
          else if (status === 200 && name === 'programme')
            assert.ok(!text.includes(campus.ids.programme), `${said}: nothing of it`);
        }
    for (const route of guarded.filter((one) => caseOf(one).lies?.includes('programme'))) {
      const [role = 'learner'] = allowed(route);
      const key = { header: { kid: 'one-programme' } };
      const pinned = await call(asked(route, role), `Bearer ${token({ sub: person[role], role }, key)}`);
      assert.deepEqual([pinned.status, pinned.code], [403, 'scope'], `${nameOf(route)} by a key of another programme`);
      const { programme } = campus.ids;
      const claimed = await call(
        asked(route, role),
        `Bearer ${token({ sub: person[role], role, scope: { programme } }, key)}`,
      );
      assert.deepEqual(
        [claimed.status, claimed.code],
        [403, 'scope'],
        `${nameOf(route)}: a token leaves its key’s scope`,
      );
    }
    assert.equal(await kept(), before, 'nothing was stored');
  });

  test('that is about a person refuses others in the same role', async () => {
    const before = await kept();
    const others: Partial<Record<TokenRole, readonly string[]>> = {
      learner: ['karim', 'nadia', 'nobody'],
      trainer: ['otto', 'alice', 'nobody'],
    };
    for (const route of guarded.filter((one) => caseOf(one).stranger === 'scope'))
      for (const role of allowed(route))
        for (const sub of others[role] ?? []) {
          const known = { learner: ['karim'], trainer: ['otto'] }[role as string]?.includes(sub);
          // Each sees one's own agenda; all whom the survey asks see its questions.
          if (known && /me$|campaigns/.test(route.path)) continue;
          const { status, code } = await call(asked(route, role), `Bearer ${token({ sub, role })}`);
          assert.deepEqual([status, code], [403, 'scope'], `${nameOf(route)} as ${role} ${sub}`);
        }
    assert.equal(await kept(), before, 'nothing was stored');
  });

  test('of another organisation knows nothing of this one', async () => {
    const key = { secret: neighbourKey.jwk.k as string };
    for (const route of guarded)
      for (const role of allowed(route)) {
        const { path, ...ask } = asked(route, role);
        const url = new URL(path, campus.school.neighbourUrl).href;
        const mine = await call({ ...ask, path: url }, `Bearer ${token({ sub: person[role], role })}`);
        assert.equal(mine.status, 401, `${nameOf(route)} with this organisation’s token`);
        const theirs = token({ sub: person[role], role, aud: campus.school.neighbourUrl }, key);
        const { status, code, text } = await call({ ...ask, path: url }, `Bearer ${theirs}`);
        for (const id of Object.values(campus.ids))
          assert.ok(!text.replace(path, '').includes(id) || status === 404, nameOf(route));
        if (caseOf(route).lies)
          assert.ok(
            ['not-found', 'scope', 'organisation'].includes(code),
            `${nameOf(route)} as ${role}: ${status} ${code}`,
          );
      }
    for (const path of ['certificates/:c', 'certificates/:c/bundle']) {
      const url = new URL(path.replace(':c', campus.certificate), campus.school.neighbourUrl).href;
      assert.equal((await call({ path: url })).status, 404);
    }
    assert.equal((await call({ path: `${address}/o/nowhere/me` })).status, 404);
  });

  test('that is there answers no other method, and what is not there nobody', async () => {
    for (const route of routeTable)
      for (const method of ['PUT', 'PATCH', 'DELETE']) {
        const { status, code } = await call({ path: asked(route).path, method }, `Bearer ${token()}`);
        assert.deepEqual([status, code], [405, 'method'], `${method} ${nameOf(route)}`);
      }
    for (const path of ['plan/1', 'records/x/y', 'sessions', 'me/', 'ME', '.env', 'keys/seal.jwk.json']) {
      const { status } = await call({ path }, `Bearer ${token()}`);
      assert.ok(status === 404 || (path === 'me/' && status !== 500), path);
    }
  });

  // The last one: it records what the roles' unsent acts say.
  test('lets everyone in who may', async () => {
    for (const route of guarded)
      for (const role of allowed(route)) {
        const { status, text, headers } = await call(
          asked(route, role),
          `Bearer ${token({ sub: person[role], role })}`,
        );
        assert.equal(status, caseOf(route).good ?? 200, `${nameOf(route)} as ${role}: ${text}`);
        assert.equal(headers.get('content-type')?.split(';')[0], route.answers.split(';')[0], nameOf(route));
      }
    for (const route of guarded.filter(({ path }) => path !== 'records'))
      for (const role of allowed(route))
        for (const name of caseOf(route).lies ?? []) {
          // To a manager a survey is no matter of one enrolment.
          if (name === 'enrolment' && role === 'manager' && route.path.startsWith('campaigns')) continue;
          const scope = { [name]: campus.ids[name] };
          const { status, text } = await call(
            asked(route, role),
            `Bearer ${token({ sub: person[role], role, scope })}`,
          );
          assert.ok(
            status === 200 || status === 201,
            `${nameOf(route)} as ${role}, scope of its ${name}: ${status} ${text}`,
          );
        }
  });
});
