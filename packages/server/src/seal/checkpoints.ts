import { rootAt, signCheckpoint } from '@paraph/core/ledger';
import type { Ports, Signer } from '@paraph/core/signing';
import type { OrganisationStorage, StoredCheckpoint } from '../storage/storage.js';
import type { Mark } from './mark.js';
import { tileReader } from './tiles.js';

export interface CheckpointOptions {
  readonly storage: OrganisationStorage;
  readonly log: string;
  readonly ports: Ports;
  readonly signer: Signer;
  readonly mark?: Mark;
  /** Milliseconds from an append to its checkpoint, which must follow within a second. Default 200. */
  readonly delay?: number;
  readonly onError?: (error: unknown) => void;
}

/** Milliseconds until a checkpoint that failed is tried again. */
const retryAfter = 1000;

/** Signs checkpoints: soon after the tree grew, and of any size on request. */
export class Checkpoints {
  readonly #options: CheckpointOptions;
  #latest: StoredCheckpoint | undefined;
  #grown: { readonly size: number; readonly root: Uint8Array } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #signing: Promise<unknown> = Promise.resolve();

  constructor(options: CheckpointOptions) {
    this.#options = options;
  }

  /** Told that entries are durable; a checkpoint follows. */
  grew(size: number, root: Uint8Array): void {
    this.#grown = { size, root };
    this.#flushIn(this.#options.delay ?? 200);
  }

  /** One that can't be signed or kept now, since the disk is full perhaps, is tried again until it can. */
  #flushIn(delay: number): void {
    const again = (error: unknown) => {
      this.#options.onError?.(error);
      this.#flushIn(retryAfter);
    };
    this.#timer ??= setTimeout(() => void this.flush().catch(again), delay);
  }

  /** Signs what has grown now. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const grown = this.#grown;
    if (!grown) return;
    await this.#inTurn(async () => {
      if (this.#latest && this.#latest.size >= grown.size) return;
      this.#latest = await this.#sign(grown.size, grown.root);
    });
  }

  /** The largest checkpoint; undefined while the ledger is empty. */
  async latest(): Promise<StoredCheckpoint | undefined> {
    this.#latest ??= await this.#options.storage.checkpoint(this.#options.log);
    return this.#latest;
  }

  /** The checkpoint of one size, signed now if there is none: what a receipt is anchored in. */
  async at(size: number): Promise<StoredCheckpoint> {
    const { storage, log, ports } = this.#options;
    const stored = await storage.checkpoint(log, size);
    if (stored) return stored;
    const root = await rootAt(size, { readTile: tileReader(storage, log), hash: ports.hash });
    return this.#inTurn(async () => (await storage.checkpoint(log, size)) ?? this.#sign(size, root));
  }

  async close(): Promise<void> {
    await this.flush();
    await this.#signing;
  }

  async #sign(size: number, root: Uint8Array): Promise<StoredCheckpoint> {
    const { storage, log, ports, signer, mark } = this.#options;
    const note = await signCheckpoint({ origin: log, size, root }, { signers: [signer], hash: ports.hash });
    const checkpoint = { log, size, root: Buffer.from(root).toString('base64'), note };
    // Marked before it is stored, and stored before it is served.
    if (mark && size > (mark.largest(log)?.size ?? 0)) await mark.checkpoint(checkpoint);
    await storage.putCheckpoint(checkpoint);
    return checkpoint;
  }

  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#signing.then(task, task);
    this.#signing = result.catch(() => undefined);
    return result;
  }
}
