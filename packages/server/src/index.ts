/**
 * Seals, keeps and serves what learners, trainers and managers sign: Request in, Response out.
 *
 * @module server
 */
export { openSqlite, type SqliteOptions } from './storage/sqlite/open-sqlite.js';
export type * from './storage/storage.js';
