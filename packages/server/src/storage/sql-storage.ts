import { ParaphError } from '@paraph/core/errors';
import type { ThumbprintUri } from '@paraph/core/model';
import type { Kysely } from 'kysely';
import { Serial } from './serial.js';
import { SqlOrganisation } from './sql-organisation.js';
import type { Claim, OrganisationStorage, Storage } from './storage.js';
import type { Tables } from './tables.js';

/** What a dialect brings. */
export interface SqlBackend {
  readonly read: Kysely<Tables>;
  /** For everything that changes; used by one task at a time. The same as `read` when only reading. */
  readonly write: Kysely<Tables>;
  readonly readOnly: boolean;
  /** @throws {@link ParaphError} `unavailable` when another process holds the lock */
  readonly lock: () => { release(): void | Promise<void> };
}

/** The port over SQL, for every dialect that kysely speaks. */
export class SqlStorage implements Storage {
  readonly readOnly: boolean;
  readonly #backend: SqlBackend;
  readonly #serial = new Serial();
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
    await this.#serial.run(() =>
      this.#backend.write
        .insertInto('organisations')
        .values({ name: organisation })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute(),
    );
  }

  async organisations(): Promise<ThumbprintUri[]> {
    const rows = await this.#backend.read.selectFrom('organisations').select('name').orderBy('id').execute();
    return rows.map(({ name }) => name as ThumbprintUri);
  }

  of(organisation: ThumbprintUri): OrganisationStorage {
    const known = this.#organisations.get(organisation);
    if (known) return known;
    const { read, write } = this.#backend;
    const made = new SqlOrganisation({ read, write, serial: this.#serial, organisation });
    this.#organisations.set(organisation, made);
    return made;
  }

  async close(): Promise<void> {
    for (const claim of [...this.#claims]) await claim.release();
    const { read, write } = this.#backend;
    await this.#serial.run(async () => undefined);
    if (read !== write) await read.destroy();
    await write.destroy();
  }
}
