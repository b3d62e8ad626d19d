import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { verifyFiles } from '@paraph/core/bundle';
import type { AnyStatement } from '@paraph/core/model';
import { type Act, digestOf, makeAct } from '@paraph/core/signing';
import { writeReportText } from '@paraph/verifier';
import { actOf, keys, log, ports, SmallLedger, story } from '../cast.js';
import { bundleOf, bytesOf, dossierFiles, forge } from './bundles.js';

const { hash } = ports();
// Whoever seals nonsense signs it well. So that thousands can be tried, all signatures count as good.
const believing = { ...ports(), verifySignature: () => true };
const nonsense: readonly unknown[] = [null, 5, 'x', [null]];

interface Spoiled {
  /** Where, and with what. */
  readonly what: string;
  readonly value: unknown;
}

/** Everything that differs from a good statement in one member, at any depth. */
function* spoiled(good: object, path = ''): Generator<Spoiled> {
  const members = Object.entries(good);
  // Of a list, one stands for all.
  for (const [name, member] of Array.isArray(good) ? members.slice(0, 1) : members) {
    const here = `${path}.${name}`;
    const put = (one: unknown) => Object.assign(structuredClone(good), { [name]: one });
    for (const one of nonsense) yield { what: `${here} = ${JSON.stringify(one)}`, value: put(one) };
    if (typeof member === 'string')
      yield { what: `${here} ends otherwise`, value: put(`${member.slice(0, -2)}B${member.slice(-1)}`) };
    if (!Array.isArray(good)) yield { what: `${here} gone`, value: without(good, name) };
    if (typeof member === 'object' && member !== null)
      for (const inner of spoiled(member, here)) yield { ...inner, value: put(inner.value) };
  }
}

function without(good: object, name: string): object {
  const rest = structuredClone(good) as Record<string, unknown>;
  delete rest[name];
  return rest;
}

/** Signed by the learner's key if the statement names anybody, whoever that is. */
function actAnyhow(statement: AnyStatement): Promise<Act> {
  if (statement.signer === undefined) return makeAct(statement, { hash });
  const key = (statement.signer as { key?: unknown } | null)?.key;
  const signer = Object.values(keys).find((one) => one.key === key) ?? keys.learner;
  return makeAct(statement, { signer, hash });
}

/** The story with one statement spoiled, and what follows relying on that. `undefined` when no file could hold it. */
async function ledgerWith(told: readonly AnyStatement[], at: number, value: unknown): Promise<SmallLedger | undefined> {
  const ledger = new SmallLedger();
  const acts = new Map<string, string>();
  for (const [number, good] of told.entries()) {
    const relying = JSON.stringify(number === at ? value : good).replaceAll(
      /sha-256:[\w-]{43}/g,
      (act) => acts.get(act) ?? act,
    );
    try {
      const act = await actAnyhow(JSON.parse(relying) as AnyStatement);
      acts.set(actOf(good), act.act);
      await (number === at ? forge(ledger, act, { streams: [{ of: 'plan:x', n: 1 }], keys: 1 }) : ledger.seal(act));
    } catch {
      if (number === at) return undefined;
    }
  }
  return ledger;
}

describe('whatever an organisation seals is a report, never an exception', () => {
  const seen = { log, size: 4, root: `${'A'.repeat(43)}=`, signature: 'AAAA' };
  const told = story().map((one) => (one.kind === 'attendance' ? { ...one, seen } : one));
  for (const [at, good] of told.entries()) {
    test(good.kind, { timeout: 600_000 }, async () => {
      const faults: string[] = [];
      let tried = 0;
      for (const { what, value } of spoiled(good)) {
        const ledger = await ledgerWith(told, at, value);
        if (!ledger) continue;
        tried++;
        const records = ledger.records.filter(({ statement }) => statement.kind !== 'key');
        const dossier = records.at(-1)?.act;
        const bytes = bytesOf(await bundleOf(ledger, { records, ...(dossier === undefined ? {} : { dossier }) }));
        const digest = digestOf(bytes, hash);
        const contents = new Map(Object.keys(dossierFiles).map((path) => [path, digest]));
        try {
          const report = await verifyFiles([{ name: 'x', digest, bundle: bytes, contents }], { ports: believing });
          for (const language of ['en', 'fr'] as const)
            assert.doesNotMatch(writeReportText(report, { language }), /undefined|\bnull\b/);
        } catch (error) {
          faults.push(`${what}: ${(error as Error).stack?.split('\n').slice(0, 3).join(' ')}`);
        }
      }
      assert.ok(tried > 10);
      assert.deepEqual(faults, []);
    });
  }
});
