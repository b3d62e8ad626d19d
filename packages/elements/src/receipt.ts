import { mediaTypes, paths } from '@paraph/core/wire';
import type { Connection } from './connection/connection.js';
import type { OutboxEntry } from './outbox/outbox.js';
import { saveFile } from './save-file.js';

/** Fetches the receipt: a bundle with this one record, which anybody can check without this server. */
export async function fetchReceipt(connection: Connection, act: string): Promise<string> {
  return (await connection.request(paths.receipt(act), { accept: mediaTypes.bundle })).text();
}

/** Gives the signed act itself to its author: it proves what they signed, even if nobody took it. */
export function saveRefused({ act, text, at, problem }: OutboxEntry): void {
  const content = JSON.stringify({ act, at, refused: problem, record: JSON.parse(text) }, undefined, 2);
  saveFile(content, { name: `refused-${at.slice(0, 10)}-${act.slice(-8)}.json` });
}
