import { resolve } from 'node:path';
import { serve as listen } from '@hono/node-server';
import { pino } from 'pino';
import { createHandler } from '../handler.js';
import { readAssets } from '../pages/assets.js';
import { openSqlite } from '../storage/sqlite/open-sqlite.js';
import { type Command, dataFolder, dataOption, textOf } from './command.js';
import { markIn, readOrganisations, settingsOf } from './settings.js';

/** Serves what is in a data folder until it is told to stop. */
export const serve: Command = {
  name: 'serve',
  usage: '',
  summary: 'serve the endpoints, the script and the verifier',
  options: {
    data: dataOption,
    port: { type: 'string', about: 'port to listen on (default that of the url)' },
    host: { type: 'string', about: 'address to listen on (default localhost)' },
    url: { type: 'string', about: 'address under which it is reached (default the one in paraph.json)' },
  },
  run: async (given, { say }) => {
    const folder = dataFolder(given);
    const settings = settingsOf(folder);
    const url = (textOf(given, 'url') ?? settings.url).replace(/\/$/, '');
    // What was sent stays out of the log: no names, no tokens, no addresses of people. Faults only.
    const log = pino({ name: 'paraph', base: null });
    const storage = await openSqlite(folder);
    const onError = (error: unknown) => log.error({ error: describe(error) }, 'a request failed');
    const handler = await createHandler({
      storage,
      organisations: readOrganisations(folder),
      url,
      mark: markIn(folder),
      onError,
    }).catch(async (error: unknown) => {
      await storage.close();
      throw error;
    });
    const port = Number(
      textOf(given, 'port') ?? (new URL(url).port || (new URL(url).protocol === 'https:' ? 443 : 80)),
    );
    const hostname = textOf(given, 'host') ?? 'localhost';
    const server = listen({ fetch: handler.fetch, port, hostname });
    await new Promise<void>((done, failed) => {
      server.once('listening', done);
      server.once('error', failed);
    });
    say(`Paraph on ${url}, data in ${resolve(folder)}`);
    for (const { url: endpoint, organisation } of handler.endpoints.values())
      say(`  ${organisation.options.name}  ${endpoint}  fingerprint ${organisation.fingerprint}`);
    const { integrity } = readAssets();
    say(
      integrity ? `  Script    ${url}/paraph.js  integrity="${integrity}"` : '  The script is not built: npm run build',
    );
    say(`  Verifier  ${url}/verify`);
    say('  The recovery key is not read here. Keep its folder offline.');
    await untilStopped();
    say('Stopping.');
    await new Promise<void>((done) => {
      server.close(() => done());
      // Live streams never end by themselves.
      if ('closeAllConnections' in server) setTimeout(() => server.closeAllConnections(), 500).unref();
    });
    await handler.close();
    await storage.close();
    return 0;
  },
};

function untilStopped(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
  });
}

function describe(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  return {
    name,
    message,
    stack,
    ...('code' in error ? { code: error.code } : {}),
    ...(cause === undefined ? {} : { cause: describe(cause) }),
  };
}
