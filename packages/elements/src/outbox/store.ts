import { ParaphError } from '@paraph/core/errors';
import { type IDBPDatabase, openDB } from 'idb';

/** The tables of what a device keeps. */
export const tables = ['keys', 'permits', 'acts', 'checkpoints', 'drafts'] as const;
/** See {@link tables}. */
export type Table = (typeof tables)[number];

/**
 * How long a device keeps what it is given: `persistent` on this device; `session` perhaps only as long as this browser runs;
 * `none` only as long as this page is open. It is told to the signer beforehand, and stands in what is signed.
 */
export type Persistence = 'persistent' | 'session' | 'none';

/** What a device keeps. Keys are made with `keyOf`, so that everything of one person lies under one beginning. */
export interface Store {
  readonly persistence: Persistence;
  /** The value of a key. */
  get<T>(table: Table, key: string): Promise<T | undefined>;
  /** @throws A {@link ParaphError} `storage` when the device has no room or refuses */
  put(table: Table, key: string, value: unknown): Promise<void>;
  /** Puts a value unless there is one, in one transaction; gives the one that stands. */
  claim<T>(table: Table, key: string, value: T): Promise<T>;
  /** Takes a value away; nothing where there is none. */
  remove(table: Table, key: string): Promise<void>;
  /** All values whose key begins so. */
  list<T>(table: Table, beginning: string): Promise<T[]>;
}

/** Joins the parts of a key; no part holds a line feed. */
export function keyOf(...parts: readonly string[]): string {
  return parts.map((part) => `${part}\n`).join('');
}

/** Opens the device's storage; where a browser blocks it, a page's own memory takes its place and says so. */
export async function openStore(name = 'paraph'): Promise<Store> {
  try {
    const database = await openDB(name, 1, {
      upgrade: (fresh) => {
        for (const table of tables) fresh.createObjectStore(table);
      },
      blocking: (_, __, event) => (event.target as IDBDatabase).close(),
    });
    const store = new DeviceStore(database, isThirdParty() ? 'session' : 'persistent');
    // Some browsers open a database and then refuse the first write, or can't store a key that isn't extractable.
    await store.put('drafts', 'probe', true);
    await store.remove('drafts', 'probe');
    return store;
  } catch {
    return new PageStore();
  }
}

/** In a frame of another site the browser may drop what is stored at any time. */
function isThirdParty(): boolean {
  try {
    return globalThis.top !== null && globalThis.top?.location.origin !== location.origin;
  } catch {
    return true;
  }
}

class DeviceStore implements Store {
  readonly persistence: Persistence;
  #database: IDBPDatabase;

  constructor(database: IDBPDatabase, persistence: Persistence) {
    this.#database = database;
    this.persistence = persistence;
  }

  async get<T>(table: Table, key: string): Promise<T | undefined> {
    return (await this.#database.get(table, key)) as T | undefined;
  }

  async put(table: Table, key: string, value: unknown): Promise<void> {
    try {
      await this.#database.put(table, value, key);
    } catch (cause) {
      throw new ParaphError('storage', 'This device could not keep it: its storage is full or blocked.', { cause });
    }
  }

  async claim<T>(table: Table, key: string, value: T): Promise<T> {
    try {
      const transaction = this.#database.transaction(table, 'readwrite');
      const standing = (await transaction.store.get(key)) as T | undefined;
      if (standing === undefined) await transaction.store.put(value, key);
      await transaction.done;
      return standing ?? value;
    } catch (cause) {
      throw new ParaphError('storage', 'This device could not keep it: its storage is full or blocked.', { cause });
    }
  }

  async remove(table: Table, key: string): Promise<void> {
    await this.#database.delete(table, key);
  }

  async list<T>(table: Table, beginning: string): Promise<T[]> {
    return (await this.#database.getAll(table, IDBKeyRange.bound(beginning, `${beginning}\uffff`))) as T[];
  }
}

/** A page's memory, for browsers that keep nothing. */
export class PageStore implements Store {
  readonly persistence: Persistence;
  #values = new Map<string, unknown>();

  /** @param persistence what it says of itself; other than `none` only in tests */
  constructor(persistence: Persistence = 'none') {
    this.persistence = persistence;
  }

  get<T>(table: Table, key: string): Promise<T | undefined> {
    return Promise.resolve(this.#values.get(`${table}\n${key}`) as T | undefined);
  }

  put(table: Table, key: string, value: unknown): Promise<void> {
    this.#values.set(`${table}\n${key}`, value);
    return Promise.resolve();
  }

  async claim<T>(table: Table, key: string, value: T): Promise<T> {
    const standing = await this.get<T>(table, key);
    if (standing === undefined) await this.put(table, key, value);
    return standing ?? value;
  }

  remove(table: Table, key: string): Promise<void> {
    this.#values.delete(`${table}\n${key}`);
    return Promise.resolve();
  }

  list<T>(table: Table, beginning: string): Promise<T[]> {
    const found = [...this.#values].filter(([key]) => key.startsWith(`${table}\n${beginning}`));
    return Promise.resolve(found.map(([, value]) => value as T));
  }
}
