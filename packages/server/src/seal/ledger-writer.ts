import { ParaphError } from '@paraph/core/errors';
import type { AnyStatement, Digest } from '@paraph/core/model';
import type { Ports, Signer } from '@paraph/core/signing';
import type { OrganisationStorage } from '../storage/storage.js';
import type { CheckedAct } from './check.js';
import { StoredState } from './stored-state.js';
import type { Sealed, Submission } from './submission.js';
import { GrowingTree } from './tiles.js';
import { joinBatches, notStored, type Turn, takeTurn } from './turn.js';

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

/** What is sealed and not stored yet, and the tree after it. */
type Sealing = Turn & Pick<Stored, 'size' | 'root'> & { readonly taken: readonly Waiting[] };

/** Only a closing, and the organisation's own, are held against more of the ledger than what the writer keeps at hand. */
const mayOverlap = ({ submission }: Waiting): boolean =>
  submission.from === 'person' && submission.checked.kind !== 'closing';

/**
 * The one writer of one ledger. What waits is taken together: numbered, sealed and hashed; what is sealed is stored together, in one
 * transaction, and answered only when that is on the disk. While one transaction is on its way there, the next is sealed.
 */
export class LedgerWriter {
  readonly #options: LedgerWriterOptions;
  readonly #state: StoredState;
  #waiting: Waiting[] = [];
  #tree: GrowingTree | undefined;
  #last: string | null | undefined;
  #sealing: Promise<void> | undefined;
  /** In order. */
  #sealed: Sealing[] = [];
  #storing: Promise<void> | undefined;
  /** Transactions that failed. */
  #failures = 0;
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
      this.#sealing ??= this.#seal();
    });
  }

  /** Has several of the organisation's own sealed, in order. */
  submitOwn(acts: readonly CheckedAct[]): Promise<Sealed[]> {
    return Promise.all(acts.map((checked) => this.submit({ from: 'organisation', checked })));
  }

  /** Takes nothing more, with this reason; what waits is still done. */
  async stop(reason = new ParaphError('unavailable', 'The server is shutting down. Send it again.')): Promise<void> {
    this.#closed = reason;
    await this.#sealing;
    await this.#storing;
  }

  async #seal(): Promise<void> {
    const { maxBatch = 128 } = this.#options;
    // One breath, so that what arrives together is taken together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      const taken = this.#waiting.splice(0, Math.min(maxBatch, this.#untilTurn()));
      if (!taken.every(mayOverlap)) await this.#storing;
      const failures = this.#failures;
      try {
        const turn = await this.#take(taken);
        if (failures !== this.#failures) throw notStored(undefined);
        this.#sealed.push({ ...turn, taken });
        this.#storing ??= this.#store();
      } catch (cause) {
        // What was sealed before has its place.
        await this.#storing;
        this.#giveUp(taken, cause);
      }
    }
    this.#sealing = undefined;
  }

  /** How many may go together: what is made in its turn sees all that came before it stored, so it goes alone. */
  #untilTurn(): number {
    const at = this.#waiting.findIndex(({ submission }) => submission.from === 'turn');
    return at === -1 ? this.#waiting.length : Math.max(at, 1);
  }

  /** Numbers and seals a batch. */
  async #take(taken: readonly Waiting[]): Promise<Omit<Sealing, 'taken'>> {
    const { storage, log, ports, sealer } = this.#options;
    const { tree, last } = await this.#load();
    const context = { storage, state: this.#state, tree, ports, sealer: sealer(), log, last };
    const turn = await takeTurn(
      taken.map(({ submission }) => submission),
      context,
    );
    this.#last = turn.received;
    if (turn.numbered.length > 0) this.#state.keep(turn);
    return { ...turn, size: tree.size, root: tree.root() };
  }

  /** Stores what is sealed, all of it in one transaction, and answers; again while more was sealed meanwhile. */
  async #store(): Promise<void> {
    while (this.#sealed.length > 0) {
      const turns = this.#sealed.splice(0);
      try {
        await this.#append(turns);
        for (const turn of turns) answer(turn);
      } catch (cause) {
        // What was sealed on top of it has no place either.
        this.#failures += 1;
        const lost = [...turns, ...this.#sealed.splice(0)];
        this.#giveUp(
          lost.flatMap(({ taken }) => taken),
          cause,
        );
      }
    }
    this.#storing = undefined;
  }

  async #append(turns: readonly Sealing[]): Promise<void> {
    const numbered = turns.flatMap((turn) => turn.numbered);
    const last = turns.at(-1);
    if (numbered.length === 0 || !last) return;
    await this.#options.storage.append(joinBatches(turns.map(({ batch }) => batch)));
    for (const { batch } of turns) this.#state.stored(batch);
    const acts = numbered.map(({ act, kind, about }) => ({ act, kind, about }));
    this.#options.onStored?.({ size: last.size, root: last.root, acts });
  }

  #giveUp(taken: readonly Waiting[], cause: unknown): void {
    // The tree and the numbers may be ahead of what is stored: read them again.
    this.#tree = undefined;
    this.#last = undefined;
    this.#state.forget();
    const error = notStored(cause);
    for (const { reject } of taken) reject(error);
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

function answer({ taken, results }: Sealing): void {
  taken.forEach(({ resolve, reject }, at) => {
    const result = results[at];
    if (result instanceof Error || result === undefined) reject(result ?? new ParaphError('internal', 'No result.'));
    else resolve(result);
  });
}
