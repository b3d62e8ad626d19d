import type { Seen } from '@paraph/core/model';
import type { PermitAnswer } from '@paraph/core/wire';
import { keyOf } from '../outbox/store.js';
import type { Connection } from './connection.js';

/** The latest checkpoint that this device holds: it goes into what is signed here, so that a rewritten history contradicts it. */
interface Held {
  readonly note: string;
  readonly seen: Seen;
  /** The verifier keys that opened it. */
  readonly keys?: readonly string[];
}

/** Told on the connection when a ledger doesn't extend what was seen of it before. */
export class SplitViewEvent extends Event {
  /** The note that was held. */
  readonly held: string;
  /** The note that is shown now. */
  readonly shown: string;

  constructor({ held, shown }: { held: string; shown: string }) {
    super('split-view');
    this.held = held;
    this.shown = shown;
  }
}

/** Keeps the latest checkpoint of a ledger, and holds each new one against it. */
export class CheckpointMemory {
  #connection: Connection;
  #turn: Promise<void> = Promise.resolve();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** The checkpoint that this device holds, as a statement says it. */
  async seen(): Promise<Seen | undefined> {
    return (await this.#held())?.seen;
  }

  /**
   * Takes the checkpoint of an answer: kept when it extends the held one. When it doesn't, the held one stays, as evidence, and `split-view` is fired.
   *
   * @param answer what the server gave
   * @param asked the checkpoint that its proof starts from
   */
  take(answer: Pick<PermitAnswer, 'checkpoint' | 'consistency'>, asked: Pick<Seen, 'size'> | undefined): Promise<void> {
    // One after the other: two answers may come at once, and the later one may be of the smaller tree.
    const turn = this.#turn.then(() => this.#take(answer, asked));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #take(
    { checkpoint: note, consistency = [] }: Pick<PermitAnswer, 'checkpoint' | 'consistency'>,
    asked: Pick<Seen, 'size'> | undefined,
  ) {
    const held = await this.#held();
    // The proof starts where this device stood when it asked; another answer may have come in between.
    if (held !== undefined && held.seen.size !== asked?.size) return;
    const { checkCheckpoint } = await import('./check-checkpoint.js');
    const checked = await checkCheckpoint(this.#connection, note, held && { ...held, consistency });
    if (held !== undefined && !checked.extends) {
      this.#connection.dispatchEvent(new SplitViewEvent({ held: held.note, shown: note }));
      return;
    }
    const store = await this.#connection.store;
    await store
      .put('checkpoints', await this.#key(), { note, seen: checked.seen, keys: checked.keys } satisfies Held)
      .catch(() => undefined);
  }

  async #held(): Promise<Held | undefined> {
    const store = await this.#connection.store;
    return store.get<Held>('checkpoints', await this.#key()).catch(() => undefined);
  }

  async #key(): Promise<string> {
    const { organisation } = await this.#connection.identity();
    return keyOf(this.#connection.endpoint, organisation);
  }
}
