import { followKeys, type HeldKey, type OrganisationKeys, type RecordJson } from '@paraph/core/bundle';
import { openCheckpoint, verifierKeyOf } from '@paraph/core/ledger';
import type { ThumbprintUri } from '@paraph/core/model';
import {
  defaultPorts,
  isSealed,
  openRecord,
  type Ports,
  recordDigest,
  type SealedRecord,
  verifyPerson,
  verifySeal,
} from '@paraph/core/signing';
import type { OrganisationStorage, StoredRecord } from '../storage/storage.js';
import { MerkleDefinition } from './merkle-definition.js';

/** What does not hold. `subject` is an act, a place, a stream or a checkpoint. */
export interface AuditFinding {
  readonly code:
    | 'keys'
    | 'record'
    | 'signature'
    | 'seal'
    | 'place'
    | 'received'
    | 'stream'
    | 'nonce'
    | 'tile'
    | 'checkpoint'
    | 'mark';
  readonly subject: string;
}

export interface AuditReport {
  readonly entries: number;
  readonly streams: number;
  readonly checkpoints: number;
  readonly logs: readonly { readonly log: string; readonly size: number; readonly root: string }[];
  readonly findings: readonly AuditFinding[];
}

export interface AuditOptions {
  readonly organisation: ThumbprintUri;
  /** What the mark's file holds, if there is one. */
  readonly mark?: string;
}

/**
 * Recomputes an organisation's ledger from what is stored, by core's hashes and verification and by RFC 6962's definition of a tree:
 * nothing of the writer, of the views or of its tiles is used, they are what is audited.
 *
 * @param storage may be open for reading only, beside a writer
 */
export async function auditOrganisation(
  storage: OrganisationStorage,
  { organisation, mark = '' }: AuditOptions,
): Promise<AuditReport> {
  const ports = defaultPorts();
  const findings: AuditFinding[] = [];
  const keyRecords = await storage.stream('keys');
  const keys = await followKeys(
    keyRecords.map(({ text }) => JSON.parse(text) as RecordJson),
    ports,
  );
  if (!keys || keys.organisation !== organisation || keys.findings.length > 0)
    findings.push({ code: 'keys', subject: organisation });
  const logs = [];
  const streams = new Set<string>();
  let [entries, checkpoints] = [0, 0];
  for (const log of await storage.logs()) {
    const { size } = await storage.head(log);
    const audit = new LogAudit({ storage, log, size, ports, findings, ...(keys ? { keys } : {}) });
    const leaves = await audit.entries();
    for (const of of audit.streams.keys()) streams.add(of);
    const tree = new MerkleDefinition(leaves);
    await audit.checkTiles(leaves.length, tree);
    checkpoints += await audit.checkCheckpoints(leaves.length, tree);
    checkMark(mark, { log, size: leaves.length, tree, findings });
    entries += leaves.length;
    logs.push({ log, size: leaves.length, root: base64(tree.hash(0, leaves.length)) });
  }
  return { entries, streams: streams.size, checkpoints, logs, findings };
}

interface LogAuditOptions {
  readonly storage: OrganisationStorage;
  readonly log: string;
  readonly size: number;
  readonly ports: Ports;
  readonly keys?: OrganisationKeys;
  readonly findings: AuditFinding[];
}

class LogAudit {
  readonly streams = new Map<string, number>();
  readonly #options: LogAuditOptions;
  readonly #nonces = new Map<string, string>();
  #keyRecords = 0;
  #received = '';

  constructor(options: LogAuditOptions) {
    this.#options = options;
  }

