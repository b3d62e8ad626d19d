import { ParaphError } from '@paraph/core/errors';
import {
  openCheckpoint,
  readVerifierKey,
  seenOf,
  type VerifiedCheckpoint,
  verifyConsistency,
} from '@paraph/core/ledger';
import type { Seen } from '@paraph/core/model';
import { decodeBase64url } from '@paraph/core/signing';
import type { Connection } from './connection.js';

/** A checkpoint that was shown, and how it stands to the one that was held. */
export interface CheckedCheckpoint {
  readonly seen: Seen;
  /** Whether the ledger extends what was seen of it before. */
  readonly extends: boolean;
}

/**
 * Opens a checkpoint with the log's announced keys, and holds it against the note that this device kept.
 *
 * @param note what is shown now
 * @param before the note that is held, and the proof from there
 * @throws A {@link ParaphError} `seen` when the log did not sign it
 */
export async function checkCheckpoint(
  connection: Connection,
  note: string,
  before: { readonly note: string; readonly consistency: readonly string[] } | undefined,
): Promise<CheckedCheckpoint> {
  const shown = await open(connection, note);
  const held = before && (await open(connection, before.note).catch(() => undefined));
  // A new generation has a tree of its own: what came before is bound by its `continue` record.
  if (held === undefined || held.origin !== shown.origin || held.size === 0)
    return { seen: seenOf(shown), extends: true };
  const path = before?.consistency.map((one) => decodeBase64url(one)) ?? [];
  const claim = {
    from: held.size,
    to: shown.size,
    fromRoot: held.root,
    toRoot: shown.root,
    hash: connection.ports.hash,
  };
  return { seen: seenOf(shown), extends: verifyConsistency(path, claim) };
}

async function open(connection: Connection, note: string): Promise<VerifiedCheckpoint> {
  const { checkpointKeys } = await connection.announcement();
  const { hash, verifySignature } = connection.ports;
  const opened = await openCheckpoint(note, {
    keys: checkpointKeys.map((key) => readVerifierKey(key, hash)),
    verifySignature,
  });
  if (!opened.verified) throw new ParaphError('seen', `The checkpoint is not signed by its log: ${opened.reason}.`);
  return opened;
}
