import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { ledgerTables } from './migrations/0001-ledger.js';
import { admissionTables } from './migrations/0002-admission.js';
import { viewTables } from './migrations/0003-views.js';
import type { Traits } from './traits.js';

/**
 * Brings the tables up to date, by numbered migrations: each runs once, in order, and is never changed afterwards.
 *
 * @throws the engine's error when a migration fails; it leaves the tables as they were
 */
export async function migrate(db: Kysely<never>, traits: Traits): Promise<void> {
  const migrations: Record<string, Migration> = {
    '0001-ledger': ledgerTables(traits),
    '0002-admission': admissionTables(traits),
    '0003-views': viewTables(traits),
  };
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateToLatest();
  if (error) throw error;
}
