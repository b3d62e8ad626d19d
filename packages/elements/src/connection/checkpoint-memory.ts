import { ParaphError } from '@paraph/core/errors';
import { openCheckpoint, readVerifierKey, seenOf, type VerifiedCheckpoint, verifyConsistency } from '@paraph/core/ledger';
import type { Seen } from '@paraph/core/model';
import { decodeBase64url } from '@paraph/core/signing';
import type { PermitAnswer } from '@paraph/core/wire';
import { keyOf } from '../outbox/store.js';
import type { Connection } from './connection.js';

/** The latest checkpoint that this device holds: it goes into what is signed here, so that a rewritten history contradicts it. */
interface Held {
  readonly note: string;
  readonly seen: Seen;
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
   * @param answer what the server gave, and from which size its proof starts
   */
  take(answer: Pick<PermitAnswer, 'checkpoint' | 'consistency'>, asked: { readonly size: number } | undefined): Promise<void> {
    // One after the other: two answers may come at once, and the later one may be of the smaller tree.
    const turn = this.#turn.then(() => this.#take(answer, asked));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #take({ checkpoint: note, consistency }: Pick<PermitAnswer, 'checkpoint' | 'consistency'>, asked: { readonly size: number } | undefined) {
    const shown = await this.#open(note);
    const held = await this.#held();
    // A new generation has a tree of its own: what came before is bound by its `continue` record.
    if (held === undefined || held.seen.log !== shown.origin) return this.#keep(note, shown);
    if (held.seen.size !== asked?.size) return;
    const before = await this.#open(held.note).catch(() => undefined);
    if (before === undefined) return this.#keep(note, shown);
    const path = (consistency ?? []).map((one) => decodeBase64url(one));
    const claim = { from: before.size, to: shown.size, fromRoot: before.root, toRoot: shown.root, hash: this.#connection.ports.hash };
    if (before.size === 0 || verifyConsistency(path, claim)) return this.#keep(note, shown);
    this.#connection.dispatchEvent(new SplitViewEvent({ held: held.note, shown: note }));
  }

  async #open(note: string): Promise<VerifiedCheckpoint> {
    const { checkpointKeys } = await this.#connection.announcement();
    const { hash, verifySignature } = this.#connection.ports;
    const opened = await openCheckpoint(note, { keys: checkpointKeys.map((key) => readVerifierKey(key, hash)), verifySignature });
    if (!opened.verified) throw new ParaphError('seen', `The checkpoint is not signed by its log: ${opened.reason}.`);
    return opened;
  }

  async #keep(note: string, checkpoint: VerifiedCheckpoint): Promise<void> {
    const store = await this.#connection.store;
    const held: Held = { note, seen: seenOf(checkpoint) };
    await store.put('checkpoints', await this.#key(), held).catch(() => undefined);
  }

  async #held(): Promise<Held | undefined> {
    const store = await this.#connection.store;
    return store.get<Held>('checkpoints', await this.#key()).catch(() => undefined);
  }

  async #key(): Promise<string> {
    const { organisation } = await this.#connection.announcement();
    return keyOf(this.#connection.endpoint, organisation);
  }
}
