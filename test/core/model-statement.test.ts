import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isParaphError } from '@paraph/core/errors';
import {
  type AnyStatement,
  checkSealHeader,
  checkStatement,
  isUnderstood,
  statementSchemas,
  type UnderstoodKind,
} from '@paraph/core/model';
import { parseJson } from '@paraph/core/signing';
import fc from 'fast-check';
import { keys, named, privateJwks, SmallLedger, statements, story } from '../cast.js';

const at = (path: string) => (error: unknown) => isParaphError(error, 'statement') && error.fields.path === path;
const digest = `sha-256:${'A'.repeat(43)}`;

describe('a statement of kind', () => {
  for (const statement of story()) {
    const { kind } = statement;

    test(`${kind} of the cast fits its schema, and comes back as it is`, () => {
      assert.ok(isUnderstood(kind));
      assert.equal(checkStatement(statement), statement);
      assert.deepEqual(checkStatement(parseJson(JSON.stringify(statement))), statement);
    });

    test(`${kind} keeps members that are not known`, () => {
      const more = { ...statement, mood: 'good', about: { ...statement.about } };
      assert.equal((checkStatement(more) as { mood?: string }).mood, 'good');
    });

    test(`${kind} is refused without any one of its members, by the path of it`, () => {
      const optional = new Set(['relies', 'language', 'introduction', 'add', 'names']);
      for (const member of Object.keys(statement)) {
        const { [member]: _, ...rest } = statement;
        if (optional.has(member)) assert.doesNotThrow(() => checkStatement(rest), member);
        else if (member === 'kind') assert.throws(() => checkStatement(rest), at('$.kind'));
        else assert.throws(() => checkStatement(rest), at(`$.${member}`), member);
      }
    });

    test(`${kind} is refused with a member of another type, by a path that begins with it`, () => {
      for (const member of Object.keys(statement)) {
        for (const value of [null, undefined, true, -1, Number.NaN, [null], { '': null }]) {
          if (member === 'kind' || (member === 'expected' && Array.isArray(value))) continue;
          assert.throws(
            () => checkStatement({ ...statement, [member]: value }),
            (error) => isParaphError(error, 'statement') && (error.fields.path ?? '').startsWith(`$.${member}`),
            `${member} ${value}`,
          );
        }
      }
    });

    test(`${kind} is refused without what it is about`, () => {
      for (const name of Object.keys(statement.about)) {
        const { [name]: _, ...about } = statement.about;
        assert.throws(() => checkStatement({ ...statement, about }), at(`$.about.${name}`));
        assert.throws(
          () => checkStatement({ ...statement, about: { ...about, [name]: 'first-aid' } }),
          at(`$.about.${name}`),
        );
      }
    });
  }

  test('each that is understood is in the cast', () => {
    assert.deepEqual(
      story()
        .map(({ kind }) => kind)
        .sort(),
      Object.keys(statementSchemas).sort(),
    );
  });

  test('that is not understood is held to what all statements share', () => {
    const { kind: _, ...rest } = statements.programme();
    assert.doesNotThrow(() => checkStatement({ ...rest, kind: 'weather' }));
    assert.throws(() => checkStatement({ ...rest, kind: 'weather', nonce: 'short' }), at('$.nonce'));
    for (const kind of ['', 'Weather', 'weather report', 'weather-', '-weather', 'weather1', 'вeather', '__proto__']) {
      assert.throws(() => checkStatement({ ...rest, kind }), at('$.kind'), kind);
    }
    assert.throws(() => checkStatement({ ...rest, kind: 'constructor', version: 2 }), at('$.version'));
    assert.equal(isUnderstood('constructor'), false);
    assert.equal(isUnderstood('__proto__'), false);
  });

  test('none at all is refused', () => {
    for (const value of [null, undefined, 1, '', 'session', [], [statements.session()], true]) {
      assert.throws(
        () => checkStatement(value),
        (error) => isParaphError(error, 'statement'),
      );
    }
  });

  test('any, of any shape, is refused with a coded error or kept', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(statementSchemas) as UnderstoodKind[])),
        fc.jsonValue(),
        (kind, value) => {
          const statement = typeof value === 'object' && value !== null ? { ...value, kind } : value;
          assert.throws(
            () => checkStatement(statement),
            (error) => isParaphError(error, 'statement'),
          );
        },
      ),
    );
  });
});

