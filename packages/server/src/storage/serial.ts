/** Runs tasks one after another: a connection has one transaction at a time. */
export class Serial {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs a task when all earlier ones have ended, well or not. */
  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task, task);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
