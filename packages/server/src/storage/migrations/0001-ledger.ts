import type { Kysely } from 'kysely';
import type { Traits } from '../traits.js';

/** Organisations, records, streams, tiles, checkpoints. */
export const ledgerTables = (traits: Traits) => ({
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('organisations')
      .addColumn('id', 'integer', (column) => traits.numbered(column).primaryKey())
      .addColumn('name', 'text', (column) => column.notNull().unique())
      .execute();

    await db.schema
      .createTable('records')
      .addColumn('organisation', 'integer', (column) => column.notNull())
      .addColumn('log', 'text', (column) => column.notNull())
      .addColumn('idx', traits.bigInteger, (column) => column.notNull())
      .addColumn('act', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('received', 'text', (column) => column.notNull())
      .addColumn('person', 'text')
      .addColumn('text', 'text', (column) => column.notNull())
      .addUniqueConstraint('records_place', ['organisation', 'log', 'idx'])
      // An act is in a ledger once (format.md, Act digest).
      .addUniqueConstraint('records_act', ['organisation', 'act'])
      .execute();

    await traits
      .clustered(db.schema.createTable('streams'))
      .addColumn('organisation', 'integer', (column) => column.notNull())
      .addColumn('of', 'text', (column) => column.notNull())
      .addColumn('log', 'text', (column) => column.notNull())
      .addColumn('n', traits.bigInteger, (column) => column.notNull())
      .addColumn('idx', traits.bigInteger, (column) => column.notNull())
      .addPrimaryKeyConstraint('streams_place', ['organisation', 'of', 'log', 'n'])
      .execute();

    await db.schema
      .createTable('tiles')
      .addColumn('organisation', 'integer', (column) => column.notNull())
      .addColumn('log', 'text', (column) => column.notNull())
      .addColumn('level', 'integer', (column) => column.notNull())
      .addColumn('n', traits.bigInteger, (column) => column.notNull())
      .addColumn('hashes', traits.bytes, (column) => column.notNull())
      .addPrimaryKeyConstraint('tiles_place', ['organisation', 'log', 'level', 'n'])
      .execute();

    await db.schema
      .createTable('checkpoints')
      .addColumn('organisation', 'integer', (column) => column.notNull())
      .addColumn('log', 'text', (column) => column.notNull())
      .addColumn('size', traits.bigInteger, (column) => column.notNull())
      .addColumn('root', 'text', (column) => column.notNull())
      .addColumn('note', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('checkpoints_place', ['organisation', 'log', 'size'])
      .execute();
  },
});