describe('a path says where a statement does not fit', () => {
  const { questions } = statements.instrument();
  const cases: readonly (readonly [path: string, statement: unknown])[] = [
    ['$.version', { ...statements.session(), version: 2 }],
    ['$.organisation', { ...statements.session(), organisation: 'school.example' }],
    ['$.nonce', { ...statements.session(), nonce: 'AAAAAAAAAAAAAAAAAAAAAB' }],
    ['$.about.session', { ...statements.session(), about: { ...statements.session().about, session: 'urn:uuid:X' } }],
    ['$.about.room', { ...statements.session(), about: { ...statements.session().about, room: 'two' } }],
    [
      '$.printed.en.title',
      { ...statements.session(), printed: { en: { ...statements.session().printed.en, title: '' } } },
    ],
    ['$.trainers', { ...statements.session(), trainers: [] }],
    [
      '$.trainers[1].person',
      { ...statements.session(), trainers: [...statements.session().trainers, { name: 'X', subject: 'x' }] },
    ],
    ['$.window.until', { ...statements.session(), window: { ...statements.session().window, until: '12:00' } }],
    ['$.relies[1]', statements.attendance({ relies: [digest, 'sha-256:x'] as never })],
    ['$.signer.role', { ...statements.attendance(), signer: { ...statements.attendance().signer, role: 'recovery' } }],
    ['$.signer.person', { ...statements.attendance(), signer: { role: 'learner', key: keys.learner.key } }],
    ['$.device.hands', { ...statements.attendance(), device: { storage: 'none', hands: 'other' } }],
    ['$.device.skew', { ...statements.attendance(), device: { storage: 'none', hands: 'own', skew: 0.5 } }],
    ['$.method.by', { ...statements.attendance(), method: { by: 'nod' } }],
    [
      '$.method.ink.strokes[0][1]',
      { ...statements.attendance(), method: { by: 'drawn', ink: { height: 300, strokes: [[1, 2.5]] } } },
    ],
    [
      '$.method.ink.strokes',
      { ...statements.attendance(), method: { by: 'drawn', ink: { height: 300, strokes: [] } } },
    ],
    ['$.supersedes.reason', { ...statements.session(), supersedes: { act: digest } }],
    ['$.list.root', { ...statements.closing(), list: { root: 'x', size: 1 } }],
    ['$.counts.late', { ...statements.closing(), counts: { expected: 1, signed: 1, late: -1 } }],
    [
      '$.questions[1].options',
      { ...statements.instrument(), questions: [questions[0], { ...questions[1], options: [] }] },
    ],
    ['$.questions[0].type', { ...statements.instrument(), questions: [{ ...questions[0], type: 'essay' }] }],
    [
      '$.policy.requirements[0].ratio',
      { ...statements.programme(), policy: { approval: 'none', requirements: [{ id: 'half-days-signed', ratio: 1 }] } },
    ],
    ['$.anonymous', { ...statements.campaign(), anonymous: true }],
    ['$.answers[0].value', { ...statements.response(), answers: [{ question: 'content', value: 4.5 }] }],
    [
      '$.hours.connectedMin',
      { ...statements.certificate(), hours: { ...statements.certificate().hours, connectedMin: '1' } },
    ],
    ['$.period.until', { ...statements.certificate(), period: { from: '2026-11-24', until: '2026-11-31' } }],
    ['$.ends', { ...statements.dossier(), ends: [] }],
    ['$.files[0].digest', { ...statements.dossier(), files: [{ path: 'index.html', digest: 'x' }] }],
    ['$.marks[0].state', { ...statements.import(), marks: [{ session: named('x'), text: 'P', state: 'P' }] }],
    ['$.about.programme', { ...statements.key(), about: { programme: named('programme') } }],
    ['$.signer.person', { ...statements.key(), signer: { ...statements.key().signer, person: named('x') } }],
    ['$.signer.role', { ...statements.key(), signer: { ...statements.key().signer, role: 'manager' } }],
  ];
  for (const [path, statement] of cases) {
    test(`at ${path} of ${(statement as AnyStatement).kind}`, () =>
      assert.throws(() => checkStatement(statement), at(path)));
  }
});

