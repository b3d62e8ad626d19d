import type { Digest, Identifier } from '@paraph/core/model';
import type { Kysely, Selectable } from 'kysely';
import { findRows } from './find-rows.js';
import { insertStatement } from './insert.js';
import { type Statement, statementOf } from './sql-storage.js';
import type { OrganisationStorage, Person, ViewEntry, ViewRows } from './storage.js';
import type { Tables } from './tables.js';

/** The reading side of the views. */
export type ViewReader = Pick<OrganisationStorage, 'entry' | 'entriesOf' | 'people' | 'deviceKeys'>;

/** Reads views of the organisation with that short number. */
export function readViews(db: Kysely<Tables>, organisation: () => Promise<number>): ViewReader {
  // Asked for each act that is sealed: compiled once, since that costs kysely more than SQLite takes to run it.
  const oneEntry = db
    .selectFrom('view_entries')
    .selectAll()
    .where('organisation', '=', 0)
    .where('kind', '=', '')
    .where('of', '=', '')
    .where('by', '=', '')
    .compile();
  return {
    async entry({ kind, of, by = '' }) {
      const parameters = [await organisation(), kind, of, by];
      const [found] = (await db.executeQuery<Selectable<Tables['view_entries']>>({ ...oneEntry, parameters })).rows;
      return found && toEntry(found);
    },
    async entriesOf(kind, { programme, by, of }) {
      const found = await db
        .selectFrom('view_entries')
        .selectAll()
        .where('organisation', '=', await organisation())
        .where('kind', '=', kind)
        .$if(programme !== undefined, (query) => query.where('programme', '=', programme ?? ''))
        .$if(by !== undefined, (query) => query.where('by', '=', by ?? ''))
        .$if(of !== undefined, (query) => query.where('of', '=', of ?? ''))
        .orderBy('log')
        .orderBy('idx')
        .execute();
      return found.map(toEntry);
    },
    async people(subject) {
      const found = await db
        .selectFrom('view_people')
        .select(['subject', 'role', 'of', 'person', 'programme'])
        .where('organisation', '=', await organisation())
        .where('subject', '=', subject)
        .orderBy('role')
        .orderBy('of')
        .execute();
      return found.map((row) => ({ ...row }) as Person);
    },
    async deviceKeys(keys) {
      const found = await findRows(db, 'view_device_keys', {
        organisation: await organisation(),
        column: 'key',
        values: keys,
      });
      return new Map(
        found.map(({ key, person, hands, log, idx }) => [
          key,
          { key, person: person as Identifier, hands, log, index: Number(idx) },
        ]),
      );
    },
  };
}

/** Statements that write view rows: of one place the last stands; of a device key the first. */
export function viewStatements(
  db: Kysely<Tables>,
  { organisation, views }: { readonly organisation: number; readonly views: ViewRows },
): Statement[] {
  const ofPeople = db.deleteFrom('view_people').where('organisation', '=', organisation);
  return [
    ...(views.forgotten.length > 0 ? [statementOf(ofPeople.where('of', 'in', [...views.forgotten]))] : []),
    ...insertStatement(db, 'view_entries', {
      rows: lastOf(views.entries).map(({ kind, of, by, programme, act, log, index, received, data }) => ({
        ...{ organisation, kind, of, by, programme },
        ...{ act, log, idx: index, received, data },
      })),
      key: ['organisation', 'kind', 'of', 'by'],
      onConflict: 'replace',
    }),
    ...insertStatement(db, 'view_people', {
      rows: views.people.map(({ subject, role, of, person, programme }) => ({
        ...{ organisation, subject, role, of, person, programme },
      })),
      key: ['organisation', 'subject', 'role', 'of'],
      onConflict: 'replace',
    }),
    ...insertStatement(db, 'view_device_keys', {
      rows: views.deviceKeys.map(({ key, person, hands, log, index }) => ({
        ...{ organisation, key, person, hands, log, idx: index },
      })),
      key: ['organisation', 'key'],
      onConflict: 'ignore',
    }),
  ];
}

/** All view rows as text, in the order of their keys. */
export async function dumpViews(db: Kysely<Tables>, organisation: number): Promise<string> {
  const entries = await db
    .selectFrom('view_entries')
    .selectAll()
    .where('organisation', '=', organisation)
    .orderBy('kind')
    .orderBy('of')
    .orderBy('by')
    .execute();
  const people = await db
    .selectFrom('view_people')
    .selectAll()
    .where('organisation', '=', organisation)
    .orderBy('subject')
    .orderBy('role')
    .orderBy('of')
    .execute();
  const keys = await db
    .selectFrom('view_device_keys')
    .selectAll()
    .where('organisation', '=', organisation)
    .orderBy('key')
    .execute();
  return [...entries, ...people, ...keys].map((row) => JSON.stringify(row)).join('\n');
}

/** A statement can't replace a row twice: of one place only the last goes in. */
function lastOf(entries: readonly ViewEntry[]): ViewEntry[] {
  return [...new Map(entries.map((one) => [`${one.kind} ${one.of} ${one.by}`, one])).values()];
}

function toEntry(row: Selectable<Tables['view_entries']>): ViewEntry {
  const { kind, of, by, programme, act, log, idx, received, data } = row;
  return { kind, of, by, programme, act: act as Digest, log, index: Number(idx), received, data };
}
