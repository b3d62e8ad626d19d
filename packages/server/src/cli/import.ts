import { readFileSync } from 'node:fs';
import { isParaphError, ParaphError } from '@paraph/core/errors';
import { mintToken } from '@paraph/core/signing';
import { errorOf, type PlanAnswer, type PlanDocument } from '@paraph/core/wire';
import { createHandler } from '../handler.js';
import { importPlan } from '../plan/import-plan.js';
import { readPlan } from '../routes/bodies.js';
import { openSqlite } from '../storage/sqlite/open-sqlite.js';
import { type Command, dataFolder, dataOption, type Given, textOf } from './command.js';
import { readConsole } from './console-key.js';
import { chooseOrganisation, markIn, readOrganisations, settingsOf } from './settings.js';

/** Brings a plan in: through the running server if there is one, otherwise by itself. */
export const importCommand: Command = {
  name: 'import',
  usage: 'PLAN.json',
  summary: 'bring programmes, half-days, learners and surveys in from a file',
  options: {
    data: dataOption,
    organisation: { type: 'string', about: 'slug of the organisation (default the first)' },
    url: { type: 'string', about: 'address of the running server (default the one in paraph.json)' },
  },
  run: async (given, { say }) => {
    const [file] = given.positionals;
    if (file === undefined) throw new ParaphError('misuse', 'Which file? paraph import plan.json');
    const plan = readPlan(readFileSync(file, 'utf8'));
    const answer = await bringIn(given, plan);
    say(`${answer.created} created, ${answer.changed} changed, ${answer.unchanged} unchanged`);
    for (const [programme, planned] of Object.entries(answer.programmes)) {
      say(`programme  ${programme}  ${planned.id}`);
      for (const kind of ['sessions', 'enrolments', 'campaigns'] as const)
        for (const [id, identifier] of Object.entries(planned[kind]))
          say(`  ${kind.slice(0, -1)} ${id}  ${identifier}`);
    }
    return 0;
  },
};

async function bringIn(given: Given, plan: PlanDocument): Promise<PlanAnswer> {
  const folder = dataFolder(given);
  const settings = settingsOf(folder);
  const { slug } = chooseOrganisation(settings.organisations, textOf(given, 'organisation'));
  const storage = await openSqlite(folder);
  try {
    const handler = await createHandler({
      storage,
      organisations: readOrganisations(folder),
      url: settings.url,
      mark: markIn(folder),
      threads: 1,
    });
    try {
      const endpoint = handler.endpoints.get(slug);
      if (!endpoint) throw new TypeError(`${slug} is not served.`);
      return await importPlan(endpoint.organisation, plan, { by: 'paraph import' });
    } finally {
      await handler.close();
    }
  } catch (error) {
    if (!isParaphError(error, 'unavailable')) throw error;
    return await send(plan, { folder, slug, url: textOf(given, 'url') ?? settings.url, refused: error });
  } finally {
    await storage.close();
  }
}

/** The server that holds the lock takes it over HTTP. */
async function send(
  plan: PlanDocument,
  {
    folder,
    slug,
    url,
    refused,
  }: { readonly folder: string; readonly slug: string; readonly url: string; readonly refused: Error },
): Promise<PlanAnswer> {
  const endpoint = `${url}/o/${slug}/`;
  const token = await mintToken(
    { subject: 'import', role: 'manager' },
    { key: readConsole(folder, slug), audience: endpoint, now: Date.now() },
  );
  const response = await fetch(`${endpoint}plan`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(plan),
  }).catch((cause: unknown) => {
    throw new ParaphError('unavailable', `${refused.message} And no server answers at ${url}.`, { cause });
  });
  if (!response.ok) throw errorOf(await response.json().catch(() => undefined));
  return (await response.json()) as PlanAnswer;
}
