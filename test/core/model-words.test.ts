import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { isParaphError } from '@paraph/core/errors';
import { type AnyStatement, buildWords, checkStatement, templates, type WordedStatement } from '@paraph/core/model';
import { named, relied, statements } from '../cast.js';

interface Golden {
  readonly template: string;
  readonly language: string;
  readonly statement: WordedStatement;
  readonly plan: readonly AnyStatement[];
  readonly text: string;
}
const golden = JSON.parse(readFileSync('test/vectors/words.json', 'utf8')) as readonly Golden[];

const plan = () => ({
  attendance: [statements.session(), statements.enrolment()],
  closing: [statements.session()],
  response: [statements.campaign(), statements.instrument(), statements.programme(), statements.enrolment()],
});
const worded = ['attendance', 'closing', 'response'] as const;
const inFrench = <S extends WordedStatement>(statement: S) => ({
  ...statement,
  shown: { ...statement.shown, language: 'fr' },
});

describe('the words of', () => {
  for (const { template, language, statement, plan, text } of golden) {
    test(`${template} in ${language} never change`, () => {
      const shown = { template, language };
      assert.equal(buildWords({ ...statement, shown }, relied(...plan)), text);
    });
  }

  test('each template in each language are frozen by a golden text', () => {
    const known = Object.entries(templates).flatMap(([name, texts]) =>
      Object.keys(texts).map((language) => `${name} ${language}`),
    );
    assert.deepEqual(golden.map(({ template, language }) => `${template} ${language}`).sort(), known.sort());
  });

  for (const kind of worded) {
    test(`a statement of kind ${kind} of the cast are those that it shows`, () => {
      const statement = statements[kind]();
      assert.equal(buildWords(statement, relied(...plan()[kind])), statement.shown.text);
      assert.notEqual(buildWords(inFrench(statement), relied(...plan()[kind])), statement.shown.text);
      assert.equal(typeof buildWords(inFrench(statement), relied(...plan()[kind])), 'string');
    });

    test(`a statement of kind ${kind} are not judged when a record that it relies on is missing`, () => {
      const all = plan()[kind];
      assert.equal(buildWords(statements[kind](), relied()), undefined);
      for (const missing of all) {
        assert.equal(
          buildWords(statements[kind](), relied(...all.filter((one) => one !== missing))),
          undefined,
          missing.kind,
        );
        const { relies = [], ...rest } = statements[kind]();
        const acts = [...relied(missing).keys()];
        assert.equal(
          buildWords({ ...rest, relies: relies.filter((act) => !acts.includes(act)) }, relied(...all)),
          undefined,
        );
      }
      const { relies: _, ...rest } = statements[kind]();
      assert.equal(buildWords(rest as WordedStatement, relied(...all)), undefined);
    });

    test(`a statement of kind ${kind} are not judged under an unknown template or language`, () => {
      const statement = statements[kind]();
      for (const shown of [
        { template: `${kind}/2`, language: 'en' },
        { template: kind, language: 'en' },
        { template: `${kind}/1 `, language: 'en' },
        { template: '__proto__', language: 'en' },
        { template: 'constructor', language: 'name' },
        { template: `${kind}/1`, language: 'de' },
        { template: `${kind}/1`, language: 'EN' },
        { template: `${kind}/1`, language: 'en-GB' },
        { template: `${kind}/1`, language: '__proto__' },
        { template: `${kind}/1`, language: 'constructor' },
        { template: `${kind}/1`, language: 'toString' },
      ]) {
        assert.equal(buildWords({ ...statement, shown }, relied(...plan()[kind])), undefined, JSON.stringify(shown));
      }
    });

    test(`another kind never stand under ${kind}`, () => {
      for (const template of Object.keys(templates)) {
        const text = buildWords(
          { ...statements[kind](), shown: { template, language: 'en' } },
          relied(...plan()[kind]),
        );
        assert.equal(text !== undefined, template.startsWith(`${kind}/`), template);
      }
    });
  }

  test('an attendance are not judged in a language that its session is not printed in', () => {
    const { printed } = statements.session();
    const session = statements.session({ printed: { en: printed.en } as typeof printed });
    const statement = statements.attendance({ relies: [...relied(session, statements.enrolment()).keys()] });
    assert.equal(typeof buildWords(statement, relied(session, statements.enrolment())), 'string');
    assert.equal(buildWords(inFrench(statement), relied(session, statements.enrolment())), undefined);
  });

  test('an attendance are those of its own session and enrolment, not of others that it relies on', () => {
    const session = statements.session({
      about: { ...statements.session().about, session: named('another half-day') },
    });
    const enrolment = statements.enrolment({
      about: { ...statements.enrolment().about, enrolment: named('another enrolment') },
    });
    for (const plan of [
      [session, statements.enrolment()],
      [statements.session(), enrolment],
    ]) {
      const statement = statements.attendance({ relies: [...relied(...plan).keys()] });
      assert.equal(buildWords(statement, relied(...plan)), undefined);
    }
    const both = [session, enrolment, statements.session(), statements.enrolment()];
    const statement = statements.attendance({ relies: [...relied(...both).keys()] });
    assert.equal(buildWords(statement, relied(...both)), statements.attendance().shown.text);
  });

  test('a response are those of the instrument that its campaign puts', () => {
    const other = statements.instrument({
      about: { instrument: named('another instrument') },
      title: { en: 'Another', fr: 'Un autre' },
    });
    const all = [other, ...plan().response];
    const statement = statements.response({ relies: [...relied(...all).keys()] });
    assert.equal(buildWords(statement, relied(...all)), statements.response().shown.text);
  });
});

