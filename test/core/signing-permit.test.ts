import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, test } from 'node:test';
import { isParaphError } from '@paraph/core/errors';
import {
  encodeBase64url,
  encodeUtf8,
  openPermit,
  type PermitClaims,
  parseJson,
  readPermit,
  writePermit,
} from '@paraph/core/signing';
import fc from 'fast-check';
import { keys, nonceOf, organisation, people, statements } from '../cast.js';

const secret = Buffer.alloc(32, 1);
const secretOf = (key: string) => (key === 'permit-1' ? secret : undefined);
const claims = (): PermitClaims => ({
  key: 'permit-1',
  organisation,
  person: people.learner.person,
  role: 'learner',
  kind: 'attendance',
  about: statements.attendance().about,
  jkt: keys.learner.key,
  channel: 'page',
  identified: { by: 'site-token' },
  nonce: nonceOf('attendance'),
  from: '2026-11-24T07:45:00.000Z',
  until: '2026-11-24T12:00:00.000Z',
  deliverUntil: '2026-12-01T12:00:00.000Z',
});
const forged = (error: unknown) => isParaphError(error, 'permit') && error.fields.reason === 'forged';
const mac = (body: string, key: Uint8Array = secret) => createHmac('sha256', key).update(body).digest('base64url');

describe('a permit', () => {
  test('is opened with the key that wrote it, and says what was written', () => {
    const permit = writePermit(claims(), secret);
    assert.deepEqual(openPermit(permit, secretOf), claims());
    assert.deepEqual(readPermit(permit), claims());
  });

  test('is base64url of JSON, a point, and its HMAC-SHA-256', () => {
    const [body = '', tag] = writePermit(claims(), secret).split('.');
    assert.deepEqual(parseJson(Buffer.from(body, 'base64url')), claims());
    assert.equal(tag, mac(body));
  });

  test('is forged with any character changed, missing or doubled', () => {
    const permit = writePermit(claims(), secret);
    for (let at = 0; at < permit.length; at += 1) {
      const next = permit[at] === 'A' ? 'B' : 'A';
      for (const changed of [
        permit.slice(0, at) + next + permit.slice(at + 1),
        permit.slice(0, at) + permit.slice(at + 1),
        permit.slice(0, at + 1) + permit.slice(at),
        permit.slice(0, at),
      ]) {
        if (changed !== permit) assert.throws(() => openPermit(changed, secretOf), forged, changed);
      }
    }
  });

  test('is forged under another key, under none, and under a key that is not known', () => {
    assert.throws(() => openPermit(writePermit(claims(), Buffer.alloc(32, 2)), secretOf), forged);
    assert.throws(() => openPermit(writePermit({ ...claims(), key: 'permit-2' }, secret), secretOf), forged);
    for (const key of [undefined, null, 1, ['permit-1'], {}]) {
      assert.throws(() => openPermit(writePermit({ ...claims(), key } as never, secret), secretOf), forged);
    }
    const [body] = writePermit(claims(), secret).split('.');
    for (const tag of [
      '',
      '.',
      mac(body ?? '', Buffer.alloc(0)),
      mac(''),
      'AA',
      '*',
      `${mac(body ?? '')}=`,
      `${mac(body ?? '')}A`,
    ]) {
      assert.throws(() => openPermit(`${body}.${tag}`, secretOf), forged, tag);
    }
  });

  test('is not widened: claims and signatures of two permits do not mix', () => {
    const [, tag] = writePermit(claims(), secret).split('.');
    const [wider] = writePermit({ ...claims(), role: 'manager' }, secret).split('.');
    assert.throws(() => openPermit(`${wider}.${tag}`, secretOf), forged);
  });

  test('is forged when it is anything else, and nothing is thrown but that', () => {
    const signed = (json: string) => {
      const body = encodeBase64url(encodeUtf8(json));
      return `${body}.${mac(body)}`;
    };
    for (const text of [
      '',
      '.',
      '..',
      'nonsense',
      'a.b',
      'a.b.c',
      '\ud800.x',
      signed(''),
      signed('null'),
      signed('1'),
      signed('[]'),
    ]) {
      assert.throws(() => openPermit(text, secretOf), forged, text);
      assert.throws(() => readPermit(text), forged, text);
    }
    fc.assert(fc.property(fc.string(), (text) => assert.throws(() => openPermit(text, secretOf), forged)));
    fc.assert(
      fc.property(fc.json(), (json) => {
        if (!json.startsWith('{')) assert.throws(() => readPermit(signed(json)), forged);
        assert.throws(() => openPermit(signed(json), () => undefined), forged);
      }),
    );
  });
});
