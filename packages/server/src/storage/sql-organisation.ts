import { ParaphError } from '@paraph/core/errors';
import type { Digest, ThumbprintUri } from '@paraph/core/model';
import type { Kysely, Selectable } from 'kysely';
import { findRows } from './find-rows.js';
import { type InsertOptions, insertStatement } from './insert.js';
import * as rows from './sql-rows.js';
import { type Commit, type Statement, statementOf } from './sql-storage.js';
import { dumpViews, readViews, type ViewReader, viewStatements } from './sql-views.js';
import type {
  Batch,
  Evidence,
  LedgerHead,
  NamedSiteKey,
  NumberedRecord,
  OrganisationStorage,
  StoredCheckpoint,
  StoredRecord,
  StreamEnd,
  Ticket,
  TilePlace,
  ViewRows,
} from './storage.js';
import type { Tables } from './tables.js';

interface Connections {
  readonly read: Kysely<Tables>;
  readonly commit: Commit;
  readonly organisation: ThumbprintUri;
}

/** One organisation's rows. */
export class SqlOrganisation implements OrganisationStorage {
  readonly #at: Connections;
  #id: number | undefined;
  readonly #views: ViewReader;

  constructor(connections: Connections) {
    this.#at = connections;
    this.#views = readViews(connections.read, () => this.#organisation());
  }

  entry: OrganisationStorage['entry'] = (place) => this.#views.entry(place);
  entriesOf: OrganisationStorage['entriesOf'] = (kind, filter) => this.#views.entriesOf(kind, filter);
  people: OrganisationStorage['people'] = (subject) => this.#views.people(subject);
  deviceKeys: OrganisationStorage['deviceKeys'] = (keys) => this.#views.deviceKeys(keys);

