import type { Generated } from 'kysely';

/** The tables, as the migrations make them. Each begins with the organisation, by its short number. */
export interface Tables {
  organisations: { id: Generated<number>; name: string };
  records: {
    organisation: number;
    log: string;
    idx: number;
    act: string;
    kind: string;
    received: string;
    person: string | null;
    text: string;
  };
  streams: { organisation: number; log: string; of: string; n: number; idx: number };
  tiles: { organisation: number; log: string; level: number; n: number; hashes: Uint8Array };
  checkpoints: { organisation: number; log: string; size: number; root: string; note: string };
  spent: { organisation: number; nonce: string; act: string; until: number };
  site_keys: {
    organisation: number;
    kid: string;
    name: string;
    alg: string;
    jwk: string;
    roles: string;
    scope: string | null;
  };
  evidence: { organisation: number; digest: string; token: string };
  tickets: {
    organisation: number;
    id: string;
    until: number;
    grant: string;
    name: string | null;
    media_type: string | null;
    bytes: Uint8Array | null;
  };
  view_entries: {
    organisation: number;
    kind: string;
    of: string;
    by: string;
    programme: string;
    act: string;
    log: string;
    idx: number;
    received: string;
    data: string;
  };
  view_people: { organisation: number; subject: string; role: string; of: string; person: string; programme: string };
  view_device_keys: { organisation: number; key: string; person: string; hands: string; log: string; idx: number };
}
