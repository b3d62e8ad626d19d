import { ParaphError } from '@paraph/core/errors';
import type { AnyStatement, Digest } from '@paraph/core/model';
import type { Ports, Signer } from '@paraph/core/signing';
import type { OrganisationStorage } from '../storage/storage.js';
import type { CheckedAct } from './check.js';
import { StoredState } from './stored-state.js';
import type { Sealed, Submission } from './submission.js';
import { GrowingTree } from './tiles.js';
import { notStored, takeTurn } from './turn.js';

export interface LedgerWriterOptions {
  readonly storage: OrganisationStorage;
  /** The ledger's origin. */
  readonly log: string;
  readonly ports: Ports;
  /** The seal key in force; asked each turn, since a `key` record may change it. */
  readonly sealer: () => Signer;
  /** Records a transaction may take. Default 128. */
  readonly maxBatch?: number;
  /** Told after each durable batch, before it is answered. */
  readonly onStored?: (stored: Stored) => void;
}

/** A batch that is durable. */
export interface Stored {
  readonly size: number;
  readonly root: Uint8Array;
  readonly acts: readonly { readonly act: Digest; readonly kind: string; readonly about: AnyStatement['about'] }[];
}

interface Waiting {
  readonly submission: Submission;
  readonly resolve: (sealed: Sealed) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The one writer of one ledger. What waits is taken together: numbered, sealed, hashed and stored in one transaction, and
 * answered only when that is on the disk.
 */
export class LedgerWriter {
  readonly #options: LedgerWriterOptions;
  readonly #state: StoredState;
  #waiting: Waiting[] = [];
  #tree: GrowingTree | undefined;
  #last: string | null | undefined;
  #running: Promise<void> | undefined;
  #closed: ParaphError | undefined;

  constructor(options: LedgerWriterOptions) {
    this.#options = options;
    this.#state = new StoredState(options.storage, { log: options.log, hash: options.ports.hash });
  }

  /**
   * Has something sealed; resolves when it is durable.
   * @throws A {@link ParaphError} why it was refused; `storage` when it could not be kept
   */
  submit(submission: Submission): Promise<Sealed> {
    if (this.#closed) return Promise.reject(this.#closed);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ submission, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** Has several of the organisation's own sealed, in order. */
  submitOwn(acts: readonly CheckedAct[]): Promise<Sealed[]> {
    return Promise.all(acts.map((checked) => this.submit({ from: 'organisation', checked })));
  }

  /** Takes nothing more, with this reason; what waits is still done. */
  async stop(reason = new ParaphError('unavailable', 'The server is shutting down. Send it again.')): Promise<void> {
    this.#closed = reason;
    await this.#running;
  }

  async #run(): Promise<void> {
    const { maxBatch = 128 } = this.#options;
    // One breath, so that what arrives together is taken together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      const taken = this.#waiting.splice(0, Math.min(maxBatch, this.#untilTurn()));
      try {
        await this.#turn(taken);
      } catch (cause) {
        // The tree and the numbers may be ahead of what is stored: read them again.
        this.#tree = undefined;
        this.#last = undefined;
        this.#state.forget();
        const error = notStored(cause);
        for (const { reject } of taken) reject(error);
      }
    }
    this.#running = undefined;
  }

  /** How many may go together: what is made in its turn sees all that came before it stored, so it goes alone. */
  #untilTurn(): number {
    const at = this.#waiting.findIndex(({ submission }) => submission.from === 'turn');
    return at === -1 ? this.#waiting.length : Math.max(at, 1);
  }

  async #turn(taken: readonly Waiting[]): Promise<void> {
    const { storage, log, ports, sealer, onStored } = this.#options;
    const { tree, last } = await this.#load();
    const context = { storage, state: this.#state, tree, ports, sealer: sealer(), log, last };
    const turn = await takeTurn(
      taken.map(({ submission }) => submission),
      context,
    );
    if (turn.numbered.length > 0) {
      await storage.append(turn.batch);
      this.#last = turn.received;
      this.#state.keepEnds(turn.ends);
      for (const [session, data] of turn.sessions) this.#state.keepSession(session, data);
      onStored?.({
        size: tree.size,
        root: tree.root(),
        acts: turn.numbered.map(({ act, kind, about }) => ({ act, kind, about })),
      });
    }
    taken.forEach(({ resolve, reject }, at) => {
      const result = turn.results[at];
      if (result instanceof Error || result === undefined) reject(result ?? new ParaphError('internal', 'No result.'));
      else resolve(result);
    });
  }

  async #load(): Promise<{ tree: GrowingTree; last: string | null }> {
    const { storage, log, ports } = this.#options;
    if (this.#tree && this.#last !== undefined) return { tree: this.#tree, last: this.#last };
    const head = await storage.head(log);
    this.#tree = await GrowingTree.load(storage, { log, size: head.size, hash: ports.hash });
    this.#last = head.received;
    return { tree: this.#tree, last: this.#last };
  }
}
