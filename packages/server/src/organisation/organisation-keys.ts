import { followKeys, type OrganisationKeys, type RecordJson } from '@paraph/core/bundle';
import { ParaphError } from '@paraph/core/errors';
import { type VerifierKey, verifierKeyOf } from '@paraph/core/ledger';
import type { ThumbprintUri } from '@paraph/core/model';
import type { Ports, Signer } from '@paraph/core/signing';
import { nodeSigner } from '../seal/node-ports.js';
import type { OrganisationStorage } from '../storage/storage.js';
import type { ServingKeys } from './organisation-options.js';

/** An organisation's keys as its `key` records have them, held against those that this process has. */
export interface KeyRing {
  readonly followed: OrganisationKeys;
  /** The `key` records, as a bundle carries them. */
  readonly records: readonly RecordJson[];
  readonly sealer: Signer;
  readonly checkpointer: Signer;
  /** All checkpoint keys of the log, past ones too. */
  readonly checkpointKeys: readonly VerifierKey[];
}

/**
 * Follows the stream `keys` and finds this process's keys in it.
 *
 * @throws A {@link ParaphError} `unavailable` when a key isn't in force, so that nothing is sealed that no verifier would accept
 */
export async function openKeyRing(
  storage: OrganisationStorage,
  {
    organisation,
    log,
    keys,
    ports,
  }: { readonly organisation: ThumbprintUri; readonly log: string; readonly keys: ServingKeys; readonly ports: Ports },
): Promise<KeyRing> {
  const stored = await storage.stream('keys');
  const records = stored.map(({ text }) => JSON.parse(text) as RecordJson);
  const followed = await followKeys(records, ports);
  if (!followed || followed.organisation !== organisation || followed.findings.length > 0)
    throw new ParaphError(
      'unavailable',
      `The key records of ${organisation} are missing or do not hold together. Run \`paraph audit\`.`,
    );
  const sealer = nodeSigner(keys.seal);
  const checkpointer = nodeSigner(keys.checkpoint);
  for (const [purpose, { key }] of [
    ['seal', sealer],
    ['checkpoint', checkpointer],
  ] as const) {
    const held = followed.held.get(key);
    if (held?.purpose !== purpose || held.until !== undefined)
      throw new ParaphError(
        'unavailable',
        `The ${purpose} key in the key folder is not one that the organisation's key records have in force.`,
      );
  }
  const checkpointKeys = [...followed.held.values()]
    .filter(({ purpose }) => purpose === 'checkpoint')
    .map(({ jwk }) => verifierKeyOf(log, { jwk, hash: ports.hash }));
  return { followed, records, sealer, checkpointer, checkpointKeys };
}