describe('encodings', () => {
  const session = (changes: object) => () => checkStatement({ ...statements.session(), ...changes });

  test('of instants are RFC 3339, UTC, milliseconds, and in the calendar', () => {
    for (const good of [
      '2026-11-24T08:10:00.000Z',
      '2024-02-29T00:00:00.000Z',
      '2000-02-29T23:59:59.999Z',
      '9999-12-31T23:59:59.999Z',
    ]) {
      assert.doesNotThrow(session({ at: good }), good);
    }
    for (const bad of [
      '2026-11-24T08:10:00Z',
      '2026-11-24T08:10:00.0Z',
      '2026-11-24T08:10:00.000000Z',
      '2026-11-24T08:10:00.000z',
      '2026-11-24t08:10:00.000Z',
      '2026-11-24 08:10:00.000Z',
      '2026-11-24T08:10:00.000',
      '2026-11-24T08:10:00.000+00:00',
      '2026-11-24T09:10:00.000+01:00',
      '2026-11-24T24:00:00.000Z',
      '2026-11-24T08:60:00.000Z',
      '2026-11-24T23:59:60.000Z',
      '2026-13-01T00:00:00.000Z',
      '2026-00-01T00:00:00.000Z',
      '2026-11-00T00:00:00.000Z',
      '2026-11-31T00:00:00.000Z',
      '2026-02-29T00:00:00.000Z',
      '2026-02-30T00:00:00.000Z',
      '1900-02-29T00:00:00.000Z',
      '+002026-11-24T08:10:00.000Z',
      '2026-11-24',
      '',
      '1764000000000',
      ' 2026-11-24T08:10:00.000Z',
      '2026-11-24T08:10:00.000Z\n',
      '２026-11-24T08:10:00.000Z',
    ]) {
      assert.throws(session({ at: bad }), at('$.at'), bad);
    }
  });

  test('of identifiers are lower-case UUIDs under urn:uuid:', () => {
    const good = named('x');
    for (const bad of [
      good.toUpperCase(),
      good.slice(9),
      `${good} `,
      good.replaceAll('-', ''),
      `${good}0`,
      'urn:uuid:',
      `${good}\n`,
      good.replace('urn:uuid:', 'urn:UUID:'),
    ]) {
      assert.throws(session({ about: { ...statements.session().about, room: bad } }), at('$.about.room'), bad);
    }
    assert.doesNotThrow(session({ about: { ...statements.session().about, room: [good, named('y')] } }));
    assert.throws(session({ about: { ...statements.session().about, room: [] } }), at('$.about.room'));
  });

  test('of digests, nonces and thumbprints have one spelling', () => {
    const act = digest.slice(0, -1);
    for (const bad of [
      `${act}B`,
      `${act}`,
      `${digest}A`,
      `${digest}=`,
      digest.replace('sha-256', 'sha256'),
      digest.toUpperCase(),
      `${act}+`,
      `${digest}\n`,
    ]) {
      assert.throws(session({ relies: [bad] }), at('$.relies[0]'), bad);
    }
    for (const bad of ['', 'A'.repeat(21), 'A'.repeat(23), `${'A'.repeat(21)}B`, `${'A'.repeat(22)}==`])
      assert.throws(session({ nonce: bad }), at('$.nonce'), bad);
    const { organisation } = statements.session();
    for (const bad of [
      organisation.slice(0, -1),
      `${organisation.slice(0, -1)}B`,
      organisation.replace('sha-256', 'sha-512'),
    ]) {
      assert.throws(session({ organisation: bad }), at('$.organisation'), bad);
    }
  });

  test('of zones, languages and decimals are as their registries write them', () => {
    for (const zone of ['Europe/Paris', 'UTC', 'Etc/GMT+1', 'America/Argentina/Buenos_Aires'])
      assert.doesNotThrow(session({ zone }));
    for (const zone of ['', '/Paris', 'Europe/', '+01:00', 'Europe/Paris ', 'Europe//Paris', '../etc/passwd'])
      assert.throws(session({ zone }), at('$.zone'), zone);
    const programme = (changes: object) => () => checkStatement({ ...statements.programme(), ...changes });
    for (const tag of ['fr', 'en-GB', 'zh-Hant-TW', 'gsw']) assert.doesNotThrow(programme({ languages: [tag] }));
    for (const tag of ['', 'FR', 'french', 'fr_FR', 'fr-', 'f'])
      assert.throws(programme({ languages: [tag] }), at('$.languages[0]'), tag);
    const ratio = (ratio: unknown) =>
      programme({ policy: { approval: 'none', requirements: [{ id: 'half-days-signed', ratio }] } });
    for (const good of ['0', '1', '0.75', '12.50']) assert.doesNotThrow(ratio(good));
    for (const bad of ['', '.5', '1.', '01', '-1', '1e3', '1,5', ' 1', 1])
      assert.throws(ratio(bad), at('$.policy.requirements[0].ratio'), `${bad}`);
  });

  test('of links are web addresses, that no page runs as a script', () => {
    for (const link of ['https://meet.example/abc?d=e#f', 'http://localhost:8080/', 'https://müller.example/ä'])
      assert.doesNotThrow(session({ link }));
    for (const link of [
      'javascript:alert(1)',
      'JavaScript:alert(1)',
      ' javascript:alert(1)',
      'java\nscript:alert(1)',
      'data:text/html,<script>',
      'vbscript:x',
      'https://a b.example/',
      'https://a.example/ b',
      ' https://a.example/',
      'https:\\\\a.example',
      'https:a.example',
      '//a.example',
      'a.example',
      '',
      'https://',
      'ftp://a.example/',
      'file:///etc/passwd',
      `https://a.example/${'a'.repeat(2000)}`,
    ]) {
      assert.throws(session({ link }), at('$.link'), link);
    }
  });

  test('of public keys have all their members, one spelling, and nothing private', () => {
    const add = (jwk: object) => () => checkStatement({ ...statements.key(), add: [{ purpose: 'seal', jwk }] });
    const { jwk } = keys.seal;
    const rsa = { kty: 'RSA', n: 'AQAB', e: 'AQAB' };
    for (const good of [jwk, keys.checkpoint.jwk, rsa, { ...jwk, use: 'sig' }]) assert.doesNotThrow(add(good));
    for (const bad of [
      {},
      { kty: 'EC' },
      { ...jwk, x: undefined },
      { kty: 'EC', crv: 'P-256', x: jwk.x },
      { kty: 'EC', x: jwk.x, y: jwk.y },
      { kty: 'OKP', crv: 'Ed25519' },
      { kty: 'RSA', n: 'AQAB' },
      { kty: 'oct', k: 'AAAA' },
      { ...jwk, x: `${jwk.x}=` },
      { ...jwk, x: '' },
      { ...jwk, y: `${jwk.y?.slice(0, -1)}B` },
      { ...jwk, x: 1 },
      privateJwks.seal,
      { ...rsa, d: 'AQAB' },
      { ...rsa, p: 'AQAB' },
      { ...jwk, k: 'AAAA' },
    ]) {
      assert.throws(
        add(bad),
        (error) => isParaphError(error, 'statement') && (error.fields.path ?? '').startsWith('$.add[0].jwk'),
        JSON.stringify(bad),
      );
    }
  });
});

