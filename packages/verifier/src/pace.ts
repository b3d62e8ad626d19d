/**
 * Lets the page draw, and a person click, while a long file is read: gives the thread back once it was held for some milliseconds.
 */
export class Pace {
  readonly #clock: () => number;
  readonly #held: number;
  #since: number;

  /**
   * @param clock milliseconds
   * @param held milliseconds for which the thread may be held at a stretch
   */
  constructor(clock: () => number, { held = 12 }: { readonly held?: number } = {}) {
    this.#clock = clock;
    this.#held = held;
    this.#since = clock();
  }

  /** Gives the thread back if it was held for long enough. */
  async breathe(): Promise<void> {
    if (this.#clock() - this.#since < this.#held) return;
    await new Promise<void>((resolve) => setTimeout(resolve));
    this.#since = this.#clock();
  }
}
