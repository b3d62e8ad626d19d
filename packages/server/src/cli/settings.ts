import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ParaphError } from '@paraph/core/errors';
import type { OrganisationOptions, PrivateJwk } from '../organisation/organisation-options.js';

/** What `paraph.json` in the data folder says: to be read and edited by people, without secrets. */
export interface Settings {
  /** The address under which the server is reached: tokens are for it. */
  readonly url: string;
  readonly organisations: readonly Omit<OrganisationOptions, 'keys'>[];
}

interface PermitFile {
  readonly keys: readonly { readonly id: string; readonly k: string }[];
}

const fileIn = (folder: string): string => join(folder, 'paraph.json');
const keyFolder = (folder: string, slug: string): string => join(folder, 'keys', slug);

/** The file beside the database that remembers what was signed. */
export const markIn = (folder: string): string => join(folder, 'mark.jsonl');

/** Reads the settings of a data folder; undefined when there are none yet. */
export function readSettings(folder: string): Settings | undefined {
  return existsSync(fileIn(folder)) ? (JSON.parse(readFileSync(fileIn(folder), 'utf8')) as Settings) : undefined;
}

/**
 * Reads settings that must be there.
 *
 * @throws A {@link ParaphError} `not-found`
 */
export function settingsOf(folder: string): Settings {
  const settings = readSettings(folder);
  if (!settings)
    throw new ParaphError('not-found', `There is no organisation in ${folder} yet. Make its keys first: paraph keys`);
  return settings;
}

export function writeSettings(folder: string, settings: Settings): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(fileIn(folder), `${JSON.stringify(settings, null, 2)}\n`);
}

/** Writes the keys that a serving process needs, readable by their owner alone. */
export function writeServingKeys(folder: string, { slug, keys }: Pick<OrganisationOptions, 'slug' | 'keys'>): void {
  const permits: PermitFile = {
    keys: keys.permit.map(({ id, secret }) => ({ id, k: Buffer.from(secret).toString('base64url') })),
  };
  for (const [name, value] of Object.entries({
    'seal.jwk': keys.seal,
    'checkpoint.jwk': keys.checkpoint,
    permit: permits,
  }))
    writeSecret(join(keyFolder(folder, slug), `${name}.json`), value);
}

/**
 * The organisations of a data folder with their keys.
 *
 * @throws A {@link ParaphError} `not-found` when a key file is missing
 */
export function readOrganisations(folder: string): OrganisationOptions[] {
  return settingsOf(folder).organisations.map((one) => {
    const permits = readSecret<PermitFile>(join(keyFolder(folder, one.slug), 'permit.json'));
    return {
      ...one,
      keys: {
        seal: readSecret<PrivateJwk>(join(keyFolder(folder, one.slug), 'seal.jwk.json')),
        checkpoint: readSecret<PrivateJwk>(join(keyFolder(folder, one.slug), 'checkpoint.jwk.json')),
        permit: permits.keys.map(({ id, k }) => ({ id, secret: new Uint8Array(Buffer.from(k, 'base64url')) })),
      },
    };
  });
}

/** The one that a slug names, or the first. */
export function chooseOrganisation<T extends { readonly slug: string }>(
  organisations: readonly T[],
  slug: string | undefined,
): T {
  const found = slug === undefined ? organisations[0] : organisations.find((one) => one.slug === slug);
  if (!found) throw new ParaphError('not-found', `There is no organisation ${slug ?? ''} in this folder.`);
  return found;
}

/** Writes a file that only its owner may read, into a folder that only its owner may open. Never over another. */
export function writeSecret(file: string, value: unknown): void {
  mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 });
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
}

function readSecret<T>(file: string): T {
  if (!existsSync(file)) throw new ParaphError('not-found', `The key file ${file} is missing.`);
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}
