import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { defaultPorts, verifyToken } from '@paraph/core/signing';
import type { Fence } from './fences.js';

/** What the page around a snippet defines. */
export interface SiteValues {
  readonly kid: string;
  readonly secret: string;
  readonly endpoint: string;
  readonly user: string;
}

/** How each language is started, given those values, and asked for the token that the snippet makes. */
const languages: Readonly<
  Record<string, { readonly command: readonly string[]; wrap(text: string, values: string): string }>
> = {
  js: {
    command: [process.execPath, '--input-type=module', '-e'],
    wrap: (text, values) => `const [kid, secret, endpoint, user] = ${values};\n${text}\nconsole.log(token);`,
  },
  python: {
    command: ['python3', '-c'],
    wrap: (text, values) => `kid, secret, endpoint, user = ${values}\n${text}\nprint(token)`,
  },
  php: {
    command: ['php', '-r'],
    wrap: (text, values) => `[$kid, $secret, $endpoint, $user] = ${values};\n${text}\necho $token;`,
  },
};

/** The token that a snippet makes. */
export function mintWith({ language, text }: Pick<Fence, 'language' | 'text'>, values: SiteValues): string {
  const { command, wrap } = languages[language] as (typeof languages)[string];
  const [program = '', ...flags] = command;
  const { kid, secret, endpoint, user } = values;
  const code = wrap(text, JSON.stringify([kid, secret, endpoint, user]));
  const ran = spawnSync(program, [...flags, code], { encoding: 'utf8', timeout: 30_000 });
  assert.equal(ran.status, 0, ran.stderr);
  return ran.stdout.trim();
}

/** Runs a snippet that mints a token with a site's secret, and checks the token as a server does. */
export async function checkToken(fence: Fence): Promise<void> {
  const secret = 'c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA';
  const values = { kid: 'campus', secret, endpoint: 'https://paraph.example/o/school/', user: 'alice' };
  const key = { kid: values.kid, alg: 'HS256', jwk: { kty: 'oct', k: secret }, roles: ['learner'] } as const;
  const token = await verifyToken(mintWith(fence, values), {
    keyOf: (named) => (named === key.kid ? key : undefined),
    audience: values.endpoint,
    now: Date.now(),
    hash: defaultPorts().hash,
  });
  assert.equal(token.subject, values.user);
  assert.equal(token.role, 'learner');
}
