import { ParaphError } from '@paraph/core/errors';
import type { PublicJwk } from '@paraph/core/model';
import { openRecord, verifySeal } from '@paraph/core/signing';
import { type Agenda, paths } from '@paraph/core/wire';
import type { Delivered, OutboxEntry } from '../outbox/outbox.js';
import type { Connection } from './connection.js';

const sealKeys = new WeakMap<Connection, Map<string, PublicJwk>>();

/**
 * Takes what came back for an act only when it is this act, under a seal of this organisation. Nothing is called recorded before.
 *
 * @throws A {@link ParaphError} `unavailable` otherwise: the act stays kept, and is delivered again
 */
export async function checkRecord(
  connection: Connection,
  { text, act }: { text: string; act: string },
): Promise<Delivered> {
  const record = openRecord(text, connection.ports.hash);
  if (record.act !== act || record.seal === undefined)
    throw new ParaphError('unavailable', 'The server answered with something else than the sealed record of this act.');
  const key = await sealKey(connection, record.seal.header.kid);
  if (key === undefined || !(await verifySeal({ ...record, seal: record.seal }, key, connection.ports)))
    throw new ParaphError('unavailable', 'The seal on the record is not of a key that the organisation announces.');
  const { received, facts } = record.seal.header.paraph;
  return { record: text, received, late: facts.includes('late') };
}

/**
 * Lets an act go with the token only when the token's person signed it.
 *
 * @throws `otherwise`, what the delivery without a token came to
 */
export async function checkPerson(
  connection: Connection,
  { organisation, person }: Pick<OutboxEntry, 'organisation' | 'person'>,
  otherwise: ParaphError,
): Promise<void> {
  // Asked anew: the agenda that the page holds may be of whoever was signed in before.
  const me = await connection.get<Agenda>(paths.me).catch(() => undefined);
  if (me?.person !== person || me.organisation !== organisation) throw otherwise;
}

async function sealKey(connection: Connection, kid: string): Promise<PublicJwk | undefined> {
  const known = sealKeys.get(connection) ?? new Map<string, PublicJwk>();
  sealKeys.set(connection, known);
  if (!known.has(kid)) {
    const { keys } = await connection.get<{ keys: (PublicJwk & { kid?: string })[] }>(paths.jwks, { anonymous: true });
    for (const { kid: name, ...jwk } of keys) if (name !== undefined) known.set(name, jwk as PublicJwk);
  }
  return known.get(kid);
}
