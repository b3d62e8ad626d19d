import { fork } from 'node:child_process';

/** A process of the bench, asked one thing at a time. It ends with the process that started it. */
export class Child<Asks extends Record<string, (given: never) => unknown>> {
  readonly #process;
  #answer: { resolve: (value: never) => void; reject: (error: Error) => void } | undefined;

  constructor(module: URL, given: readonly string[] = []) {
    this.#process = fork(module, given, { serialization: 'advanced' });
    this.#process.on('message', (message: { value: never } | { error: string }) => {
      const answer = this.#answer;
      this.#answer = undefined;
      if ('error' in message) answer?.reject(new Error(message.error));
      else answer?.resolve(message.value);
    });
    this.#process.on('exit', (code) => this.#answer?.reject(new Error(`${module.pathname} ended with ${code}`)));
  }

  ask<K extends keyof Asks & string>(what: K, given: Parameters<Asks[K]>[0]): Promise<Awaited<ReturnType<Asks[K]>>> {
    return new Promise((resolve, reject) => {
      this.#answer = { resolve, reject };
      this.#process.send({ what, given });
    });
  }

  async end(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.disconnect();
    await ended;
  }
}

/** In a process of the bench: answers what it is asked, and ends when nobody can ask any more. */
export function answer(
  asks: Record<string, (given: never) => unknown>,
  { close = () => {} }: { readonly close?: () => unknown } = {},
): void {
  process.on('message', async ({ what, given }: { what: string; given: never }) => {
    try {
      process.send?.({ value: await asks[what]?.(given) });
    } catch (error) {
      process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
  process.once('disconnect', async () => {
    await close();
    process.exit(0);
  });
}

/** Seconds that this process has kept cores busy, all its threads together. */
export function busySeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
