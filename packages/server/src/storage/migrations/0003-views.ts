import type { Kysely } from 'kysely';
import type { Traits } from '../traits.js';

/** Derived from records, thrown away and rebuilt at will. */
export const viewTables = (traits: Traits) => ({
  async up(db: Kysely<unknown>): Promise<void> {
    await traits
      .clustered(db.schema.createTable('view_entries'))
      .addColumn('organisation', 'integer', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('of', 'text', (column) => column.notNull())
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('programme', 'text', (column) => column.notNull())
      .addColumn('act', 'text', (column) => column.notNull())
      .addColumn('log', 'text', (column) => column.notNull())
      .addColumn('idx', traits.bigInteger, (column) => column.notNull())
      .addColumn('received', 'text', (column) => column.notNull())
      .addColumn('data', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('view_entries_place', ['organisation', 'kind', 'of', 'by'])
      .execute();
    await db.schema
      .createIndex('view_entries_programme')
      .on('view_entries')
      .columns(['organisation', 'programme', 'kind'])
      .execute();
    await db.schema.createIndex('view_entries_by').on('view_entries').columns(['organisation', 'by', 'kind']).execute();

    await db.schema
      .createTable('view_people')
      .addColumn('organisation', 'integer', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('of', 'text', (column) => column.notNull())
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('programme', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('view_people_place', ['organisation', 'subject', 'role', 'of'])
      .execute();
    await db.schema.createIndex('view_people_of').on('view_people').columns(['organisation', 'of']).execute();

    await traits
      .clustered(db.schema.createTable('view_device_keys'))
      .addColumn('organisation', 'integer', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('hands', 'text', (column) => column.notNull())
      .addColumn('log', 'text', (column) => column.notNull())
      .addColumn('idx', traits.bigInteger, (column) => column.notNull())
      .addPrimaryKeyConstraint('view_device_keys_key', ['organisation', 'key'])
      .execute();
  },
});
