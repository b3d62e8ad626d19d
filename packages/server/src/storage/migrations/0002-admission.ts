import type { Kysely } from 'kysely';
import type { Traits } from '../traits.js';

/** What lets people in: spent permits, the keys of sites, tokens kept aside, tickets. */
export const admissionTables = (traits: Traits) => ({
  async up(db: Kysely<unknown>): Promise<void> {
    await traits
      .clustered(db.schema.createTable('spent'))
      .addColumn('organisation', 'integer', (column) => column.notNull())
      .addColumn('nonce', 'text', (column) => column.notNull())
      .addColumn('act', 'text', (column) => column.notNull())
      .addColumn('until', traits.bigInteger, (column) => column.notNull())
      .addPrimaryKeyConstraint('spent_nonce', ['organisation', 'nonce'])
      .execute();
    await db.schema.createIndex('spent_until').on('spent').columns(['organisation', 'until']).execute();

    await db.schema
      .createTable('site_keys')
      .addColumn('organisation', 'integer', (column) => column.notNull())
      .addColumn('kid', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('alg', 'text', (column) => column.notNull())
      .addColumn('jwk', 'text', (column) => column.notNull())
      .addColumn('roles', 'text', (column) => column.notNull())
      .addColumn('scope', 'text')
      .addPrimaryKeyConstraint('site_keys_kid', ['organisation', 'kid'])
      .execute();

    await db.schema
      .createTable('evidence')
      .addColumn('organisation', 'integer', (column) => column.notNull())
      .addColumn('digest', 'text', (column) => column.notNull())
      .addColumn('token', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('evidence_digest', ['organisation', 'digest'])
      .execute();

    await db.schema
      .createTable('tickets')
      .addColumn('organisation', 'integer', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('until', traits.bigInteger, (column) => column.notNull())
      .addColumn('grant', 'text', (column) => column.notNull())
      .addColumn('name', 'text')
      .addColumn('media_type', 'text')
      .addColumn('bytes', traits.bytes)
      .addPrimaryKeyConstraint('tickets_id', ['organisation', 'id'])
      .execute();
  },
});
