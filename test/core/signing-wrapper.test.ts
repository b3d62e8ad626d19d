import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isParaphError } from '@paraph/core/errors';
import { type Act, encodeBase64url, maxStatementBytes, openRecord } from '@paraph/core/signing';
import { keys, statements } from '../cast.js';

import { attendance, base64url, coded, hash, json, text } from './record-parts.js';

describe('the wrapper is closed', () => {
  test('to other members, to headers that are not protected, and to other shapes', async () => {
    const { payload, person, seal } = await attendance();
    const wrappers: Readonly<Record<string, unknown>> = {
      'another member': { payload, signatures: [person, seal], note: '' },
      'an unprotected header of the person': { payload, signatures: [{ ...person, header: {} }, seal] },
      'an unprotected header of the seal': { payload, signatures: [person, { ...seal, header: { etsiU: [] } }] },
      'another member of an entry': { payload, signatures: [person, { ...seal, kid: keys.seal.key }] },
      'two persons': { payload, signatures: [person, person] },
      'two persons and a seal': { payload, signatures: [person, person, seal] },
      'two seals': { payload, signatures: [seal, seal] },
      'a person and two seals': { payload, signatures: [person, seal, seal] },
      'the seal first': { payload, signatures: [seal, person] },
      'no signatures': { payload },
      'no payload': { signatures: [person, seal] },
      'a flattened serialisation': { payload, ...seal },
      'flattened beside general': { payload, signatures: [person, seal], ...seal },
      'signatures that are no list': { payload, signatures: { 0: person, 1: seal, length: 2 } },
      'an entry that is null': { payload, signatures: [person, null] },
      'an entry that is a text': { payload, signatures: ['', seal] },
      'an entry that is a list': { payload, signatures: [[person.protected, person.signature], seal] },
      'an entry without protected': { payload, signatures: [{ signature: person.signature }, seal] },
      'an entry with an empty protected': { payload, signatures: [{ ...person, protected: '' }, seal] },
      'an entry with an empty signature': { payload, signatures: [{ ...person, signature: '' }, seal] },
      'an entry whose signature is a number': { payload, signatures: [{ ...person, signature: 1 }, seal] },
      'a payload that is an object': { payload: statements.attendance(), signatures: [person, seal] },
      'a payload with padding': { payload: `${payload}=`, signatures: [person, seal] },
      'a list': [payload, [person, seal]],
      null: null,
      'a text': 'record',
    };
    for (const [what, wrapper] of Object.entries(wrappers)) {
      const check = (error: unknown) =>
        isParaphError(error, 'malformed') || (what === 'two seals' && isParaphError(error, 'author'));
      assert.throws(() => openRecord(JSON.stringify(wrapper), hash), check, what);
      if (typeof wrapper === 'object' && wrapper !== null) assert.throws(() => openRecord(wrapper, hash), check, what);
    }
  });

  test('to the compact serialisation, and to text around the record', async () => {
    const { record, payload, seal } = await attendance();
    for (const source of [
      `${seal.protected}.${payload}.${seal.signature}`,
      `${text(record)}${text(record)}`,
      `[${text(record)}]`,
      `\ufeff${text(record)}`,
      `${text(record)}\u0000`,
      text(record).replace('{"payload"', '{"payload":"","payload"'),
      text(record).replace('{"payload"', '{"\\u0070ayload":"","payload"'),
    ]) {
      assert.throws(() => openRecord(source, hash), coded('malformed'));
    }
  });

  test('and reads its prototype for nothing', async () => {
    const { payload, person, seal } = await attendance();
    assert.throws(() => openRecord(`{"__proto__":${json(payload, person, seal)}}`, hash), coded('malformed'));
    assert.throws(() => openRecord(Object.create({ payload, signatures: [person, seal] }), hash), coded('malformed'));
  });
});

describe('a statement', () => {
  const opened = (payload: string): Act => openRecord(json(payload), hash);

  test('of 256 KiB is kept, and of a byte more is too large', () => {
    const filled = (size: number) => {
      const empty = Buffer.byteLength(JSON.stringify({ ...statements.session(), filling: '' }));
      return base64url({ ...statements.session(), filling: 'x'.repeat(size - empty) });
    };
    assert.doesNotThrow(() => opened(filled(maxStatementBytes)));
    assert.throws(
      () => opened(filled(maxStatementBytes + 1)),
      (error) => isParaphError(error, 'too-large') && error.fields.limit === 262_144,
    );
  });

  test('that is no strict JSON is malformed', () => {
    const good = JSON.stringify(statements.session());
    for (const bad of [
      good.replace('"minutes":210', '"minutes":210.0'),
      good.replace('"minutes":210', '"minutes":2.1e2'),
      good.replace('"minutes":210', '"minutes":210,"minutes":210'),
      good.replace('"minutes":210', '"minutes":210,"\\u006dinutes":180'),
      good.replace('Room 2', '\\ud800'),
      `\ufeff${good}`,
      `${good}x`,
      good.slice(0, -1),
      '',
    ]) {
      assert.notEqual(bad, good);
      assert.throws(() => opened(base64url(bad)), coded('malformed'));
    }
    assert.throws(
      () => opened(encodeBase64url(Buffer.from('{"kind":"caf\xe9","about":{}}', 'latin1'))),
      coded('malformed'),
    );
  });

  test('that is no object with a kind and an about is refused', () => {
    for (const bad of [
      null,
      [],
      '"session"',
      1,
      {},
      { kind: 'session' },
      { about: {} },
      { kind: 1, about: {} },
      { kind: 'session', about: null },
      { kind: 'session', about: [] },
      { kind: 'session', about: 'x' },
      { kind: 'session', about: {}, signer: 'x' },
      { kind: 'session', about: {}, signer: null },
    ]) {
      assert.throws(() => opened(base64url(bad)), coded('statement'), JSON.stringify(bad));
    }
  });
});
