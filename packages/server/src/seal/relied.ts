import type { AnyStatement, Digest } from '@paraph/core/model';
import { decodeBase64url, parseJson } from '@paraph/core/signing';

/** Fetches payloads of records; null where an act isn't in the ledger. */
export type FetchPayloads = (acts: readonly Digest[]) => Promise<readonly (string | null)[]>;

/**
 * Plan statements by act, kept while they are in use. What an act says never changes, so nothing here goes stale;
 * that one is missing is asked again each time.
 */
export class ReliedStatements {
  readonly #fetch: FetchPayloads;
  readonly #kept = new Map<Digest, AnyStatement>();
  readonly #most: number;

  constructor(fetch: FetchPayloads, { most = 5000 }: { readonly most?: number } = {}) {
    this.#fetch = fetch;
    this.#most = most;
  }

  async get(acts: readonly Digest[]): Promise<ReadonlyMap<Digest, AnyStatement>> {
    const missing = acts.filter((act) => !this.#kept.has(act));
    const found = new Map<Digest, AnyStatement>();
    for (const act of acts) {
      const kept = this.#kept.get(act);
      if (kept) found.set(act, kept);
    }
    if (missing.length === 0) return found;
    const payloads = await this.#fetch(missing);
    missing.forEach((act, at) => {
      const payload = payloads[at];
      if (payload == null) return;
      const statement = parseJson(decodeBase64url(payload)) as AnyStatement;
      if (this.#kept.size >= this.#most) this.#kept.clear();
      this.#kept.set(act, statement);
      found.set(act, statement);
    });
    return found;
  }
}