  async append(batch: Batch): Promise<void> {
    const organisation = await this.#organisation();
    await this.#commit([
      ...this.#insert('records', { rows: batch.records.map((one) => rows.ofRecord(organisation, one)) }),
      ...this.#insert('streams', {
        rows: batch.streams.map(({ log, of, n, index }) => ({ organisation, of, log, n, idx: index })),
      }),
      ...this.#insert('tiles', {
        rows: batch.tiles.map(({ log, level, n, hashes }) => ({ organisation, log, level, n, hashes })),
        key: ['organisation', 'log', 'level', 'n'],
        onConflict: 'replace',
      }),
      ...this.#insert('spent', {
        rows: batch.spent.map(({ nonce, act, until }) => ({ organisation, nonce, act, until })),
      }),
      ...this.#insert('evidence', evidenceRows(organisation, batch.evidence)),
      ...viewStatements(this.#at.read, { organisation, views: batch.views }),
    ]);
  }

  async head(log: string): Promise<LedgerHead> {
    const last = await this.#at.read
      .selectFrom('records')
      .where('organisation', '=', await this.#organisation())
      .select(['idx', 'received'])
      .where('log', '=', log)
      .orderBy('idx', 'desc')
      .limit(1)
      .executeTakeFirst();
    return last ? { size: Number(last.idx) + 1, received: last.received } : { size: 0, received: null };
  }

  async logs(): Promise<string[]> {
    const found = await this.#at.read
      .selectFrom('records')
      .where('organisation', '=', await this.#organisation())
      .select('log')
      .where('idx', '=', 0)
      .execute();
    return found.map(({ log }) => log).sort((a, b) => rows.generationOf(a) - rows.generationOf(b));
  }

  async record(act: Digest): Promise<StoredRecord | undefined> {
    return (await this.records([act]))[0];
  }

  async records(acts: readonly Digest[]): Promise<StoredRecord[]> {
    const found = await findRows(this.#at.read, 'records', {
      organisation: await this.#organisation(),
      column: 'act',
      values: acts,
    });
    return found.map(rows.toRecord);
  }

  async entries(
    log: string,
    { from, until }: { readonly from: number; readonly until: number },
  ): Promise<StoredRecord[]> {
    const found = await this.#at.read
      .selectFrom('records')
      .where('organisation', '=', await this.#organisation())
      .selectAll()
      .where('log', '=', log)
      .where('idx', '>=', from)
      .where('idx', '<', until)
      .orderBy('idx')
      .execute();
    return found.map(rows.toRecord);
  }

  async stream(of: string): Promise<NumberedRecord[]> {
    const organisation = await this.#organisation();
    const found = await this.#at.read
      .selectFrom('streams')
      .innerJoin('records', (join) =>
        join
          .onRef('records.organisation', '=', 'streams.organisation')
          .onRef('records.log', '=', 'streams.log')
          .onRef('records.idx', '=', 'streams.idx'),
      )
      .selectAll('records')
      .select('streams.n')
      .where('streams.organisation', '=', organisation)
      .where('streams.of', '=', of)
      .orderBy('streams.log')
      .orderBy('streams.n')
      .execute();
    return found.map((row) => ({ ...rows.toRecord(row), n: Number(row.n) }));
  }

  async ends(log: string, of: readonly string[]): Promise<StreamEnd[]> {
    if (of.length === 0) return [];
    const found = await this.#at.read
      .selectFrom('streams')
      .where('organisation', '=', await this.#organisation())
      .select(({ fn }) => ['of', fn.max('n').as('last')])
      .where('of', 'in', [...of])
      .where('log', '=', log)
      .groupBy('of')
      .execute();
    const last = new Map(found.map((row) => [row.of, Number(row.last)]));
    return of.map((name) => ({ log, of: name, n: last.get(name) ?? 0 }));
  }

  async tile(log: string, { level, n }: TilePlace): Promise<Uint8Array | undefined> {
    const found = await this.#at.read
      .selectFrom('tiles')
      .where('organisation', '=', await this.#organisation())
      .select('hashes')
      .where('log', '=', log)
      .where('level', '=', level)
      .where('n', '=', n)
      .executeTakeFirst();
    return found?.hashes;
  }

  async checkpoint(log: string, size?: number): Promise<StoredCheckpoint | undefined> {
    const all = this.#at.read
      .selectFrom('checkpoints')
      .where('organisation', '=', await this.#organisation())
      .selectAll()
      .where('log', '=', log);
    const one = size === undefined ? all.orderBy('size', 'desc').limit(1) : all.where('size', '=', size);
    const found = await one.executeTakeFirst();
    return found && rows.toCheckpoint(found);
  }

  async checkpoints(log: string): Promise<StoredCheckpoint[]> {
    const found = await this.#at.read
      .selectFrom('checkpoints')
      .where('organisation', '=', await this.#organisation())
      .selectAll()
      .where('log', '=', log)
      .orderBy('size')
      .execute();
    return found.map(rows.toCheckpoint);
  }

  async putCheckpoint({ log, size, root, note }: StoredCheckpoint): Promise<void> {
    const organisation = await this.#organisation();
    await this.#commit(
      this.#insert('checkpoints', {
        rows: [{ organisation, log, size, root, note }],
        key: ['organisation', 'log', 'size'],
        onConflict: 'ignore',
      }),
    );
  }

  async spentOn(nonces: readonly string[]): Promise<Map<string, Digest>> {
    const found = await findRows(this.#at.read, 'spent', {
      organisation: await this.#organisation(),
      column: 'nonce',
      values: nonces,
    });
    return new Map(found.map(({ nonce, act }) => [nonce, act as Digest]));
  }

  async dropSpent(before: number): Promise<void> {
    const organisation = await this.#organisation();
    const of = this.#at.read.deleteFrom('spent').where('organisation', '=', organisation);
    await this.#commit([statementOf(of.where('until', '<', before))]);
  }

  async siteKey(kid: string): Promise<NamedSiteKey | undefined> {
    const found = await this.#at.read
      .selectFrom('site_keys')
      .where('organisation', '=', await this.#organisation())
      .selectAll()
      .where('kid', '=', kid)
      .executeTakeFirst();
    return found && rows.toSiteKey(found);
  }

  async siteKeys(): Promise<NamedSiteKey[]> {
    const found = await this.#at.read
      .selectFrom('site_keys')
      .where('organisation', '=', await this.#organisation())
      .selectAll()
      .orderBy('kid')
      .execute();
    return found.map(rows.toSiteKey);
  }

  async putSiteKey(key: NamedSiteKey): Promise<void> {
    const organisation = await this.#organisation();
    await this.#commit(
      this.#insert('site_keys', {
        rows: [rows.ofSiteKey(organisation, key)],
        key: ['organisation', 'kid'],
        onConflict: 'replace',
      }),
    );
  }

  async evidence(digest: Digest): Promise<string | undefined> {
    const found = await this.#at.read
      .selectFrom('evidence')
      .where('organisation', '=', await this.#organisation())
      .select('token')
      .where('digest', '=', digest)
      .executeTakeFirst();
    return found?.token;
  }

  async putEvidence(evidence: Evidence): Promise<void> {
    const organisation = await this.#organisation();
    await this.#commit(this.#insert('evidence', evidenceRows(organisation, [evidence])));
  }

  async putTicket(ticket: Ticket): Promise<void> {
    const organisation = await this.#organisation();
    await this.#commit(this.#insert('tickets', { rows: [rows.ofTicket(organisation, ticket)] }));
  }

  async takeTicket(id: string, now: number): Promise<Ticket | undefined> {
    const organisation = await this.#organisation();
    const of = this.#at.read.deleteFrom('tickets').where('organisation', '=', organisation);
    const [found] = await this.#commit([
      statementOf(of.where('id', '=', id).returningAll()),
      statementOf(of.where('until', '<', now)),
    ]);
    const [taken] = found as readonly Selectable<Tables['tickets']>[];
    return taken && Number(taken.until) >= now ? rows.toTicket(taken) : undefined;
  }

  async putViews(views: ViewRows): Promise<void> {
    const organisation = await this.#organisation();
    await this.#commit(viewStatements(this.#at.read, { organisation, views }));
  }

  async dropViews(): Promise<void> {
    const organisation = await this.#organisation();
    await this.#commit(
      (['view_entries', 'view_people', 'view_device_keys'] as const).map((table) =>
        statementOf(this.#at.read.deleteFrom(table).where('organisation', '=', organisation)),
      ),
    );
  }

  async dumpViews(): Promise<string> {
    return dumpViews(this.#at.read, await this.#organisation());
  }

  /** The organisation's short number, looked up once. */
  async #organisation(): Promise<number> {
    if (this.#id !== undefined) return this.#id;
    const { read, organisation } = this.#at;
    const found = await read
      .selectFrom('organisations')
      .select('id')
      .where('name', '=', organisation)
      .executeTakeFirst();
    if (!found) throw new ParaphError('not-found', `Nothing is kept of the organisation ${organisation}.`);
    this.#id = Number(found.id);
    return this.#id;
  }

  #insert(table: keyof Tables & string, options: InsertOptions): Statement[] {
    return insertStatement(this.#at.read, table, options);
  }

  #commit(statements: readonly Statement[]): ReturnType<Commit> {
    return this.#at.commit(statements).catch((cause: unknown) => {
      throw cause instanceof ParaphError
        ? cause
        : new ParaphError(
            'storage',
            'It could not be stored here just now. Nothing was recorded; it can be sent again later.',
            { cause },
          );
    });
  }
}

// The same token lets many acts in; it is kept once.
const evidenceRows = (organisation: number, evidence: readonly Evidence[]) => ({
  rows: evidence.map(({ digest, token }) => ({ organisation, digest, token })),
  key: ['organisation', 'digest'],
  onConflict: 'ignore' as const,
});
