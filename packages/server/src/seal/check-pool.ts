import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { ParaphError } from '@paraph/core/errors';
import type { VerifierKey } from '@paraph/core/ledger';
import type { Digest, ThumbprintUri } from '@paraph/core/model';
import type { CheckedAct } from './check.js';
import type { CheckJob, FromWorker, ToWorker } from './check-messages.js';

export interface CheckPoolOptions {
  /** How many threads check. Default: one a core, but one for the thread that serves; at most 4. */
  readonly threads?: number;
  /** Gives payloads of stored records of an organisation. */
  readonly payloads: (organisation: ThumbprintUri, acts: readonly Digest[]) => Promise<readonly (string | null)[]>;
}

interface Waiting {
  readonly resolve: (checked: CheckedAct) => void;
  readonly reject: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
  /** Messages with acts that it hasn't answered yet. */
  messages: number;
}

/** Acts that may wait for the threads; more are sent away at once, rather than answered after their senders gave up. */
const mostWaiting = 4000;

/** Messages on their way to a thread: the one that it works on, and one more, so that it never runs dry. */
const mostMessages = 2;

/**
 * A small pool of threads that check acts. What arrives while all of them are busy goes to them together: to wake a thread costs
 * almost as much as to check an act.
 */
export class CheckPool {
  #threads: Thread[];
  readonly #payloads: CheckPoolOptions['payloads'];
  readonly #checkpointKeys = new Map<ThumbprintUri, readonly VerifierKey[]>();
  #jobs: { readonly job: CheckJob; readonly waiting: Waiting }[] = [];
  #next = 0;
  #scheduled = false;
  #closed = false;

  constructor({ threads = Math.min(availableParallelism() - 1, 4), payloads }: CheckPoolOptions) {
    this.#payloads = payloads;
    this.#threads = Array.from({ length: Math.max(threads, 1) }, () => this.#start());
  }

  /** Tells all threads which keys sign an organisation's checkpoints. */
  setCheckpointKeys(organisation: ThumbprintUri, keys: readonly VerifierKey[]): void {
    this.#checkpointKeys.set(organisation, keys);
    for (const { worker } of this.#threads) worker.postMessage({ type: 'keys', organisation, keys } satisfies ToWorker);
  }

  /**
   * Checks one act.
   * @throws A {@link ParaphError} as `checkAct` does
   */
  check(job: Omit<CheckJob, 'id'>): Promise<CheckedAct> {
    if (this.#closed)
      return Promise.reject(new ParaphError('unavailable', 'The server is shutting down. Send it again.'));
    if (this.#jobs.length >= mostWaiting)
      return Promise.reject(
        new ParaphError('unavailable', 'Too much is being sent at this moment. It can be sent again in a minute.'),
      );
    return new Promise((resolve, reject) => {
      this.#jobs.push({ job: { id: this.#next++, ...job }, waiting: { resolve, reject } });
      if (this.#scheduled) return;
      this.#scheduled = true;
      setImmediate(() => {
        this.#scheduled = false;
        this.#send();
      });
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
    const error = new ParaphError('unavailable', 'The server is shutting down. Send it again.');
    for (const thread of this.#threads) this.#fail(thread, error);
    for (const { waiting } of this.#jobs.splice(0)) waiting.reject(error);
  }

  #send(): void {
    const share = Math.ceil(this.#jobs.length / this.#threads.length);
    while (this.#jobs.length > 0) {
      const thread = this.#threads.reduce((least, one) => (one.messages < least.messages ? one : least));
      // The rest goes when a thread has answered.
      if (thread.messages >= mostMessages) return;
      const taken = this.#jobs.splice(0, share);
      for (const { job, waiting } of taken) thread.waiting.set(job.id, waiting);
      thread.messages += 1;
      thread.worker.ref();
      thread.worker.postMessage({ type: 'check', jobs: taken.map(({ job }) => job) } satisfies ToWorker);
    }
  }

  #start(): Thread {
    const worker = new Worker(new URL('./check-worker.js', import.meta.url));
    // Idle threads don't keep a process alive that has nothing else to do.
    worker.unref();
    const thread: Thread = { worker, waiting: new Map(), messages: 0 };
    worker.on('message', (message: FromWorker) => this.#hear(thread, message));
    worker.on('error', (cause) =>
      this.#fail(thread, new ParaphError('internal', 'A checking thread failed.', { cause })),
    );
    worker.on('exit', () => this.#replace(thread));
    return thread;
  }

  #hear(thread: Thread, message: FromWorker): void {
    if (message.type === 'ask') {
      void this.#payloads(message.organisation, message.acts)
        .catch(() => message.acts.map(() => null))
        .then((payloads) =>
          thread.worker.postMessage({ type: 'relied', ask: message.ask, payloads } satisfies ToWorker),
        );
      return;
    }
    for (const result of message.results) {
      const waiting = thread.waiting.get(result.id);
      thread.waiting.delete(result.id);
      if ('checked' in result) waiting?.resolve(result.checked);
      else waiting?.reject(new ParaphError(result.error.code, result.error.message, result.error.fields));
    }
    thread.messages -= 1;
    if (thread.messages === 0) thread.worker.unref();
    this.#send();
  }

  /** A thread that ended takes what it was given with it, and another takes its place. */
  #replace(thread: Thread): void {
    if (this.#closed) return;
    this.#fail(thread, new ParaphError('unavailable', 'A checking thread ended. It can be sent again.'));
    this.#threads = this.#threads.map((one) => (one === thread ? this.#start() : one));
    for (const [organisation, keys] of this.#checkpointKeys) this.setCheckpointKeys(organisation, keys);
    this.#send();
  }

  #fail(thread: Thread, error: ParaphError): void {
    for (const { reject } of thread.waiting.values()) reject(error);
    thread.waiting.clear();
    thread.messages = 0;
  }
}