describe('what JavaScript knows by name', () => {
  test('is no way around a schema', () => {
    // `toString` is a name like any other, so that its path says it; of the others only the map is named.
    for (const name of ['__proto__', 'constructor', 'prototype', 'toString']) {
      const last = name === 'toString' ? '.toString' : '';
      const statement = parseJson(JSON.stringify(statements.session()).replace('"about":{', `"about":{"${name}":42,`));
      assert.throws(() => checkStatement(statement), at(`$.about${last}`), name);
      const titles = parseJson(JSON.stringify(statements.programme()).replace('"title":{', `"title":{"${name}":42,`));
      assert.throws(() => checkStatement(titles), at(`$.title${last}`), name);
    }
  });

  test('gives no statement members that it does not have', () => {
    const text = JSON.stringify(statements.session()).replace(/"minutes":210,?/, '');
    const statement = parseJson(text.replace('{', '{"__proto__":{"minutes":210},'));
    assert.throws(() => checkStatement(statement), at('$.minutes'));
  });
});

test('the header of a seal is checked, and a fault is told', async () => {
  const { header } = (await new SmallLedger().seal(statements.session())).seal;
  assert.deepEqual(checkSealHeader(header), { header });
  for (const bad of [null, {}, [], 'x', { ...header, x: 1 }, { ...header, paraph: {} }]) {
    const { fault } = checkSealHeader(bad) as { fault?: string };
    assert.equal(typeof fault, 'string');
  }
});
