import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ParaphError } from '@paraph/core/errors';
import type { SiteKey } from '@paraph/core/signing';
import type { OrganisationStorage } from '../storage/storage.js';
import { writeSecret } from './settings.js';

const fileOf = (folder: string, slug: string): string => join(folder, 'keys', slug, 'console.json');

/** Registers the key by which this command line itself mints tokens: for `paraph token`, and for `paraph import` beside a running server. */
export async function registerConsole(
  storage: OrganisationStorage,
  { folder, slug }: { readonly folder: string; readonly slug: string },
): Promise<void> {
  const key = {
    kid: 'console',
    name: 'The command line',
    alg: 'HS256',
    jwk: { kty: 'oct', k: randomBytes(32).toString('base64url') },
    roles: ['learner', 'trainer', 'manager'],
  } as const;
  writeSecret(fileOf(folder, slug), key);
  await storage.putSiteKey(key);
}

/** @throws A {@link ParaphError} `not-found` */
export function readConsole(folder: string, slug: string): SiteKey {
  const file = fileOf(folder, slug);
  if (!existsSync(file)) throw new ParaphError('not-found', `The key file ${file} is missing.`);
  return JSON.parse(readFileSync(file, 'utf8')) as SiteKey;
}
