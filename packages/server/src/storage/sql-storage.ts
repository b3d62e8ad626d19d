import { ParaphError } from '@paraph/core/errors';
import type { ThumbprintUri } from '@paraph/core/model';
import type { Compilable, Kysely } from 'kysely';
import { SqlOrganisation } from './sql-organisation.js';
import type { Claim, OrganisationStorage, Storage } from './storage.js';
import type { Tables } from './tables.js';

/** What a dialect brings. */
export interface SqlBackend {
  readonly read: Kysely<Tables>;
  readonly commit: Commit;
  /** Ends the connections, when all is done that `commit` was given. */
  readonly close: () => Promise<void>;
  readonly readOnly: boolean;
  /** @throws A {@link ParaphError} `unavailable` when another process holds the lock */
  readonly lock: () => { release(): void | Promise<void> };
}

/** One statement, and the parameters of each time that it is carried out. */
export interface Statement {
  readonly sql: string;
  readonly runs: readonly (readonly unknown[])[];
}

/** A query of kysely's, to be carried out once. */
export function statementOf(query: Compilable): Statement {
  const { sql, parameters } = query.compile();
  return { sql, runs: [parameters] };
}

/**
 * Carries statements out in order, in one transaction: durable when it resolves, or nothing of it is kept. Transactions are carried out
 * one after another, in the order in which they are asked for.
 *
 * @returns the rows that each statement gives back
 */
export type Commit = (statements: readonly Statement[]) => Promise<readonly (readonly unknown[])[]>;

/** The port over SQL, for every dialect that kysely speaks. */
export class SqlStorage implements Storage {
  readonly readOnly: boolean;
  readonly #backend: SqlBackend;
  readonly #organisations = new Map<ThumbprintUri, SqlOrganisation>();
  readonly #claims = new Set<Claim>();

  constructor(backend: SqlBackend) {
    this.#backend = backend;
    this.readOnly = backend.readOnly;
  }

  async claim(): Promise<Claim> {
    if (this.readOnly) throw new ParaphError('misuse', 'This storage was opened for reading only.');
    const lock = this.#backend.lock();
    const claim: Claim = {
      release: async () => {
        if (this.#claims.delete(claim)) await lock.release();
      },
    };
    this.#claims.add(claim);
    return claim;
  }

  async addOrganisation(organisation: ThumbprintUri): Promise<void> {
    const insert = this.#backend.read.insertInto('organisations').values({ name: organisation });
    await this.#backend.commit([statementOf(insert.onConflict((conflict) => conflict.column('name').doNothing()))]);
  }

  async organisations(): Promise<ThumbprintUri[]> {
    const rows = await this.#backend.read.selectFrom('organisations').select('name').orderBy('id').execute();
    return rows.map(({ name }) => name as ThumbprintUri);
  }

  of(organisation: ThumbprintUri): OrganisationStorage {
    const known = this.#organisations.get(organisation);
    if (known) return known;
    const { read, commit } = this.#backend;
    const made = new SqlOrganisation({ read, commit, organisation });
    this.#organisations.set(organisation, made);
    return made;
  }

  async close(): Promise<void> {
    for (const claim of [...this.#claims]) await claim.release();
    await this.#backend.read.destroy();
    await this.#backend.close();
  }
}
