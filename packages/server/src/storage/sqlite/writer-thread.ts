import { Worker } from 'node:worker_threads';
import { ParaphError } from '@paraph/core/errors';
import type { Statement } from '../sql-storage.js';
import type { FromWriter, ToWriter } from './writer-messages.js';

interface Waiting {
  readonly resolve: (rows: readonly (readonly unknown[])[]) => void;
  readonly reject: (error: Error) => void;
}

/** The thread that writes, as the thread that serves sees it: it goes on serving while a commit waits for the disk. */
export class WriterThread {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  readonly #exited: Promise<unknown>;
  #ended: Error | undefined;

  private constructor(worker: Worker) {
    this.#worker = worker;
    this.#exited = new Promise((resolve) => worker.once('exit', resolve));
    worker.on('message', (message: FromWriter) => this.#hear(message));
    worker.on('error', (cause) => this.#end(cause));
    worker.once('exit', () => this.#end(new ParaphError('unavailable', 'The database is closed.')));
  }

  /** Opens the database in a thread of its own. */
  static async start(file: string): Promise<WriterThread> {
    const worker = new Worker(new URL('./writer-worker.js', import.meta.url), { workerData: { file } });
    await new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
    // A writer with nothing to do keeps no process alive.
    worker.unref();
    return new WriterThread(worker);
  }

  /** One transaction; see `Commit`. */
  commit(statements: readonly Statement[]): Promise<readonly (readonly unknown[])[]> {
    if (this.#ended) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) this.#worker.ref();
      this.#waiting.push({ resolve, reject });
      this.#say({ type: 'commit', statements });
    });
  }

  /** Closes the database when all transactions are done. */
  async close(): Promise<void> {
    this.#worker.ref();
    this.#say({ type: 'close' });
    await this.#exited;
  }

  #say(message: ToWriter): void {
    this.#worker.postMessage(message);
  }

  #hear(message: FromWriter): void {
    const waiting = this.#waiting.shift();
    if (this.#waiting.length === 0) this.#worker.unref();
    if (message.type === 'committed') waiting?.resolve(message.rows);
    if (message.type !== 'failed') return;
    const { code, errcode } = message;
    waiting?.reject(Object.assign(new Error(message.message), { code, errcode }));
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(this.#ended);
  }
}
