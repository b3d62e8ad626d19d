import { ParaphError } from '@paraph/core/errors';
import type { SessionCard } from '@paraph/core/wire';
import type { OutboxEntry } from './outbox.js';

/** When the organisation received an act, and whether it was late: from its seal, or from the agenda. */
export function receiptOf(
  recorded: SessionCard['recorded'],
  entry: OutboxEntry | undefined,
): { readonly received: string; readonly late: boolean } | undefined {
  if (recorded !== undefined) return recorded;
  if (entry?.received === undefined) return undefined;
  return { received: entry.received, late: entry.late ?? false };
}

/** Why an act was refused, as the error that it was. */
export function errorOfEntry({ problem }: OutboxEntry): ParaphError | undefined {
  return problem && new ParaphError(problem.code, problem.message, problem.fields);
}
