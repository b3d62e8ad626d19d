// For each code that a verification can find, a file in which it is found: made by somebody who lies, or spoiled afterwards.
import { type Bundle, type FindingCode, writeBundle } from '@paraph/core/bundle';
import type { AnyStatement, Digest } from '@paraph/core/model';
import { encodeUtf8, makeAct, type SealedRecord } from '@paraph/core/signing';
import type { VerifierInput, VerifierOptions } from '@paraph/verifier';
import { keys, log, named, people, ports, SmallLedger, signed, statements, story, worded } from '../cast.js';
import {
  bent,
  bundleOf,
  bytesOf,
  certificate,
  dossier,
  dossierFiles,
  fingerprint,
  forge,
  json,
  listed,
  receipt,
  zipped,
} from './bundles.js';

const { hash } = ports();

/** A file in which a code is found. */
export interface Tampered {
  readonly code: FindingCode;
  /** Where in the report. */
  readonly answer: 'intact' | 'byWhom' | 'complete' | 'when' | 'status' | 'notJudged';
  readonly exitCode: 0 | 1 | 2;
  /** What was done. */
  readonly by: string;
  readonly make: () => Promise<{ inputs: VerifierInput[]; options?: VerifierOptions }>;
}

const pinned = { fingerprint, from: 'agreement' };
const file = (bundle: Bundle, name = 'tampered.paraph.json') => ({
  inputs: [{ name, bytes: bytesOf(bundle) }],
  options: pinned,
});

/** A receipt whose bundle is changed. */
const spoiled = (change: (bundle: Mutable<Bundle>) => void) => async () => {
  const { bundle } = await receipt();
  const copy = structuredClone(bundle) as Mutable<Bundle>;
  change(copy);
  return file(copy);
};

/** A plan, and then what somebody seals. */
const made =
  (seal: (ledger: SmallLedger) => Promise<SealedRecord>, options: { plan?: AnyStatement[]; lists?: Digest[][] } = {}) =>
  async () => {
    const ledger = new SmallLedger();
    for (const statement of options.plan ?? plan()) await ledger.seal(statement);
    const record = await seal(ledger);
    return file(await bundleOf(ledger, { records: [ledger.find('programme'), record] }));
  };

const plan = () => [statements.key(), statements.programme(), statements.session(), statements.enrolment()];
const newStream = (of: string) => ({ streams: [{ of, n: 1 }] });
const closingBy = (role: 'trainer' | 'manager', person = people[role].person) =>
  bent(
    worded(bent(statements.closing(), { signer: { role, person, key: keys[role].key } }) as never, [
      statements.session(),
    ]) as AnyStatement,
    {},
  );

/** A dossier whose sealed record is changed, or its ZIP. */
const dossierWith =
  (changes: Parameters<typeof dossier>[0], files?: Parameters<Awaited<ReturnType<typeof dossier>>['zip']>[0]) =>
  async () => {
    const { zip } = await dossier(changes);
    return { inputs: [{ name: 'dossier.zip', bytes: zip(files) }], options: pinned };
  };

const secondKeys = (changes: Parameters<typeof statements.key>[0]) =>
  statements.key({ nonce: 'c2Vjb25kIGtleXMgaGVyZQ', add: [], ...changes });

