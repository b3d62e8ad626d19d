/**
 * Seals, keeps and serves what learners, trainers and managers sign: Request in, Response out.
 *
 * @module server
 */
export { createHandler, type Handler, type HandlerOptions } from './handler.js';
export {
  type CreatedOrganisation,
  type CreateOptions,
  createOrganisation,
  type NewOrganisation,
} from './organisation/create-organisation.js';
export type { OrganisationOptions, PrivateJwk, ServingKeys } from './organisation/organisation-options.js';
export type { Access, RouteRow, Scope } from './routes/route.js';
export { routeTable } from './routes/table.js';
export { nodePorts, nodeSigner } from './seal/node-ports.js';
export { openSqlite, type SqliteOptions } from './storage/sqlite/open-sqlite.js';
export type * from './storage/storage.js';
export { rebuildViews } from './views/rebuild-views.js';
