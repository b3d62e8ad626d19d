import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { defaultPorts, verifyToken } from '@paraph/core/signing';
import type { Fence } from './fences.js';

const kid = 'site-1';
const secret = 'c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA';
const endpoint = 'https://paraph.example/o/school/';
const user = 'alice';

/** How each language is started, given what the page around the snippet defines, and asked for the token that it makes. */
const languages: Readonly<Record<string, { readonly command: readonly string[]; wrap(text: string): string }>> = {
  js: {
    command: [process.execPath, '--input-type=module', '-e'],
    wrap: (text) =>
      `const [kid, secret, endpoint, user] = ${JSON.stringify([kid, secret, endpoint, user])};\n${text}\nconsole.log(token);`,
  },
  python: {
    command: ['python3', '-c'],
    wrap: (text) =>
      `kid, secret, endpoint, user = ${JSON.stringify([kid, secret, endpoint, user])}\n${text}\nprint(token)`,
  },
  php: {
    command: ['php', '-r'],
    wrap: (text) =>
      `[$kid, $secret, $endpoint, $user] = ${JSON.stringify([kid, secret, endpoint, user])};\n${text}\necho $token;`,
  },
};

/** Runs a snippet that mints a token with a site's secret, and checks the token as a server does. */
export async function checkToken({ language, text }: Pick<Fence, 'language' | 'text'>): Promise<void> {
  const { command, wrap } = languages[language] as (typeof languages)[string];
  const [program = '', ...flags] = command;
  const ran = spawnSync(program, [...flags, wrap(text)], { encoding: 'utf8', timeout: 30_000 });
  assert.equal(ran.status, 0, ran.stderr);
  const key = { kid, alg: 'HS256', jwk: { kty: 'oct', k: secret }, roles: ['learner'] } as const;
  const token = await verifyToken(ran.stdout.trim(), {
    keyOf: (named) => (named === kid ? key : undefined),
    audience: endpoint,
    now: Date.now(),
    hash: defaultPorts().hash,
  });
  assert.equal(token.subject, user);
  assert.equal(token.role, 'learner');
}
