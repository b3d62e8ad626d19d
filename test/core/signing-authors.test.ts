import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isParaphError } from '@paraph/core/errors';
import type { AnyStatement } from '@paraph/core/model';
import {
  type Author,
  authorOf,
  kinds,
  makeAct,
  mayMake,
  openRecord,
  personType,
  type SignatureEntry,
  signEntry,
  writeAct,
} from '@paraph/core/signing';
import { keys, nonceOf, organisation, people, ports } from '../cast.js';

const { hash } = ports();

// The table of format.md, "Kinds, and who may make which", once more by hand: the words of its column "author" in the roles of its `signer`.
const everybody = 'learner trainer tutor manager signatory company guardian funder';
const written: Readonly<Record<string, string>> = {
  programme: 'organisation',
  activity: 'organisation',
  instrument: 'organisation',
  campaign: 'organisation',
  notice: 'organisation',
  session: 'organisation',
  enrolment: 'organisation',
  attendance: 'learner trainer',
  observation: 'trainer tutor manager',
  request: everybody,
  decision: 'manager trainer',
  closing: 'trainer manager',
  approval: 'signatory',
  acknowledgement: 'learner company guardian',
  solicitation: `organisation ${everybody}`,
  response: 'learner trainer company funder',
  attempt: 'learner trainer company funder',
  'anonymous-response': 'nobody',
  result: 'organisation',
  trace: 'organisation',
  support: 'organisation',
  review: 'organisation',
  lifecycle: 'organisation',
  import: 'organisation',
  'external-certificate': 'learner',
  certificate: 'organisation',
  issuance: 'organisation',
  status: 'organisation',
  action: 'organisation',
  figure: 'organisation',
  grant: 'organisation',
  dossier: 'organisation',
  device: everybody,
  erasure: 'organisation',
  key: 'recovery successor',
  continue: 'recovery successor',
};
const roles = [...everybody.split(' '), 'recovery', 'successor'];

const bare = (kind: string): AnyStatement => ({ kind, version: 1, organisation, nonce: nonceOf(kind), about: {} });
const by = (role: string, kind: string): AnyStatement => ({
  ...bare(kind),
  signer: { role, person: people.learner.person, key: keys.learner.key },
});
const open = async (statement: AnyStatement) => {
  const act = await makeAct(statement, { hash, ...(statement.signer ? { signer: keys.learner } : {}) });
  return openRecord(writeAct(act), hash);
};
const author = (error: unknown) => isParaphError(error, 'author');

describe('the table of kinds', () => {
  test('holds the kinds of the format, no more and no fewer', () => {
    assert.deepEqual(Object.keys(kinds).sort(), Object.keys(written).sort());
  });

  for (const kind of new Set([...Object.keys(kinds), ...Object.keys(written)])) {
    const authors = (written[kind] ?? '').split(' ');

    test(`lets ${kind} be made by ${authors.join(', ')}, and by nobody else`, async () => {
      assert.deepEqual([...(kinds[kind]?.authors ?? [])].sort(), authors.sort());
      for (const role of [...roles, 'organisation', 'nobody']) {
        assert.equal(mayMake(role as Author, kind), authors.includes(role), role);
      }
      for (const role of roles) {
        const statement = by(role, kind);
        if (authors.includes(role)) assert.equal(authorOf((await open(statement)).statement), role);
        else await assert.rejects(open(statement), author, role);
      }
      const unsigned = kind === 'anonymous-response' ? 'nobody' : 'organisation';
      if (authors.includes(unsigned)) assert.equal(authorOf((await open(bare(kind))).statement), unsigned);
      else await assert.rejects(open(bare(kind)), author);
    });
  }

  test('takes no person for the organisation or for nobody, whatever role the statement names', async () => {
    for (const kind of Object.keys(kinds)) {
      for (const role of ['organisation', 'nobody', 'auditor', 'Learner', 'learner ', '', '__proto__', 'constructor']) {
        await assert.rejects(open(by(role, kind)), author, `${kind} by ${role}`);
      }
    }
  });

  test('says nothing of a kind that it does not hold, which can be intact all the same', async () => {
    for (const kind of ['weather', 'constructor', '__proto__', 'to-string']) {
      assert.equal(mayMake('learner', kind), undefined);
      assert.equal((await open(by('learner', kind))).statement.kind, kind);
      assert.equal((await open(bare(kind))).statement.kind, kind);
    }
  });

  test('takes no role that is not a text', async () => {
    for (const role of [undefined, null, 1, ['learner'], {}]) {
      const statement = { ...bare('attendance'), signer: { role, key: keys.learner.key } } as unknown as AnyStatement;
      await assert.rejects(open(statement), (error) => author(error) || isParaphError(error, 'statement'));
    }
  });
});

describe('the type of a signature', () => {
  const signedAs = async (kind: string, typ: string): Promise<() => unknown> => {
    const role = kinds[kind]?.authors.find((one) => roles.includes(one)) ?? 'learner';
    const statement = by(role, kind);
    const { payload } = await makeAct(statement, { hash, signer: keys.learner });
    const header = { alg: 'ES256', typ, jwk: keys.learner.jwk };
    const entry: SignatureEntry = await signEntry(header, payload, keys.learner);
    return () => openRecord(JSON.stringify({ payload, signatures: [entry] }), hash);
  };

  for (const kind of Object.keys(kinds)) {
    const signedByPersons = kinds[kind]?.authors.some((one) => roles.includes(one)) ?? false;
    test(`of every other kind is refused under ${signedByPersons ? 'a' : "the organisation's"} ${kind}`, async () => {
      for (const other of Object.keys(kinds)) {
        const open = await signedAs(kind, personType(other));
        if (!signedByPersons) assert.throws(open, author);
        else if (other === kind) assert.doesNotThrow(open);
        else assert.throws(open, (error) => isParaphError(error, 'type'), other);
      }
    });
  }

  test('is refused in another spelling', async () => {
    for (const typ of [
      'vnd.paraph.Attendance.v1',
      'application/vnd.paraph.attendance.v1',
      'vnd.paraph.attendance.v2',
      'vnd.paraph.attendance.v1 ',
      'attendance',
      'JWT',
      '',
    ]) {
      assert.throws(await signedAs('attendance', typ), (error) => isParaphError(error, 'type'), typ);
    }
  });

  test("of a seal is no person's, not even under a kind that calls itself seal", async () => {
    for (const kind of ['attendance', 'seal']) {
      const open = await signedAs(kind, 'vnd.paraph.seal.v1');
      assert.throws(open, (error) => isParaphError(error, 'malformed') || author(error));
    }
  });
});
