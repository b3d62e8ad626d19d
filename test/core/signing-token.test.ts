import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { describe, test } from 'node:test';
import { type ErrorCode, isParaphError } from '@paraph/core/errors';
import { maxTokenSeconds, mintToken, type SiteKey, type TokenRole, verifyToken } from '@paraph/core/signing';
import { type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { keys, now, ports, privateJwks } from '../cast.js';

const { hash } = ports();
const audience = 'https://paraph.example/o/school/';
const roles: readonly TokenRole[] = ['learner', 'trainer'];
const secret = { kty: 'oct', k: 'c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA' } as const;
const es256: SiteKey = { kid: 'site-es', alg: 'ES256', jwk: keys.stranger.jwk as SiteKey['jwk'], roles };
const hs256: SiteKey = { kid: 'site-hs', alg: 'HS256', jwk: secret, roles };
const seconds = Math.floor(now / 1000);

const registered = (...known: SiteKey[]) => ({
  keyOf: (kid: string) => known.find((key) => key.kid === kid),
  audience,
  now,
  hash,
});
const coded = (code: ErrorCode) => (error: unknown) => isParaphError(error, code);
const secretOf = (key: SiteKey) => ({ ...key, jwk: key.alg === 'ES256' ? privateJwks.stranger : secret });

/** A token like the ones that sites make, with claims and header members instead; `undefined` leaves one out. */
function token(key: SiteKey, { claims = {}, header = {} }: { claims?: object; header?: object } = {}): Promise<string> {
  const payload = { sub: 'alice', aud: audience, role: 'learner', iat: seconds, exp: seconds + 600, ...claims };
  const { jwk, alg, kid } = secretOf(key);
  return new SignJWT(payload as JWTPayload).setProtectedHeader({ alg, kid, typ: 'JWT', ...header }).sign(jwk);
}

for (const key of [es256, hs256]) {
  describe(`a token signed with ${key.alg}`, () => {
    const accepted = registered(key);

    test('is minted and verified, and says who, in which role, until when', async () => {
      const minted = await mintToken({ subject: 'alice', role: 'learner' }, { key: secretOf(key), audience, now });
      assert.deepEqual(await verifyToken(minted, accepted), {
        subject: 'alice',
        role: 'learner',
        scope: {},
        kid: key.kid,
        expires: (seconds + 600) * 1000,
        digest: `sha-256:${createHash('sha256').update(minted).digest('base64url')}`,
      });
    });

    test('of a site that lets jose make it is verified', async () => {
      assert.equal((await verifyToken(await token(key), accepted)).subject, 'alice');
      const inList = await token(key, { claims: { aud: ['https://other.example/', audience] } });
      assert.equal((await verifyToken(inList, accepted)).role, 'learner');
    });

    const wrong: Readonly<Record<string, object>> = {
      'no subject': { sub: undefined },
      'an empty subject': { sub: '' },
      'a subject that is a number': { sub: 42 },
      'a subject that is a list': { sub: ['alice'] },
      'a subject that is an object': { sub: { length: 5 } },
      'a subject of 201 characters': { sub: 'a'.repeat(201) },
      'no audience': { aud: undefined },
      'another audience': { aud: 'https://paraph.example/o/other/' },
      'the audience without its slash': { aud: audience.slice(0, -1) },
      'the audience in capitals': { aud: audience.toUpperCase() },
      'an audience of which this is the beginning': { aud: `${audience}x` },
      'no expiry': { exp: undefined },
      'an expiry that is a text': { exp: String(seconds + 600) },
      'an expiry that is past': { iat: seconds - 700, exp: seconds - 61 },
      'no time of issue': { iat: undefined },
      'a time of issue that is a text': { iat: String(seconds) },
      'a life of over an hour': { exp: seconds + maxTokenSeconds + 1 },
      'a life of over an hour that has nearly ended': { iat: seconds - maxTokenSeconds, exp: seconds + 1 },
      'a time of issue in the future': { iat: seconds + 61, exp: seconds + 600 },
      'a life far in the future': { iat: seconds + 10 ** 8, exp: seconds + 10 ** 8 + 600 },
      'a time before which it does not hold': { nbf: seconds + 61 },
      'no role': { role: undefined },
      'a scope that is a text': { scope: 'programme' },
      'a scope that is null': { scope: null },
      'a scope that is a list': { scope: ['programme'] },
      'a scope of a number': { scope: { programme: 1 } },
      'a scope that is not known': { scope: { learner: 'alice' } },
    };
    for (const [what, claims] of Object.entries(wrong)) {
      test(`with ${what} is refused`, async () => {
        await assert.rejects(verifyToken(await token(key, { claims }), accepted), coded('token'));
      });
    }

    test('is accepted for a minute around its times, and up to an hour', async () => {
      for (const claims of [
        { iat: seconds - 700, exp: seconds - 58 },
        { iat: seconds + 58, exp: seconds + 600 },
        { nbf: seconds + 58 },
        { exp: seconds + maxTokenSeconds },
      ]) {
        await assert.doesNotReject(async () => verifyToken(await token(key, { claims }), accepted));
      }
    });

    test('for a role that its key may not claim is refused by name', async () => {
      for (const role of ['manager', 'signatory', 'auditor', 'organisation', 'Learner', '', 1, ['learner'], null]) {
        await assert.rejects(verifyToken(await token(key, { claims: { role } }), accepted), coded('role'));
      }
    });

    test('reaches no further than its key', async () => {
      const pinned = registered({ ...key, scope: { programme: 'first-aid' } });
      const scopeOf = async (scope: object | undefined) =>
        (await verifyToken(await token(key, { claims: { scope } }), pinned)).scope;
      assert.deepEqual(await scopeOf(undefined), { programme: 'first-aid' });
      assert.deepEqual(await scopeOf({}), { programme: 'first-aid' });
      assert.deepEqual(await scopeOf({ programme: 'first-aid' }), { programme: 'first-aid' });
      assert.deepEqual(await scopeOf({ session: 'morning' }), { programme: 'first-aid', session: 'morning' });
      await assert.rejects(scopeOf({ programme: 'another' }), coded('scope'));
      await assert.rejects(scopeOf({ programme: '' }), coded('scope'));
    });

    test('under a key that is not registered, or names none, is refused', async () => {
      await assert.rejects(verifyToken(await token(key), registered()), coded('token'));
      for (const kid of ['site-other', '', 1, null, undefined, ['site-es'], '__proto__']) {
        await assert.rejects(verifyToken(await token(key, { header: { kid } }), accepted), coded('token'));
      }
    });

    test('with another header than it was signed with is refused', async () => {
      const [head = '', ...rest] = (await token(key)).split('.');
      const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as object;
      for (const changed of [
        { ...header, typ: 'at+jwt' },
        { ...header, alg: 'none' },
        { ...header, alg: 'ES384' },
        { ...header, crit: ['exp'] },
      ]) {
        const other = [Buffer.from(JSON.stringify(changed)).toString('base64url'), ...rest].join('.');
        await assert.rejects(verifyToken(other, accepted), coded('token'));
      }
    });

    test('with members that must be understood, or an unencoded payload, is refused', async () => {
      const [, payload] = (await token(key)).split('.');
      for (const more of ['"crit":["x"],"x":1', '"b64":false,"crit":["b64"]']) {
        const head = Buffer.from(`{"alg":"${key.alg}","kid":"${key.kid}",${more}}`).toString('base64url');
        const signature = createHmac('sha256', Buffer.from(secret.k, 'base64url'))
          .update(`${head}.${payload}`)
          .digest('base64url');
        await assert.rejects(verifyToken(`${head}.${payload}.${signature}`, accepted), coded('token'));
      }
    });

    test('is refused with any part changed, missing or doubled', async () => {
      const good = await token(key);
      for (let at = 0; at < good.length; at += 7) {
        const next = good[at] === 'A' ? 'B' : 'A';
        for (const bad of [
          good.slice(0, at) + next + good.slice(at + 1),
          good.slice(0, at) + good.slice(at + 1),
          good.slice(0, at),
        ]) {
          await assert.rejects(verifyToken(bad, accepted), coded('token'), bad);
        }
      }
    });
  });
}

describe('tokens refuse confusion', () => {
  const both = registered(es256, hs256);

  test('of algorithms: a public key is no secret', async () => {
    const payload = (await token(es256)).split('.')[1];
    const publicForms = [JSON.stringify(es256.jwk), `${es256.jwk.x}`, `${es256.jwk.x}${es256.jwk.y}`];
    for (const form of [...publicForms.map((text) => Buffer.from(text)), Buffer.from(`${es256.jwk.x}`, 'base64url')]) {
      for (const kid of ['site-es', 'site-hs']) {
        const head = Buffer.from(JSON.stringify({ alg: 'HS256', kid, typ: 'JWT' })).toString('base64url');
        const signature = createHmac('sha256', form).update(`${head}.${payload}`).digest('base64url');
        await assert.rejects(verifyToken(`${head}.${payload}.${signature}`, both), coded('token'));
      }
    }
  });

  test('of keys: what one key signed does not pass under the name of the other', async () => {
    for (const [signer, name] of [
      [es256, hs256],
      [hs256, es256],
    ] as const) {
      await assert.rejects(verifyToken(await token(signer, { header: { kid: name.kid } }), both), coded('token'));
    }
  });

  test('of a key whose registered algorithm is another than its own', async () => {
    await assert.rejects(verifyToken(await token(hs256), registered({ ...hs256, alg: 'ES256' })), coded('token'));
    await assert.rejects(verifyToken(await token(es256), registered({ ...es256, alg: 'HS256' })), coded('token'));
  });

  test('of no signature with one', async () => {
    const unsecured = new UnsecuredJWT({ role: 'learner' })
      .setSubject('alice')
      .setAudience(audience)
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + 600)
      .encode();
    await assert.rejects(verifyToken(unsecured, both), coded('token'));
    const [, payload, signature] = (await token(hs256)).split('.');
    for (const alg of ['none', 'None', 'NONE', '']) {
      const head = Buffer.from(JSON.stringify({ alg, kid: 'site-hs' })).toString('base64url');
      for (const text of [`${head}.${payload}.`, `${head}.${payload}`, `${head}.${payload}.${signature}`]) {
        await assert.rejects(verifyToken(text, both), coded('token'));
      }
    }
  });

  test('of a key that the token brings along with one that is registered', async () => {
    const header = { jwk: keys.stranger.jwk, x5u: 'https://stranger.example/', jku: 'https://stranger.example/' };
    await assert.rejects(
      verifyToken(await token(es256, { header }), registered({ ...es256, jwk: keys.seal.jwk as SiteKey['jwk'] })),
      coded('token'),
    );
  });

  test('of anything else with a token', async () => {
    for (const text of [
      '',
      '.',
      '..',
      '...',
      'Bearer',
      'e30.e30.',
      'bnVsbA.e30.AA',
      '\ud800.x.y',
      'é.é.é',
      'a'.repeat(100_000),
    ]) {
      await assert.rejects(verifyToken(text, both), coded('token'), text.slice(0, 20));
    }
  });
});
