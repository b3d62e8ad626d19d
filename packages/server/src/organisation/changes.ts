import type { AnyStatement, Digest } from '@paraph/core/model';

/** Something that was recorded. */
export interface Change {
  readonly act: Digest;
  readonly kind: string;
  readonly about: AnyStatement['about'];
}

/** Tells those who watch a programme or a session that something was recorded about it. */
export class Changes {
  readonly #listeners = new Set<(changes: readonly Change[]) => void>();

  /** @returns a function that ends it */
  listen(listener: (changes: readonly Change[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(changes: readonly Change[]): void {
    for (const listener of this.#listeners) listener(changes);
  }

  get watched(): boolean {
    return this.#listeners.size > 0;
  }
}