describe('a name', () => {
  const withName = (name: string) => {
    const enrolment = statements.enrolment({ learner: { name, subject: 'alice' } });
    const plan = relied(statements.session(), enrolment);
    return buildWords(statements.attendance({ relies: [...plan.keys()] as never }), plan);
  };

  test('that looks like a place of the template is printed as it is', () => {
    for (const name of [
      '{title}',
      '{name}',
      '{}',
      '{{name}}',
      '{trainers} {place}',
      '$&',
      '$1',
      "$`$'",
      '$$',
      '$<name>',
      '\\u0041',
      '%s',
    ]) {
      assert.equal(
        withName(name),
        `${statements.attendance().shown.text.split('\nI, ')[0]}\nI, ${name}, attended this half-day.`,
      );
    }
  });

  test('in any script is printed as it is, in the normal form in which it stands', () => {
    for (const name of ['Zoë Müller', 'Zoe\u0308', '李小龙', 'محمد', 'Ōe Kenzaburō', '👩🏽‍🎓 Ada', 'O’Brien'])
      assert.ok(withName(name)?.includes(name));
  });
});

describe('words are not judged, and nothing is thrown,', () => {
  const broken: Readonly<Record<string, readonly AnyStatement[]>> = {
    'of an enrolment without a learner': [
      statements.session(),
      { ...statements.enrolment(), learner: undefined } as AnyStatement,
    ],
    'of an enrolment whose learner is null': [
      statements.session(),
      { ...statements.enrolment(), learner: null } as AnyStatement,
    ],
    'of a learner whose name is a number': [
      statements.session(),
      { ...statements.enrolment(), learner: { name: 7 } } as AnyStatement,
    ],
    'of a learner whose name is a list': [
      statements.session(),
      { ...statements.enrolment(), learner: { name: ['Alice'] } } as AnyStatement,
    ],
    'of a session that prints nothing': [
      { ...statements.session(), printed: undefined } as AnyStatement,
      statements.enrolment(),
    ],
    'of a session that prints null': [
      { ...statements.session(), printed: { en: null } } as AnyStatement,
      statements.enrolment(),
    ],
    'of a session that prints a text': [
      { ...statements.session(), printed: { en: 'Morning' } } as AnyStatement,
      statements.enrolment(),
    ],
    'of a session that lacks a line': [
      {
        ...statements.session(),
        printed: { en: { ...statements.session().printed.en, place: undefined } },
      } as AnyStatement,
      statements.enrolment(),
    ],
    'of a session whose title is an object': [
      { ...statements.session(), printed: { en: { ...statements.session().printed.en, title: {} } } } as AnyStatement,
      statements.enrolment(),
    ],
  };
  for (const [what, plan] of Object.entries(broken)) {
    test(what, () => {
      // By other names than their acts: what relies on them may do so all the same.
      const acts = statements.attendance().relies ?? [];
      const known = new Map(plan.map((statement, at) => [acts[at] as string, statement]));
      assert.equal(buildWords(statements.attendance(), known), undefined);
    });
  }

  test('of a programme or an instrument without a title', () => {
    const acts = statements.response().relies ?? [];
    for (const [at, member] of [
      [2, 'title'],
      [1, 'title'],
    ] as const) {
      for (const value of [undefined, null, 'Title', { en: 1 }, { en: null }]) {
        const all = plan().response.map((statement, index) =>
          index === at ? { ...statement, [member]: value } : statement,
        );
        assert.equal(
          buildWords(
            statements.response(),
            new Map(all.map((one, index) => [acts[index] as string, one as AnyStatement])),
          ),
          undefined,
        );
      }
    }
  });

  test('of a closing without counts', () => {
    for (const counts of [
      undefined,
      null,
      {},
      'one',
      { expected: 1, signed: 1 },
      { expected: '1', signed: 1, late: {} },
    ]) {
      const statement = { ...statements.closing(), counts } as unknown as WordedStatement;
      assert.equal(buildWords(statement, relied(...plan().closing)), undefined, JSON.stringify(counts));
    }
  });
});

