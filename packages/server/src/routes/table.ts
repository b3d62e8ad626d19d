import { announcement } from './announcement.js';
import { campaign } from './campaigns.js';
import { certificate, certificateBundle, issueCertificate } from './certificates.js';
import { dossier } from './dossier.js';
import { didDocument, jwks, keys } from './keys.js';
import { checkpoint, consistency, inclusion, tile } from './ledger.js';
import { me } from './me.js';
import { openapi } from './openapi.js';
import { permits } from './permits.js';
import { getPlan, postPlan } from './plan.js';
import { programme, programmeEvents } from './programmes.js';
import { receipts } from './receipts.js';
import { getRecord, postRecords } from './records.js';
import type { Route, RouteRow } from './route.js';
import { roster, rosterEvents } from './sessions.js';
import { downloads, tickets } from './tickets.js';

/**
 * Every route of an organisation's endpoint, with who may call it, what a token reaches by it, and how much it takes.
 * What isn't here isn't served.
 */
export const routes: readonly Route[] = [
  ...[announcement, didDocument, jwks, keys, openapi],
  ...[checkpoint, tile, inclusion, consistency],
  ...[postPlan, getPlan, me, roster, rosterEvents, programme, programmeEvents, campaign],
  ...[permits, postRecords, getRecord, receipts],
  ...[issueCertificate, certificate, certificateBundle, dossier],
  ...[tickets, downloads],
];

/**
 * The same, to be read: each route below `/o/<slug>/`, who may call it, how far a token reaches by it, what it takes and answers.
 *
 * @example
 * ```ts
 * import { routeTable } from '@paraph/server';
 * console.log(routeTable.find(({ path }) => path === 'plan')?.access); // ['manager']
 * ```
 */
export const routeTable: readonly RouteRow[] = routes.map(({ handle: _, ...row }) => row);
