import { readStored } from '../organisation/statements.js';
import type { OrganisationStorage } from '../storage/storage.js';
import { draftOf, joinRows, rowsOf, type SessionData } from './rows.js';

/** Records read and written at a time. */
const page = 500;

/**
 * Throws every view of an organisation away and fills them again from its records: the same rows, byte for byte.
 * For an upgrade that keeps views differently. Nobody else may be writing there.
 *
 * @param storage what is kept of the organisation
 *
 * @example
 * ```ts
 * import { mkdtempSync } from 'node:fs';
 * import { createOrganisation, openSqlite, rebuildViews } from '@paraph/server';
 * const storage = await openSqlite(mkdtempSync('/tmp/paraph-'));
 * const { options } = await createOrganisation(storage, { name: 'Campus', slug: 'campus', domain: 'campus.example' });
 * await rebuildViews(storage.of(options.organisation));
 * await storage.close();
 * ```
 */
export async function rebuildViews(storage: OrganisationStorage): Promise<void> {
  await storage.dropViews();
  const sessions = new Map<string, SessionData>();
  for (const log of await storage.logs()) {
    const { size } = await storage.head(log);
    for (let from = 0; from < size; from += page) {
      const stored = await storage.entries(log, { from, until: Math.min(from + page, size) });
      const rows = stored.map((record) => {
        const { statement, seal } = readStored(record);
        const session = statement.kind === 'session' ? String(statement.about.session) : '';
        const made = rowsOf(draftOf(statement), { ...record, facts: seal.header.paraph.facts }, sessions.get(session));
        const [entry] = made.entries;
        if (session !== '' && entry) sessions.set(session, JSON.parse(entry.data) as SessionData);
        return made;
      });
      await storage.putViews(joinRows(rows));
    }
  }
}
