import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { violations } from './violations.js';

const packages = fileURLToPath(new URL('../../../packages/', import.meta.url));

test('every import of every package goes in an allowed direction', () => {
  const files = globSync('*/src/**/*.ts', { cwd: packages });
  assert.ok(files.length > 10, 'the sources were found');
  const sources = files.map((file) => [file.replace('/src/', '/'), readFileSync(join(packages, file), 'utf8')]);
  assert.deepEqual(violations(Object.fromEntries(sources)), []);
});

describe('a planted violation is reported', () => {
  const planted: [says: string, file: string, source: string][] = [
    ['core may not import elements', 'core/model/ink.ts', "import { draw } from '@paraph/elements';"],
    ['core may not import lit', 'core/model/ink.ts', "import { html } from 'lit';"],
    ['server may not import jose', 'server/seal/turn.ts', "import { jwtVerify } from 'jose';"],
    ['its home is server/routes/', 'server/seal/turn.ts', "import * as v from 'valibot';"],
    ['verifier may not import server', 'verifier/index.ts', "export { open } from '@paraph/server';"],
    ['verifier may not import elements', 'verifier/page/page.ts', "const page = await import('@paraph/elements');"],
    ['another package is imported by its name', 'elements/pad.ts', "import { a } from '../../core/src/model.js';"],
    ['only a dynamic import() may', 'elements/paraph-verify.ts', "import { verify } from '@paraph/verifier';"],
    ["Node's modules do not run in a browser", 'core/signing/act.ts', "import { sign } from 'node:crypto';"],
    ["Node's modules do not run in a browser", 'verifier/page/page.ts', "import { readFile } from 'node:fs';"],
    ['signing comes after model', 'core/model/statement.ts', "import { sign } from '../signing.js';"],
    ['wire comes after ledger', 'core/ledger/tree.ts', "import type { Path } from '../wire.js';"],
    ['the only way in is the door core/model.ts', 'core/signing/act.ts', "import { a } from '../model/statement.js';"],
    ['does not go through its own door', 'core/signing/act.ts', "import { seal } from '../signing.js';"],
    ['clocks is no floor of core', 'core/model/plan/session.ts', "import { now } from '../../clocks.js';"],
    ['its home is core/signing/', 'core/bundle/open.ts', "import { jwtVerify } from 'jose';"],
    ['its home is elements/ink-surface.ts', 'elements/paraph-pad.ts', "import SignaturePad from 'signature_pad';"],
    ['its home is elements/outbox/', 'elements/paraph-provider.ts', "type Db = import('idb').IDBPDatabase;"],
    ['its home is server/storage/', 'server/seal/writer.ts', "import { sql } from 'kysely';"],
    ['its home is server/storage/', 'server/handler.ts', "import { DatabaseSync } from 'node:sqlite';"],
    ['only platforms/element may', 'platforms/moodle/rows.ts', "import { define } from '@paraph/elements';"],
    ['reaches for Date.now', 'core/signing/act.ts', 'export const stamp = () => Date.now();'],
    ['reaches for Date.now', 'core/ledger/tree.ts', 'export const stamp = () => new Date().toISOString();'],
    ['reaches for globalThis.crypto.getRandomValues', 'core/signing/act.ts', 'globalThis.crypto.getRandomValues(a);'],
    ['audit imports appendEntries', 'server/cli/audit.ts', "import { appendEntries } from '@paraph/core/ledger';"],
  ];
  for (const [says, file, source] of planted) {
    test(`${file}: ${says}`, () => {
      const found = violations({ [file]: source });
      assert.equal(found.length, 1, found.join('\n'));
      assert.ok(found[0]?.includes(says), `${found[0]} does not say: ${says}`);
    });
  }

  test('audit that reaches the writer through another file', () => {
    const found = violations({
      'server/cli/audit.ts': "import { open } from '../storage/open.js';",
      'server/storage/open.ts': "import { queue } from '../seal/queue.js';",
      'server/seal/queue.ts': 'export const queue = [];',
    });
    assert.deepEqual(found, ["audit reaches server/seal/queue.ts: it may not share the writer's or the views' code"]);
  });
});

describe('what is allowed is not reported', () => {
  const allowed: [file: string, source: string][] = [
    ['core/wire/paths.ts', "import { codes } from '../errors.js';\nimport * as v from 'valibot';"],
    ['core/signing.ts', "export { act } from './signing/act.js';"],
    ['core/index.ts', "export { act } from './signing.js';"],
    ['core/signing/ports.ts', 'export const clock = () => Date.now();'],
    ['core/model/plan/session.ts', "// import { sign } from '../../signing.js';\nconst text = \"import 'jose'\";"],
    ['core/evidence/hours.ts', 'export const end = (at: string) => new Date(at);'],
    [
      'elements/paraph-verify.ts',
      "import type { Report } from '@paraph/verifier';\nconst v = () => import('@paraph/verifier');",
    ],
    ['server/storage/sqlite/driver.ts', "import { DatabaseSync } from 'node:sqlite';"],
    ['server/cli/audit.ts', "import { verifyInclusion } from '@paraph/core/ledger';"],
  ];
  for (const [file, source] of allowed) {
    test(file, () => assert.deepEqual(violations({ [file]: source }), []));
  }
});
