import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ParaphError } from '@paraph/core/errors';
import { publicMembers, type TokenRole } from '@paraph/core/signing';
import { openSqlite } from '../storage/sqlite/open-sqlite.js';
import { dataFolder, type Given, listOf, type Option, type Output, textOf } from './command.js';
import { chooseOrganisation, settingsOf } from './settings.js';

/** The options of `paraph keys site`. */
export const siteOptions: Readonly<Record<string, Option>> = {
  organisation: { type: 'string', about: 'slug of the organisation (default the first)' },
  alg: { type: 'string', about: 'site: HS256 makes a secret, ES256 takes --key (default HS256)' },
  key: { type: 'string', about: 'site: file with its public key, a P-256 JWK' },
  kid: { type: 'string', about: 'site: the key’s id in its tokens (default its name)' },
  roles: { type: 'string', multiple: true, about: 'site: roles that its tokens may claim (default learner)' },
  programme: { type: 'string', about: 'site: the one programme that its tokens may reach, by its urn:uuid:' },
};

const known: readonly TokenRole[] = ['learner', 'trainer', 'signatory', 'manager', 'auditor'];

/** Registers a site's key: its algorithm, its roles and its scope are pinned to it. */
export async function registerSite(given: Given, { say }: Output): Promise<number> {
  const folder = dataFolder(given);
  const settings = settingsOf(folder);
  const organisation = chooseOrganisation(settings.organisations, textOf(given, 'organisation'));
  const name = textOf(given, 'name') ?? 'site';
  const kid = textOf(given, 'kid') ?? name;
  const alg = textOf(given, 'alg') ?? 'HS256';
  if (alg !== 'HS256' && alg !== 'ES256') throw new ParaphError('misuse', `--alg is HS256 or ES256, not ${alg}.`);
  const roles = listOf(given, 'roles').length > 0 ? listOf(given, 'roles') : ['learner'];
  const wrong = roles.find((role) => !known.includes(role as TokenRole));
  if (wrong !== undefined) throw new ParaphError('misuse', `--roles are ${known.join(', ')}; there is no ${wrong}.`);
  const programme = textOf(given, 'programme');
  const jwk =
    alg === 'HS256' ? { kty: 'oct', k: randomBytes(32).toString('base64url') } : readPublicKey(textOf(given, 'key'));
  const storage = await openSqlite(folder);
  try {
    const at = storage.of(organisation.organisation);
    if (await at.siteKey(kid))
      throw new ParaphError('misuse', `A key with the id ${kid} is registered already. Give another by --kid.`);
    const scope = programme === undefined ? {} : { scope: { programme } };
    await at.putSiteKey({ kid, name, alg, jwk, roles: roles as TokenRole[], ...scope });
  } finally {
    await storage.close();
  }
  say(`Registered  ${name}, ${alg}, for ${roles.join(', ')}`);
  say(`kid         ${kid}`);
  if ('k' in jwk) say(`secret      ${jwk.k}   base64url of 32 bytes; shown this once`);
  say(`aud         ${settings.url}/o/${organisation.slug}/`);
  return 0;
}

function readPublicKey(file: string | undefined): ReturnType<typeof publicMembers> {
  if (file === undefined) throw new ParaphError('misuse', 'ES256 takes the site’s public key: --key public.jwk.json');
  const jwk = JSON.parse(readFileSync(file, 'utf8')) as Parameters<typeof publicMembers>[0];
  if (jwk.kty !== 'EC' || jwk.crv !== 'P-256' || !jwk.x || !jwk.y)
    throw new ParaphError('misuse', `${file} is not a P-256 public key as a JWK.`);
  if ('d' in jwk) throw new ParaphError('misuse', `${file} holds a private key. Register its public members only.`);
  return publicMembers(jwk);
}
