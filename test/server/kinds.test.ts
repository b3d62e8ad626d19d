import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type AnyStatement, isUnderstood } from '@paraph/core/model';
import {
  type Author,
  createDeviceKey,
  type DeviceKey,
  defaultPorts,
  kinds,
  makeAct,
  mayMake,
  newIdentifier,
  newNonce,
  type TokenRole,
  writeAct,
} from '@paraph/core/signing';
import type { Agenda, PermitAnswer } from '@paraph/core/wire';
import { School, Someone } from './school.js';

const { hash, random } = defaultPorts();
const authors = [...new Set(Object.values(kinds).flatMap((rule) => rule.authors))];
const tokenRoles: readonly TokenRole[] = ['learner', 'trainer', 'manager'];

/** What persons send in here. The rest of what is understood is made by the organisation itself. */
const sent = new Set(['attendance', 'closing', 'response']);

describe('each kind of statement', () => {
  let school: School;
  let device: DeviceKey;
  let agenda: Agenda;
  before(async () => {
    school = await School.open();
    device = await createDeviceKey();
    agenda = await school.agenda('alice');
  });
  after(() => school.close());

  const answerTo = async (act: string, as: TokenRole) => {
    const token = await school.token({ learner: 'alice', trainer: 'nadia', manager: 'luc' }[as as string] ?? 'x', as);
    const response = await school.send(act, { token });
    return { status: response.status, ...((await response.json()) as { code?: string; detail?: string }) };
  };
  /** A statement that says what all statements say, signed if its author signs. */
  const actBy = async (kind: string, author: Author) => {
    const [card] = agenda.sessions;
    const signs = author !== 'organisation' && author !== 'nobody';
    const statement = {
      ...{ kind, version: 1, organisation: school.options.organisation, nonce: newNonce(random) },
      about: { ...card?.session.statement.about, ...card?.enrolment.statement.about, campaign: newIdentifier(random) },
      ...{ at: new Date(school.now).toISOString(), zone: 'Europe/Paris' },
      relies: [card?.session.act, card?.enrolment.act],
      ...(signs
        ? {
            signer: { role: author, person: agenda.person, key: device.key },
            device: { storage: 'persistent', hands: 'own', skew: 0 },
            shown: { template: `${kind}/1`, language: 'en', text: 'words' },
          }
        : { by: 'site:site-1:luc' }),
    } as unknown as AnyStatement;
    return writeAct(await makeAct(statement, { ...(signs ? { signer: device } : {}), hash }));
  };

  test('is refused from every author that may not make it (author), and where it is not kept (unknown-kind)', async () => {
    const size = await school.storage.head(school.options.log);
    const views = await school.storage.dumpViews();
    let refused = 0;
    for (const kind of [...Object.keys(kinds), 'weather', 'constructor', '__proto__'])
      for (const author of authors) {
        const may = mayMake(author, kind);
        if (may && sent.has(kind)) continue;
        const { status, code, detail } = await answerTo(await actBy(kind, author), 'manager');
        const expected = may === false ? 'author' : isUnderstood(kind) ? 'author' : 'unknown-kind';
        // Nobody's and the organisation's look alike but for the kind: neither has a signature that could come in.
        const unsigned = author === 'organisation' || author === 'nobody';
        const codes = unsigned && !isUnderstood(kind) ? ['unknown-kind', 'author'] : [expected];
        assert.ok(codes.includes(code ?? ''), `${kind} by ${author}: ${status} ${code} ${detail}`);
        assert.ok(status === (code === 'author' ? 403 : 422));
        refused += 1;
      }
    assert.ok(refused > 300, `${refused} combinations`);
    assert.deepEqual(await school.storage.head(school.options.log), size);
    assert.equal(await school.storage.dumpViews(), views, 'nothing was stored');
  });

  test('gets a permit for those alone who may make it, where it is kept', async () => {
    for (const kind of [...Object.keys(kinds), 'weather', 'constructor', '__proto__'])
      for (const role of tokenRoles) {
        const as = { learner: 'alice', trainer: 'nadia', manager: 'luc' }[role as 'learner'];
        const body = { requests: [{ kind, about: {}, jkt: device.key }] };
        const { permits } = await school.json<PermitAnswer>('permits', { as, role, body });
        const [given] = permits;
        assert.ok(given && 'problem' in given, `${kind} to a ${role}, about nothing`);
        const may = mayMake(role as Author, kind);
        // Asked about nothing, one that may make it is told what is missing.
        const expected =
          may === undefined ? 'unknown-kind' : !may ? 'author' : sent.has(kind) ? 'statement' : 'unknown-kind';
        assert.equal(given.problem.code, expected, `${kind} to a ${role}`);
      }
  });

  test('that persons send is taken from each role that may make it here', async () => {
    const people = {
      learner: await Someone.of(school, 'alice'),
      trainer: await Someone.of(school, 'nadia', 'trainer'),
      manager: await Someone.of(school, 'luc', 'manager'),
    };
    const taken: Readonly<Record<string, () => Promise<Response>>> = {
      'attendance by learner': async () => people.learner.send(await people.learner.attendance('morning')),
      'response by learner': async () => people.learner.send(await people.learner.response()),
      'closing by trainer': async () => people.trainer.send(await people.trainer.closing('morning')),
      'closing by manager': async () => {
        school.now += 5 * 3_600_000;
        const silent = await people.manager.send(await people.manager.closing('afternoon'));
        const { code, path } = (await silent.json()) as { code: string; path: string };
        assert.deepEqual([code, path], ['statement', '$.reason'], 'a manager who closes a sheet says why');
        return people.manager.send(await people.manager.closing('afternoon', { reason: 'The trainer fell ill.' }));
      },
    };
    for (const kind of sent)
      for (const author of authors.filter((one) => mayMake(one, kind))) {
        const send = taken[`${kind} by ${author}`];
        if (send) {
          const response = await send();
          assert.equal(response.status, 201, `${kind} by ${author}: ${await response.text()}`);
          continue;
        }
        // Trainers, companies and funders sign for themselves, in enrolments and surveys that no plan has yet.
        const { code } = await answerTo(await actBy(kind, author), 'learner');
        assert.ok(code && code !== 'internal', `${kind} by ${author}: ${code}`);
      }
  });
});
