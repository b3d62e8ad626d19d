import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { errorCodes, ParaphError } from '@paraph/core/errors';
import { mintToken } from '@paraph/core/signing';
import { type PlanAnswer, problemOf } from '@paraph/core/wire';
import { createHandler, createOrganisation, type NamedSiteKey, openSqlite } from '@paraph/server';
import { fencesOf } from './fences.js';

const protocol = readFileSync('docs/protocol.md', 'utf8');
const endpoint = 'http://localhost/o/school/';

describe('docs/protocol.md', () => {
  test('names every error with its status and meaning', () => {
    for (const [code, meaning] of Object.entries(errorCodes)) {
      const { status } = problemOf(new ParaphError(code as keyof typeof errorCodes, ''));
      assert.ok(
        protocol.includes(`| \`${code}\` | ${status} | ${meaning} |`),
        `| \`${code}\` | ${status} | ${meaning} |`,
      );
    }
    const rows = protocol.match(/^\| `[a-z-]+` \| \d{3} \|/gm) ?? [];
    assert.equal(rows.length, Object.keys(errorCodes).length);
  });

  test('has a line for each request that the endpoint answers', async () => {
    const handler = await served();
    const answer = await handler.fetch(new Request(`${endpoint}openapi.json`));
    const { paths } = (await answer.json()) as { paths: Record<string, Record<string, unknown>> };
    await handler.close();
    const answered = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.slice(1)}`),
    );
    const table = /\| method and path[\s\S]*?\n\n/.exec(protocol)?.[0] ?? '';
    const written = [...table.matchAll(/^\|([^|]*)\|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`((?:GET|POST) [^`]*)`/g)].map(([, request]) => request as string),
    );
    assert.deepEqual(written.sort(), answered.sort());
  });

  test('prints a plan that is taken, and changes nothing when it comes again', async () => {
    const handler = await served();
    const key = { kid: 'site', alg: 'HS256', jwk: { kty: 'oct', k: 'A'.repeat(43) } } as const;
    await handler.register(key);
    const token = await mintToken({ subject: 'marie', role: 'manager' }, { key, audience: endpoint, now: Date.now() });
    const body = fencesOf('docs/protocol.md').find(({ words }) => words[0] === 'plan')?.text ?? '';
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const send = async () =>
      (await handler.fetch(new Request(`${endpoint}plan`, { method: 'POST', headers, body }))).json();
    const first = (await send()) as PlanAnswer;
    assert.equal(first.created, 8, JSON.stringify(first));
    assert.deepEqual(await send(), { ...first, created: 0, unchanged: 8 });
    await handler.close();
  });
});

/** A server with one organisation, in a folder of its own. */
async function served() {
  const folder = mkdtempSync(join(tmpdir(), 'paraph-protocol-'));
  const storage = await openSqlite(folder);
  const about = { name: 'École du Port', slug: 'school', domain: 'paraph.example' };
  const { options } = await createOrganisation(storage, about);
  const handler = await createHandler({ storage, organisations: [options], url: 'http://localhost', threads: 1 });
  return {
    fetch: handler.fetch,
    register: (key: Pick<NamedSiteKey, 'kid' | 'alg' | 'jwk'>) =>
      storage.of(options.organisation).putSiteKey({ ...key, name: 'Site', roles: ['manager'] }),
    close: async () => {
      await handler.close();
      await storage.close();
      rmSync(folder, { recursive: true });
    },
  };
}
