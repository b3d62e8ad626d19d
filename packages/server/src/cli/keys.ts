import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ParaphError } from '@paraph/core/errors';
import { fingerprintOf } from '@paraph/core/signing';
import { createOrganisation } from '../organisation/create-organisation.js';
import { openSqlite } from '../storage/sqlite/open-sqlite.js';
import { type Command, dataFolder, dataOption, type Given, listOf, type Output, textOf } from './command.js';
import { registerConsole } from './console-key.js';
import { registerSite, siteOptions } from './keys-site.js';
import { readSettings, writeSecret, writeServingKeys, writeSettings } from './settings.js';

/** Makes an organisation's keys and begins its ledger; `paraph keys site` registers a site's key. */
export const keys: Command = {
  name: 'keys',
  usage: '[site]',
  summary: 'make the organisation’s keys, or register the key of a site',
  help: `paraph keys        makes the recovery key, in a folder of its own, and the keys for serving; writes the first record of the ledger
paraph keys site   registers the public key of a site (ES256), or makes a secret for one (HS256)`,
  options: {
    data: dataOption,
    recovery: {
      type: 'string',
      about: 'folder for the recovery key (default .paraph-recovery); move it to a place that is offline',
    },
    name: { type: 'string', about: 'the organisation’s name; for a site, its name and key id' },
    slug: { type: 'string', about: 'the organisation’s address, /o/<slug>/ (default school)' },
    domain: {
      type: 'string',
      about: 'the organisation’s domain, after which its ledger is named for ever (default that of --url)',
    },
    url: { type: 'string', about: 'address under which the server is reached (default http://localhost:8080)' },
    origin: {
      type: 'string',
      multiple: true,
      about: 'origin of a page that may use it, such as https://campus.example; repeatable',
    },
    language: { type: 'string', multiple: true, about: 'languages to print in (default en, fr)' },
    ...siteOptions,
  },
  run: (given, out) => {
    const [what] = given.positionals;
    if (what === 'site') return registerSite(given, out);
    if (what !== undefined)
      throw new ParaphError('misuse', `paraph keys ${what} is not a command; paraph keys and paraph keys site are.`);
    return makeKeys(given, out);
  },
};

async function makeKeys(given: Given, { say }: Output): Promise<number> {
  const folder = dataFolder(given);
  const before = readSettings(folder);
  const slug = textOf(given, 'slug') ?? 'school';
  const known = before?.organisations.find((one) => one.slug === slug);
  if (known) {
    say(`${known.name} has its keys already, in ${resolve(folder)}. Nothing was changed.`);
    say(`Fingerprint  ${fingerprintOf(known.organisation)}`);
    return 0;
  }
  const url = textOf(given, 'url') ?? before?.url ?? 'http://localhost:8080';
  const recoveryFolder = textOf(given, 'recovery') ?? '.paraph-recovery';
  const recoveryFile = join(recoveryFolder, `${slug}.recovery.jwk.json`);
  if (existsSync(recoveryFile))
    throw new ParaphError(
      'misuse',
      `${recoveryFile} holds a recovery key already, and it is not written over. Name another folder by --recovery.`,
    );
  const storage = await openSqlite(folder);
  try {
    const about = {
      name: textOf(given, 'name') ?? 'My school',
      slug,
      domain: textOf(given, 'domain') ?? new URL(url).host,
      origins: listOf(given, 'origin'),
      languages: listOf(given, 'language').length > 0 ? listOf(given, 'language') : ['en', 'fr'],
    };
    const { options } = await createOrganisation(storage, about, {
      keep: async ({ options: { keys: serving }, recovery }) => {
        writeSecret(recoveryFile, recovery);
        writeServingKeys(folder, { slug, keys: serving });
      },
    });
    const { keys: _, ...settings } = options;
    writeSettings(folder, { url, organisations: [...(before?.organisations ?? []), settings] });
    await registerConsole(storage.of(options.organisation), { folder, slug });
    say(`${options.name}`);
    say(`Fingerprint  ${fingerprintOf(options.organisation)}   print it, and give it to those who will verify`);
    say(`Ledger       ${options.log}`);
    say(`Keys         ${resolve(folder, 'keys', slug)}`);
    say(`Recovery     ${resolve(recoveryFile)}`);
    say(
      'Move the recovery folder to a place that is offline. The server never reads it; without it lost keys cannot be replaced.',
    );
    return 0;
  } finally {
    await storage.close();
  }
}
