import { followKeys, type RecordJson } from '@paraph/core/bundle';
import { ParaphError } from '@paraph/core/errors';
import {
  openCheckpoint,
  readVerifierKey,
  seenOf,
  type VerifiedCheckpoint,
  verifyConsistency,
} from '@paraph/core/ledger';
import type { Seen } from '@paraph/core/model';
import { decodeBase64url, thumbprintOf } from '@paraph/core/signing';
import { paths } from '@paraph/core/wire';
import type { Connection } from './connection.js';

/** A checkpoint that was shown, and how it stands to the one that was held. */
export interface CheckedCheckpoint {
  readonly seen: Seen;
  /** The verifier keys that opened it. */
  readonly keys: readonly string[];
  /** Whether the ledger extends what was seen of it before. */
  readonly extends: boolean;
}

/**
 * Opens a checkpoint with the log's announced keys, and holds it against the note that this device kept.
 * Another log's name extends nothing; another key does only when the organisation's `key` records have it in force.
 *
 * @param note what is shown now
 * @param before the note that is held, the keys that opened it, and the proof from there
 * @throws A {@link ParaphError} `seen` when the log did not sign it
 */
export async function checkCheckpoint(
  connection: Connection,
  note: string,
  before:
    | { readonly note: string; readonly keys?: readonly string[]; readonly consistency: readonly string[] }
    | undefined,
): Promise<CheckedCheckpoint> {
  const { checkpointKeys } = await connection.announcement();
  const known = before?.keys ?? checkpointKeys;
  const byKnown = await open(connection, note, known).catch(() => undefined);
  const shown = byKnown ?? (await open(connection, note, checkpointKeys));
  const keys = signersOf(shown, byKnown ? known : checkpointKeys);
  const checked = (extended: boolean): CheckedCheckpoint => ({ seen: seenOf(shown), keys, extends: extended });
  if (before === undefined) return checked(true);
  const held = await open(connection, before.note, known).catch(() => undefined);
  if (held === undefined || held.origin !== shown.origin) return checked(false);
  if (byKnown === undefined && !(await areInForce(connection, keys))) return checked(false);
  if (held.size === 0) return checked(true);
  const path = before.consistency.map((one) => decodeBase64url(one));
  const { hash } = connection.ports;
  const claim = { from: held.size, to: shown.size, fromRoot: held.root, toRoot: shown.root, hash };
  return checked(verifyConsistency(path, claim));
}

/** Whether the organisation's own `key` records have all these keys in force for checkpoints. */
async function areInForce(connection: Connection, keys: readonly string[]): Promise<boolean> {
  const { hash } = connection.ports;
  const [{ organisation }, { records }] = await Promise.all([
    connection.identity(),
    connection.get<{ records: RecordJson[] }>(paths.keys, { anonymous: true }).catch((error: unknown) => {
      if (error instanceof ParaphError && error.code !== 'unavailable') return { records: [] };
      throw error;
    }),
  ]);
  const followed = await followKeys(records, connection.ports);
  if (followed?.organisation !== organisation || followed.findings.length > 0) return false;
  return keys.every((key) => {
    const held = followed.held.get(thumbprintOf(readVerifierKey(key, hash).jwk, hash));
    return held?.purpose === 'checkpoint' && held.until === undefined;
  });
}

function signersOf({ signatures }: VerifiedCheckpoint, keys: readonly string[]): string[] {
  return keys.filter((key) => signatures.some(({ name, id }) => key.startsWith(`${name}+${id}+`)));
}

async function open(connection: Connection, note: string, keys: readonly string[]): Promise<VerifiedCheckpoint> {
  const { hash, verifySignature } = connection.ports;
  const opened = await openCheckpoint(note, {
    keys: keys.map((key) => readVerifierKey(key, hash)),
    verifySignature,
  });
  if (!opened.verified) throw new ParaphError('seen', `The checkpoint is not signed by its log: ${opened.reason}.`);
  return opened;
}