  /** Goes through all entries, and gives the bytes that the tree is over. */
  async entries(): Promise<Uint8Array[]> {
    const { storage, log, size, findings } = this.#options;
    const leaves: Uint8Array[] = [];
    for (let from = 0; from < size; from += 1000) {
      const page = await storage.entries(log, { from, until: Math.min(from + 1000, size) });
      for (const stored of page) leaves.push(await this.#entry(stored, leaves.length));
    }
    if (leaves.length !== size) findings.push({ code: 'place', subject: `${log}: ${leaves.length} of ${size}` });
    for (const [of, last] of this.streams) {
      const rows = (await storage.stream(of)).filter((row) => row.log === log && row.index < size);
      if (rows.length !== last || rows.some(({ n }, at) => n !== at + 1))
        findings.push({ code: 'stream', subject: of });
    }
    return leaves;
  }

  async checkTiles(size: number, tree: MerkleDefinition): Promise<void> {
    const { storage, log, findings } = this.#options;
    for (let level = 0, width = 1; width <= size; level += 1, width *= 256) {
      const count = Math.floor(size / width);
      for (let n = 0; n * 256 < count; n += 1) {
        const inTile = Math.min(256, count - n * 256);
        const hashes = Array.from({ length: inTile }, (_, at) =>
          tree.hash((n * 256 + at) * width, (n * 256 + at + 1) * width),
        );
        const tile = await storage.tile(log, { level, n });
        if (!tile || !Buffer.concat(hashes).equals(tile.subarray(0, inTile * 32)))
          findings.push({ code: 'tile', subject: `${log} ${level}/${n}` });
      }
    }
  }

  async checkCheckpoints(read: number, tree: MerkleDefinition): Promise<number> {
    const { storage, log, ports, keys, findings } = this.#options;
    const known = [...(keys?.held.values() ?? [])]
      .filter(({ purpose }) => purpose === 'checkpoint')
      .map(({ jwk }) => verifierKeyOf(log, { jwk, hash: ports.hash }));
    const all = await storage.checkpoints(log);
    for (const { size, root, note } of all) {
      const opened = await openCheckpoint(note, { keys: known, verifySignature: ports.verifySignature });
      const holds =
        opened.verified &&
        opened.origin === log &&
        opened.size === size &&
        size <= read &&
        base64(opened.root) === root &&
        base64(tree.hash(0, size)) === root;
      // One that was signed after this audit began to read covers more than it read.
      if (!holds && size <= this.#options.size) findings.push({ code: 'checkpoint', subject: `${log} ${size}` });
    }
    return all.length;
  }

  async #entry(stored: StoredRecord, index: number): Promise<Uint8Array> {
    const { log, ports, findings } = this.#options;
    const fail = (code: AuditFinding['code']) => findings.push({ code, subject: stored.act });
    let record: SealedRecord;
    try {
      const opened = openRecord(stored.text, ports.hash);
      if (!isSealed(opened)) throw new TypeError('not sealed');
      record = opened;
    } catch {
      fail('record');
      return new Uint8Array(32);
    }
    const claims = record.seal.header.paraph;
    if (record.act !== stored.act || record.statement.kind !== stored.kind) fail('record');
    if (!(await verifyPerson(record, ports))) fail('signature');
    if (!(await this.#sealHolds(record))) fail('seal');
    if (claims.log !== log || claims.index !== index || stored.index !== index) fail('place');
    if (claims.received < this.#received || claims.received !== stored.received) fail('received');
    this.#received = claims.received;
    for (const { of, n } of claims.streams) {
      if (n !== (this.streams.get(of) ?? 0) + 1) findings.push({ code: 'stream', subject: `${of} ${n}` });
      this.streams.set(of, n);
    }
    if (record.statement.kind === 'key') this.#keyRecords += 1;
    if (claims.keys !== this.#keyRecords) fail('keys');
    if (claims.permit === 'accepted') {
      if (this.#nonces.has(record.statement.nonce)) fail('nonce');
      this.#nonces.set(record.statement.nonce, record.act);
    }
    return recordDigest(record.act, record.seal, ports.hash);
  }

  async #sealHolds(record: SealedRecord): Promise<boolean> {
    const { keys, ports } = this.#options;
    const key: HeldKey | undefined = keys?.held.get(record.seal.header.kid);
    const { index } = record.seal.header.paraph;
    if (key?.purpose !== 'seal' || index < key.from || (key.until !== undefined && index >= key.until)) return false;
    return verifySeal(record, key.jwk, ports);
  }
}

function checkMark(
  mark: string,
  {
    log,
    size,
    tree,
    findings,
  }: {
    readonly log: string;
    readonly size: number;
    readonly tree: MerkleDefinition;
    readonly findings: AuditFinding[];
  },
): void {
  let largest: { size: number; root: string } | undefined;
  for (const line of mark.split('\n')) {
    const found = readMarked(line);
    if (found?.log === log && found.size >= (largest?.size ?? 0)) largest = found;
  }
  if (largest && (largest.size > size || base64(tree.hash(0, largest.size)) !== largest.root))
    findings.push({ code: 'mark', subject: `${log} ${largest.size}` });
}

function readMarked(line: string): { log: string; size: number; root: string } | undefined {
  try {
    const { log, size, root } = JSON.parse(line) as { log?: unknown; size?: unknown; root?: unknown };
    return typeof log === 'string' && typeof size === 'number' && typeof root === 'string'
      ? { log, size, root }
      : undefined;
  } catch {
    return undefined;
  }
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