describe('control and bidirectional characters are refused', () => {
  const characters = [
    '\u0000',
    '\u0007',
    '\u001b',
    '\u007f',
    '\u0085',
    '\u009f',
    '\u061c',
    '\u200e',
    '\u200f',
    '\u202a',
    '\u202e',
    '\u2066',
    '\u2069',
  ];
  const lineBreaks = ['\n', '\r', '\t', '\u2028', '\u2029'];
  const refused = (path: string) => (error: unknown) => isParaphError(error, 'statement') && error.fields.path === path;
  const with_ = (character: string) => `a${character}b`;

  const places: Readonly<Record<string, (text: string) => AnyStatement>> = {
    '$.learner.name': (name) => statements.enrolment({ learner: { name, subject: 'alice' } }),
    '$.title.en': (en) => statements.programme({ title: { en } }),
    '$.provider.name': (name) => statements.programme({ provider: { name } }),
    '$.printed.en.place': (place) => {
      const { printed } = statements.session();
      return statements.session({ printed: { en: { ...printed.en, place } as (typeof printed)[string] } });
    },
    '$.trainers[0].name': (name) =>
      statements.session({ trainers: [{ person: named('Nadia Lambert'), name, subject: 'nadia' }] }),
    '$.method.name': (name) => statements.attendance({ method: { by: 'typed', name } }),
    '$.shown.template': (template) => statements.attendance({ shown: { ...statements.attendance().shown, template } }),
    '$.questions[0].label.en': (en) =>
      statements.instrument({ questions: [{ type: 'text', id: 'q', required: true, label: { en } }] }),
    '$.by': (by) => statements.programme({ by }),
    '$.marks[0].remark': (remark) =>
      statements.import({ marks: [{ session: named('x'), text: 'P', state: 'present', remark }] }),
    '$.holder.name': (name) => statements.certificate({ holder: { name } }),
    '$.link': (text) => statements.session({ link: `https://school.example/${text}` }),
  };
  for (const [path, statement] of Object.entries(places)) {
    test(`at ${path}`, () => {
      assert.doesNotThrow(() => checkStatement(statement('ab')));
      for (const character of [...characters, ...lineBreaks]) {
        assert.throws(() => checkStatement(statement(with_(character))), refused(path), JSON.stringify(character));
      }
    });
  }

  const prose: Readonly<Record<string, (text: string) => AnyStatement>> = {
    '$.reason': (reason) => statements.closing({ reason }),
    '$.introduction.en': (en) => statements.instrument({ introduction: { en } }),
    '$.answers[0].value': (value) => statements.response({ answers: [{ question: 'remark', value }] }),
    '$.shown.text': (text) => statements.attendance({ shown: { ...statements.attendance().shown, text } }),
  };
  for (const [path, statement] of Object.entries(prose)) {
    test(`at ${path}, but for the line feed`, () => {
      assert.doesNotThrow(() => checkStatement(statement('a\nb')));
      for (const character of [...characters, '\r']) {
        assert.throws(() => checkStatement(statement(with_(character))), refused(path), JSON.stringify(character));
      }
    });
  }
});
