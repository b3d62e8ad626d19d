import { ParaphError } from '@paraph/core/errors';
import { rootAt, type VerifierKey } from '@paraph/core/ledger';
import type { AnyStatement, Digest, ThumbprintUri } from '@paraph/core/model';
import { fingerprintOf, makeAct, newNonce, type PermitClaims, type Ports } from '@paraph/core/signing';
import { type CheckedAct, summaryOf } from '../seal/check.js';
import type { CheckPool } from '../seal/check-pool.js';
import { Checkpoints } from '../seal/checkpoints.js';
import { LedgerWriter } from '../seal/ledger-writer.js';
import type { Mark } from '../seal/mark.js';
import type { Sealed, Sender } from '../seal/submission.js';
import { tileReader } from '../seal/tiles.js';
import { Serial } from '../storage/serial.js';
import type { OrganisationStorage } from '../storage/storage.js';
import { Changes } from './changes.js';
import { type KeyRing, openKeyRing } from './organisation-keys.js';
import type { OrganisationOptions } from './organisation-options.js';
import { Statements } from './statements.js';

export interface Surroundings {
  readonly storage: OrganisationStorage;
  readonly pool: CheckPool;
  readonly ports: Ports;
  readonly mark?: Mark;
  readonly onError: (error: unknown) => void;
}

/** A person's act, as it came. */
export interface Sent {
  /** The JWS as text, or parsed strictly. */
  readonly source: string | object;
  readonly permit?: PermitClaims;
  readonly sender?: Sender;
}

/** An organisation at work: its storage, its one writer, its checkpoints. */
export class Organisation {
  readonly options: OrganisationOptions;
  readonly storage: OrganisationStorage;
  readonly statements: Statements;
  readonly checkpoints: Checkpoints;
  readonly changes = new Changes();
  readonly ports: Ports;
  readonly #pool: CheckPool;
  readonly #writer: LedgerWriter;
  readonly #alone = new Serial();
  #keys: KeyRing;
  #tidying: NodeJS.Timeout | undefined;

  private constructor(options: OrganisationOptions, around: Surroundings, keys: KeyRing) {
    const { storage, pool, ports, mark, onError } = around;
    this.options = options;
    this.storage = storage;
    this.ports = ports;
    this.#pool = pool;
    this.#keys = keys;
    this.statements = new Statements(storage);
    const { log } = options;
    this.checkpoints = new Checkpoints({
      storage,
      log,
      ports,
      signer: keys.checkpointer,
      onError,
      ...(mark ? { mark } : {}),
    });
    this.#writer = new LedgerWriter({
      storage,
      log,
      ports,
      sealer: () => this.#keys.sealer,
      onStored: ({ size, root, acts }) => {
        this.checkpoints.grew(size, root);
        if (this.changes.watched) this.changes.tell(acts);
      },
    });
  }

  /**
   * Opens an organisation for writing: its keys are held against its `key` records, its tree against its mark.
   * A ledger that is older than its mark turns read-only.
   */
  static async open(options: OrganisationOptions, around: Surroundings): Promise<Organisation> {
    const { storage, ports, pool, mark, onError } = around;
    const { organisation, log, keys } = options;
    const ring = await openKeyRing(storage, { organisation, log, keys, ports });
    pool.setCheckpointKeys(organisation, ring.checkpointKeys);
    const opened = new Organisation(options, around, ring);
    const broken = await differsFromMark(storage, { log, ports, ...(mark ? { mark } : {}) });
    if (broken) {
      onError(broken);
      await opened.#writer.stop(broken);
    } else {
      const { size } = await storage.head(log);
      const latest = await opened.checkpoints.latest();
      // A stop may have come between an append and its checkpoint.
      if (size > (latest?.size ?? 0)) await opened.checkpoints.at(size);
    }
    opened.#tidy(onError);
    return opened;
  }

  get id(): ThumbprintUri {
    return this.options.organisation;
  }

  get fingerprint(): string {
    return fingerprintOf(this.id);
  }

  get keys(): KeyRing {
    return this.#keys;
  }

  get checkpointKeys(): readonly VerifierKey[] {
    return this.#keys.checkpointKeys;
  }

  /** Checks what a person sent, in the pool, and has it sealed. */
  async record({ source, permit, sender }: Sent): Promise<Sealed> {
    const checked = await this.#pool.check({ organisation: this.id, source, ...(permit ? { permit } : {}) });
    return this.#writer.submit({
      from: 'person',
      checked,
      ...(permit ? { permit } : {}),
      ...(sender ? { sender } : {}),
    });
  }

  /** Has statements of the organisation's own sealed, in order. */
  async seal(statements: readonly AnyStatement[]): Promise<Sealed[]> {
    return this.#writer.submitOwn(await Promise.all(statements.map((statement) => this.#own(statement))));
  }

  /** Has a statement sealed that is made in the writer's turn, when nothing else can come between. */
  sealInTurn(make: () => Promise<AnyStatement>): Promise<Sealed> {
    return this.#writer.submit({ from: 'turn', make: async () => this.#own(await make()) });
  }

  /** Runs tasks that look at what stands and seal what is missing, one after another: two at once would both find it missing. */
  alone<T>(task: () => Promise<T>): Promise<T> {
    return this.#alone.run(task);
  }

  /** What all statements of the organisation's own have. */
  head(
    kind: string,
    by: string,
  ): Pick<AnyStatement, 'kind' | 'version' | 'organisation' | 'nonce' | 'at' | 'zone' | 'by'> {
    const at = new Date(this.ports.clock()).toISOString();
    return { kind, version: 1, organisation: this.id, nonce: newNonce(this.ports.random), at, zone: 'UTC', by };
  }

  /** The act that a statement would have. */
  async #own(statement: AnyStatement): Promise<CheckedAct> {
    return summaryOf(statement, await makeAct(statement, { hash: this.ports.hash }));
  }

  async payloads(acts: readonly Digest[]): Promise<(string | null)[]> {
    const found = new Map((await this.storage.records(acts)).map(({ act, text }) => [act, text]));
    return acts.map((act) => {
      const text = found.get(act);
      return text === undefined ? null : (JSON.parse(text) as { payload: string }).payload;
    });
  }

  /** Permits that nobody can deliver any more are forgotten, now and every hour. */
  #tidy(onError: Surroundings['onError']): void {
    const drop = () => this.storage.dropSpent(this.ports.clock()).catch(onError);
    void drop();
    this.#tidying = setInterval(() => void drop(), 3_600_000).unref();
  }

  async close(): Promise<void> {
    clearInterval(this.#tidying);
    await this.#writer.stop();
    await this.checkpoints.close();
  }
}

async function differsFromMark(
  storage: OrganisationStorage,
  { log, ports, mark }: { readonly log: string; readonly ports: Ports; readonly mark?: Mark },
): Promise<ParaphError | undefined> {
  const marked = mark?.largest(log);
  if (!marked) return undefined;
  const { size } = await storage.head(log);
  const root =
    size >= marked.size
      ? await rootAt(marked.size, { readTile: tileReader(storage, log), hash: ports.hash })
      : undefined;
  if (root && Buffer.from(root).toString('base64') === marked.root) return undefined;
  return new ParaphError(
    'read-only',
    `The database of ${log} has ${size} entries and does not extend the checkpoint of ${marked.size} that was signed: a backup was restored. It takes no more records.`,
  );
}
