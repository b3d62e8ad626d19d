import type { Digest, Identifier } from '@paraph/core/model';
import type { SiteKey } from '@paraph/core/signing';
import type { Selectable } from 'kysely';
import type { NamedSiteKey, StoredCheckpoint, StoredRecord, Ticket } from './storage.js';
import type { Tables } from './tables.js';

type Row<T extends keyof Tables> = Selectable<Tables[T]>;

// Numbers pass through Number(): PostgreSQL gives 64-bit columns as text.

export const ofRecord = (organisation: number, one: StoredRecord): Row<'records'> => ({
  organisation,
  log: one.log,
  idx: one.index,
  act: one.act,
  kind: one.kind,
  received: one.received,
  person: one.person,
  text: one.text,
});

export const toRecord = (row: Row<'records'>): StoredRecord => ({
  act: row.act as Digest,
  log: row.log,
  index: Number(row.idx),
  kind: row.kind,
  received: row.received,
  person: row.person as Identifier | null,
  text: row.text,
});

export const toCheckpoint = (row: Row<'checkpoints'>): StoredCheckpoint => ({
  log: row.log,
  size: Number(row.size),
  root: row.root,
  note: row.note,
});

export const ofSiteKey = (organisation: number, key: NamedSiteKey): Row<'site_keys'> => ({
  organisation,
  kid: key.kid,
  name: key.name,
  alg: key.alg,
  jwk: JSON.stringify(key.jwk),
  roles: JSON.stringify(key.roles),
  scope: key.scope ? JSON.stringify(key.scope) : null,
});

export const toSiteKey = (row: Row<'site_keys'>): NamedSiteKey => ({
  kid: row.kid,
  name: row.name,
  alg: row.alg as SiteKey['alg'],
  jwk: JSON.parse(row.jwk),
  roles: JSON.parse(row.roles),
  ...(row.scope === null ? {} : { scope: JSON.parse(row.scope) }),
});

export const ofTicket = (organisation: number, { id, until, grant, file }: Ticket): Row<'tickets'> => ({
  organisation,
  id,
  until,
  grant,
  name: file?.name ?? null,
  media_type: file?.mediaType ?? null,
  bytes: file?.bytes ?? null,
});

export const toTicket = (row: Row<'tickets'>): Ticket => ({
  id: row.id,
  until: Number(row.until),
  grant: row.grant,
  ...(row.name !== null && row.media_type !== null && row.bytes !== null
    ? { file: { name: row.name, mediaType: row.media_type, bytes: row.bytes } }
    : {}),
});

/** The number at the end of a ledger's origin. */
export const generationOf = (log: string): number => Number(log.slice(log.lastIndexOf('/') + 1));
