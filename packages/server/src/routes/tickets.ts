import { randomBytes } from 'node:crypto';
import { ParaphError } from '@paraph/core/errors';
import { limits, mediaTypes } from '@paraph/core/wire';
import { readBody, ticketBody } from './bodies.js';
import { receiptFile } from './receipts.js';
import { bodyOf, download, json } from './respond.js';
import { type Call, principalOf, type Route } from './route.js';

/** How long a ticket is good for, in milliseconds. */
export const ticketTime = 60_000;

const body = { accepts: [mediaTypes.json], limit: limits.requestBytes };

/** A ticket for one download, so that no token ever stands in an address. */
export const tickets: Route = {
  ...{
    method: 'post',
    path: 'tickets',
    access: ['learner', 'trainer', 'manager'],
    scope: 'record',
    body,
    answers: mediaTypes.json,
  },
  summary: 'A one-use ticket for a download, good for a minute',
  handle: async (call) => {
    const { path } = readBody((await bodyOf(call.request, body)).text, ticketBody);
    const act = /^(?:\/?)receipts\/([^/?#]+)$/.exec(path)?.[1];
    if (act === undefined) throw new ParaphError('not-found', `Nothing is downloaded from ${path}.`);
    const file = await receiptFile(call.organisation, principalOf(call), decoded(act));
    return json({ ticket: await putFile(call, file) });
  },
};

/** What a ticket leads to, once. */
export const downloads: Route = {
  ...{ method: 'get', path: 'downloads/:ticket', access: 'public', scope: 'none', answers: 'application/octet-stream' },
  summary: 'The file of a ticket, once',
  handle: async ({ organisation, params }) => {
    const ticket = await organisation.storage.takeTicket(params.ticket ?? '', organisation.ports.clock());
    if (!ticket?.file)
      throw new ParaphError('not-found', 'This download was used already, or its minute is over. Ask for it again.');
    const { bytes, mediaType: type, name } = ticket.file;
    return download(new Uint8Array(bytes), { type, name });
  },
};

/** Keeps a file for the one who asked for it, for a minute. */
export async function putFile(
  { organisation }: Pick<Call, 'organisation'>,
  file: { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array },
): Promise<string> {
  const id = randomBytes(24).toString('base64url');
  await organisation.storage.putTicket({ id, until: organisation.ports.clock() + ticketTime, grant: 'file', file });
  return id;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new ParaphError('not-found', `Nothing is downloaded from receipts/${part}.`);
  }
}