/** Every code, with what leads to it. */
export const tampered: readonly Tampered[] = [
  {
    code: 'unreadable',
    answer: 'intact',
    exitCode: 1,
    by: 'a record that is none',
    make: spoiled((bundle) => bundle.records.push({ payload: '!', signatures: [] })),
  },
  {
    code: 'statement-invalid',
    answer: 'intact',
    exitCode: 1,
    by: 'a session that lasts many minutes',
    make: made((ledger) =>
      ledger.seal(bent(statements.session(), { minutes: 'many', nonce: 'bWFueSBtaW51dGVzISEhIQ' })),
    ),
  },
  {
    code: 'author-not-allowed',
    answer: 'intact',
    exitCode: 1,
    by: 'a learner who signs for another',
    make: made((ledger) =>
      ledger.seal(
        bent(statements.attendance(), {
          about: { ...statements.attendance().about, learner: people.secondLearner.person },
        }),
      ),
    ),
  },
  {
    code: 'author-not-allowed',
    answer: 'intact',
    exitCode: 1,
    by: 'a stranger who signs for the enrolment of another',
    make: made((ledger) => {
      const { about, signer } = statements.attendance();
      const stranger = named('a stranger');
      return ledger.seal(
        bent(statements.attendance(), {
          about: { ...about, learner: stranger },
          signer: { ...signer, person: stranger },
        }),
      );
    }),
  },
  {
    code: 'author-not-allowed',
    answer: 'intact',
    exitCode: 1,
    by: 'an attendance that relies on no enrolment',
    make: made((ledger) => {
      const [session] = statements.attendance().relies ?? [];
      return ledger.seal(bent(statements.attendance(), { relies: [session] }));
    }),
  },
  {
    code: 'author-not-allowed',
    answer: 'intact',
    exitCode: 1,
    by: 'a trainer who isn’t that of the session',
    make: made((ledger) => ledger.seal(closingBy('trainer', named('somebody else')))),
  },
  {
    code: 'signature-invalid',
    answer: 'intact',
    exitCode: 1,
    by: 'a signature of another key under the learner’s',
    make: made(async (ledger) => {
      const act = await signed(statements.attendance());
      const { person } = await signed(statements.attendance({ zone: 'Europe/London' }));
      return ledger.seal({
        ...act,
        person: { protected: act.person?.protected ?? '', signature: person?.signature ?? '' },
      });
    }),
  },
  {
    code: 'seal-invalid',
    answer: 'intact',
    exitCode: 1,
    by: 'a seal of a key that was never added',
    make: made((ledger) =>
      forge(ledger, statements.attendance(), { ...newStream('session:x'), signer: keys.stranger }),
    ),
  },
  {
    code: 'words-differ',
    answer: 'intact',
    exitCode: 1,
    by: 'another half-day in the words that were signed',
    make: made((ledger) => {
      const { shown } = statements.attendance();
      return ledger.seal(
        statements.attendance({ shown: { ...shown, text: shown.text.replace('24 November', '25 November') } }),
      );
    }),
  },
  {
    code: 'organisation-differs',
    answer: 'intact',
    exitCode: 1,
    by: 'a record that names another organisation',
    make: made((ledger) => ledger.seal(statements.attendance({ organisation: keys.stranger.key }))),
  },
  {
    code: 'place-twice',
    answer: 'intact',
    exitCode: 1,
    by: 'two receipts of one place, in two files',
    make: async () => {
      const { bundle } = await receipt();
      const ledger = new SmallLedger();
      for (const statement of plan()) await ledger.seal(statement);
      const other = await ledger.seal(statements.attendance({ method: { by: 'confirmed' } }));
      const second = await bundleOf(ledger, { records: [ledger.find('programme'), other] });
      return {
        inputs: [...file(bundle, 'one.paraph.json').inputs, ...file(second, 'two.paraph.json').inputs],
        options: pinned,
      };
    },
  },
  {
    code: 'received-order',
    answer: 'intact',
    exitCode: 1,
    by: 'a record that came before the one below it',
    make: made((ledger) => ledger.seal(statements.attendance(), { received: '2026-11-01T08:00:00.000Z' })),
  },
  {
    code: 'checkpoint-invalid',
    answer: 'intact',
    exitCode: 1,
    by: 'a checkpoint with another size',
    make: spoiled((bundle) => {
      bundle.checkpoints = bundle.checkpoints.map((note) => note.replace('\n5\n', '\n6\n'));
    }),
  },
  {
    code: 'not-in-ledger',
    answer: 'intact',
    exitCode: 1,
    by: 'a proof taken out',
    make: spoiled((bundle) => {
      delete bundle.proofs[log]?.['2'];
    }),
  },
  {
    code: 'history-differs',
    answer: 'intact',
    exitCode: 1,
    by: 'the proof from what the device had seen taken out',
    make: spoiled((bundle) => {
      bundle.consistency = {};
    }),
  },
  {
    code: 'history-differs',
    answer: 'intact',
    exitCode: 1,
    by: 'a device that had seen another ledger',
    make: made(async (ledger) => {
      const other = new SmallLedger();
      for (const statement of [...plan().slice(0, 3), statements.instrument()]) await other.seal(statement);
      return ledger.seal(statements.attendance({ seen: await other.seen() }));
    }),
  },
  {
    code: 'split-view',
    answer: 'intact',
    exitCode: 1,
    by: 'a device that was shown another history, and said so',
    make: made((ledger) => ledger.seal(statements.attendance(), { facts: ['split-view'] })),
  },
  {
    code: 'permit-twice',
    answer: 'intact',
    exitCode: 1,
    by: 'two signatures on one permit',
    make: async () => {
      const ledger = new SmallLedger();
      for (const statement of plan()) await ledger.seal(statement);
      const first = await ledger.seal(statements.attendance());
      const second = await ledger.seal(statements.attendance({ method: { by: 'confirmed' } }));
      return file(await bundleOf(ledger, { records: [ledger.find('programme'), first, second] }));
    },
  },
  {
    code: 'late-wrong',
    answer: 'intact',
    exitCode: 1,
    by: 'late although on time',
    make: made((ledger) => ledger.seal(statements.attendance(), { facts: ['late'] })),
  },
  {
    code: 'late-wrong',
    answer: 'intact',
    exitCode: 1,
    by: 'on time although late',
    make: made((ledger) => ledger.seal(statements.attendance({ at: '2026-11-24T14:00:00.000Z' }))),
  },
  {
    code: 'list-differs',
    answer: 'intact',
    exitCode: 1,
    by: 'a list with one act changed',
    make: async () => {
      const ledger = new SmallLedger();
      for (const statement of story({ before: 'response' })) await ledger.seal(statement);
      const closing = ledger.find('closing');
      const bundle = await bundleOf(ledger, { records: [ledger.find('programme'), closing] });
      const acts = [ledger.find('session').act, ledger.find('enrolment').act];
      return file({ ...bundle, lists: { [closing.statement.list?.root ?? '']: acts } });
    },
  },
  {
    code: 'file-differs',
    answer: 'intact',
    exitCode: 1,
    by: 'hours that were changed',
    make: dossierWith({}, { 'data/hours.csv': encodeUtf8('hours\n9999\n') }),
  },
  {
    code: 'file-missing',
    answer: 'intact',
    exitCode: 1,
    by: 'a sheet taken out',
    make: dossierWith({
      files: [...listed(), { path: 'documents/second.html', digest: listed()[0]?.digest as Digest }],
    }),
  },
  {
    code: 'file-unlisted',
    answer: 'intact',
    exitCode: 1,
    by: 'a sheet put in',
    make: dossierWith({}, { 'documents/more.html': encodeUtf8('<p>More') }),
  },
  {
    code: 'unasked',
    answer: 'intact',
    exitCode: 1,
    by: 'a list that nothing names',
    make: spoiled((bundle) => {
      bundle.lists = { ['A'.repeat(43)]: [] };
    }),
  },
  {
    code: 'anchor-missing',
    answer: 'intact',
    exitCode: 1,
    by: 'the checkpoint taken out',
    make: spoiled((bundle) => {
      bundle.checkpoints = [];
    }),
  },
  {
    code: 'keys-incomplete',
    answer: 'intact',
    exitCode: 1,
    by: 'a later change of keys taken out',
    make: async () => {
      const ledger = new SmallLedger();
      for (const statement of [statements.key(), secondKeys({}), ...plan().slice(1)]) await ledger.seal(statement);
      const bundle = await bundleOf(ledger, {
        records: [ledger.find('programme'), await ledger.seal(statements.attendance())],
      });
      return file({ ...bundle, keys: bundle.keys.slice(0, 1), proofs: without(bundle.proofs, '1') });
    },
  },
  {
    code: 'keys-invalid',
    answer: 'intact',
    exitCode: 1,
    by: 'a change of keys that a stranger signed',
    make: made((ledger) => ledger.seal(statements.attendance()), {
      plan: [
        statements.key(),
        secondKeys({ signer: { role: 'recovery', key: keys.stranger.key } }),
        ...plan().slice(1),
      ],
    }),
  },
  {
    code: 'fingerprint-differs',
    answer: 'byWhom',
    exitCode: 1,
    by: 'the fingerprint of another organisation',
    make: async () => ({
      ...file((await receipt()).bundle),
      options: { fingerprint: '00000 00000 00000 00000', from: 'agreement' },
    }),
  },
  {
    code: 'fingerprint-unreadable',
    answer: 'byWhom',
    exitCode: 2,
    by: 'a word for a fingerprint',
    make: async () => ({
      ...file((await receipt()).bundle),
      options: { fingerprint: 'Campus Lilas', from: 'agreement' },
    }),
  },
  {
    code: 'issuer-self-declared',
    answer: 'byWhom',
    exitCode: 2,
    by: 'nobody who compares',
    make: async () => ({ ...file((await receipt()).bundle), options: {} }),
  },
  {
    code: 'stream-hole',
    answer: 'complete',
    exitCode: 1,
    by: 'the learner’s signature taken out',
    make: async () => {
      const { ledger, bundle, zip } = await dossier();
      const { payload } = json(ledger.find('attendance'));
      const at = `${ledger.find('attendance').seal.header.paraph.index}`;
      const shorter = {
        ...bundle,
        records: bundle.records.filter((one) => one.payload !== payload),
        proofs: without(bundle.proofs, at),
      };
      return { inputs: [{ name: 'dossier.zip', bytes: zip({ 'bundle.json': bytesOf(shorter) }) }], options: pinned };
    },
  },
  {
    code: 'stream-longer',
    answer: 'complete',
    exitCode: 1,
    by: 'an end that was stated too low',
    make: dossierWith({ ends: statements.dossier().ends.map((end) => ({ ...end, n: end.n - 1 })) }),
  },
  {
    code: 'stream-not-stated',
    answer: 'complete',
    exitCode: 1,
    by: 'an end that was left out',
    make: dossierWith({ ends: statements.dossier().ends.slice(1) }),
  },
  {
    code: 'words-not-judged',
    answer: 'notJudged',
    exitCode: 0,
    by: 'a template that isn’t known',
    make: made((ledger) =>
      ledger.seal(statements.attendance({ shown: { template: 'attendance/9', language: 'en', text: 'I was there.' } })),
    ),
  },
  {
    code: 'role-not-judged',
    answer: 'notJudged',
    exitCode: 2,
    by: 'a manager whom nothing names',
    make: made((ledger) => ledger.seal(closingBy('manager'))),
  },
  {
    code: 'kind-unknown',
    answer: 'notJudged',
    exitCode: 0,
    by: 'a kind that comes later',
    make: made((ledger) => ledger.seal(bent(statements.programme(), { kind: 'grant' }))),
  },
  {
    code: 'members-unknown',
    answer: 'notJudged',
    exitCode: 0,
    by: 'a member that comes later',
    make: made((ledger) => ledger.seal(bent(statements.attendance(), { weather: 'fine' }))),
  },
  {
    code: 'member-not-judged',
    answer: 'notJudged',
    exitCode: 0,
    by: 'time-stamps that this version doesn’t judge',
    make: async () => {
      const text = writeBundle((await receipt()).bundle);
      return {
        inputs: [{ name: 'later.paraph.json', bytes: encodeUtf8(`${text.slice(0, -1)},"timestamps":{}}`) }],
        options: pinned,
      };
    },
  },
  {
    code: 'key-revoked',
    answer: 'intact',
    exitCode: 2,
    by: 'a seal key that was revoked, above what is trusted',
    make: async () => {
      const ledger = new SmallLedger();
      for (const statement of plan()) await ledger.seal(statement);
      await ledger.seal(statements.attendance());
      const revoke = [{ key: keys.seal.key, lastTrusted: { log, size: 4, root: 'A'.repeat(43) } }];
      const change = secondKeys({
        add: [{ purpose: 'seal', jwk: keys.stranger.jwk }],
        revoke,
        at: '2026-11-24T09:00:00.000Z',
      });
      const act = await makeAct(change, { signer: keys.recovery, hash });
      const bundle = await bundleOf(ledger, { records: [ledger.find('programme'), ledger.find('attendance')] });
      const later = await forge(ledger, act, {
        streams: [{ of: 'keys', n: 2 }],
        keys: 2,
        signer: keys.stranger,
        received: '2026-11-24T09:00:00.000Z',
      });
      return file({ ...bundle, keys: [...bundle.keys, json(later)] });
    },
  },
  {
    code: 'status-not-judged',
    answer: 'status',
    exitCode: 0,
    by: 'a certificate, whose revocation no file shows',
    make: async () => file((await certificate()).bundle),
  },
  {
    code: 'time-by-organisation',
    answer: 'when',
    exitCode: 0,
    by: 'nobody who witnessed',
    make: async () => file((await receipt()).bundle),
  },
];

/** Of a dossier: the same files in another ZIP. */
export const repacked = async (wrap: (path: string) => string): Promise<VerifierInput> => {
  const { bundle } = await dossier();
  const files = { 'bundle.json': bytesOf(bundle), ...dossierFiles };
  return {
    name: 'again.zip',
    bytes: zipped(Object.fromEntries(Object.entries(files).map(([path, bytes]) => [wrap(path), bytes]))),
  };
};

const without = (proofs: Bundle['proofs'], at: string): Bundle['proofs'] =>
  Object.fromEntries(
    Object.entries(proofs).map(([name, paths]) => [
      name,
      Object.fromEntries(Object.entries(paths).filter(([index]) => index !== at)),
    ]),
  );

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends object ? Mutable<T[K]> : T[K] };
