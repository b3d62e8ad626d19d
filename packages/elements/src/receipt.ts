import { ParaphError } from '@paraph/core/errors';
import { mediaTypes, paths, type SessionCard } from '@paraph/core/wire';
import type { Connection } from './connection/connection.js';
import type { OutboxEntry } from './outbox/outbox.js';
import { saveFile } from './save-file.js';

/** When the organisation received an act, and whether it was late: from its seal, or from the agenda. */
export function receiptOf(
  recorded: SessionCard['recorded'],
  entry: OutboxEntry | undefined,
): { readonly received: string; readonly late: boolean } | undefined {
  if (recorded !== undefined) return recorded;
  if (entry?.received === undefined) return undefined;
  return { received: entry.received, late: entry.late ?? false };
}

/** Fetches the receipt: a bundle with this one record, which anybody can check without this server. */
export async function fetchReceipt(connection: Connection, act: string): Promise<string> {
  return (await connection.request(paths.receipt(act), { accept: mediaTypes.bundle })).text();
}

/** Why an act was refused, as the error that it was. */
export function errorOfEntry({ problem }: OutboxEntry): ParaphError | undefined {
  return problem && new ParaphError(problem.code, problem.message, problem.fields);
}

/** Gives the signed act itself to its author: it proves what they signed, even if nobody took it. */
export function saveRefused({ act, text, at, problem }: OutboxEntry): void {
  const content = JSON.stringify({ act, at, refused: problem, record: JSON.parse(text) }, undefined, 2);
  saveFile(content, { name: `refused-${at.slice(0, 10)}-${act.slice(-8)}.json` });
}
