import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { errorCodes, ParaphError } from '@paraph/core/errors';
import { problemOf } from '@paraph/core/wire';
import { createHandler, createOrganisation, openSqlite } from '@paraph/server';

describe('docs/protocol.md', () => {
  test('names every error with its status and meaning', () => {
    const protocol = readFileSync('docs/protocol.md', 'utf8');
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
    const folder = mkdtempSync(join(tmpdir(), 'paraph-protocol-'));
    const storage = await openSqlite(folder);
    const about = { name: 'École du Port', slug: 'school', domain: 'paraph.example' };
    const { options } = await createOrganisation(storage, about);
    const handler = await createHandler({ storage, organisations: [options], url: 'http://localhost', threads: 1 });
    const answer = await handler.fetch(new Request('http://localhost/o/school/openapi.json'));
    const { paths } = (await answer.json()) as { paths: Record<string, Record<string, unknown>> };
    await handler.close();
    await storage.close();
    rmSync(folder, { recursive: true });
    const answered = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.slice(1)}`),
    );
    const table = /\| method and path[\s\S]*?\n\n/.exec(readFileSync('docs/protocol.md', 'utf8'))?.[0] ?? '';
    const written = [...table.matchAll(/^\|([^|]*)\|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`((?:GET|POST) [^`]*)`/g)].map(([, request]) => request as string),
    );
    assert.deepEqual(written.sort(), answered.sort());
  });
});
