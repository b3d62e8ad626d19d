import { ParaphError } from '@paraph/core/errors';
import { readings } from './reading.js';

/** Where a token comes from: a value that the page set, a function, or an address that is asked. */
export interface TokenOrigin {
  /** A token that the page holds. It can't be renewed. */
  readonly token?: string | undefined;
  /** Gives a token, called again when it ends. */
  readonly getToken?: (() => string | Promise<string>) | undefined;
  /** Address of the site's own backend that answers with a token, as text or as `{"token": "…"}`. Asked with the site's cookies. */
  readonly tokenFrom?: string | undefined;
}

/** A token is renewed this long before it ends: it has to last for the request that it goes with. */
const margin = 30_000;

/** Keeps one token in memory, never in a cookie or an address, and renews it when it ends. */
export class TokenSource {
  #origin: TokenOrigin;
  #fetch: typeof globalThis.fetch;
  #clock: () => number;
  #held: string | undefined;
  #asked: Promise<string | undefined> | undefined;

  constructor(origin: TokenOrigin, { fetch, clock }: { fetch: typeof globalThis.fetch; clock: () => number }) {
    this.#origin = origin;
    this.#fetch = fetch;
    this.#clock = clock;
  }

  /** Whether there is anywhere to get a token from. */
  get exists(): boolean {
    return (
      this.#origin.token !== undefined || this.#origin.getToken !== undefined || this.#origin.tokenFrom !== undefined
    );
  }

  /**
   * The token to send; `undefined` where the page gives none.
   *
   * @param renew asks for a new one although the held one seems to last: the server refused it
   * @throws A {@link ParaphError} `unavailable` when the site's backend can't be reached, `token` when it gives none
   */
  async current({ renew = false }: { renew?: boolean } = {}): Promise<string | undefined> {
    const { token, getToken, tokenFrom } = this.#origin;
    if (token !== undefined) return token;
    if (getToken === undefined && tokenFrom === undefined) return undefined;
    if (this.#held !== undefined && !renew && !this.#ends(this.#held)) return this.#held;
    // Several elements may ask at once; the site is asked once.
    this.#asked ??= (getToken === undefined ? this.#ask(tokenFrom as string) : Promise.resolve(getToken())).finally(
      () => {
        this.#asked = undefined;
      },
    );
    this.#held = await this.#asked;
    return this.#held;
  }

  async #ask(address: string): Promise<string> {
    let response: Response;
    try {
      response = await this.#fetch(new URL(address, document.baseURI), {
        credentials: 'same-origin',
        cache: 'no-store',
        headers: { accept: 'application/json, text/plain' },
      });
    } catch (cause) {
      throw unnamed(`No token could be fetched from ${address}.`, cause);
    }
    if (response.status >= 500) throw unnamed(`${address} answered with status ${response.status}.`);
    if (!response.ok) throw new ParaphError('token', `${address} gave no token: status ${response.status}.`);
    const text = (await response.text()).trim();
    if (!text.startsWith('{')) return text;
    const { token } = JSON.parse(text) as { token?: unknown };
    if (typeof token !== 'string') throw new ParaphError('token', `${address} answered without a member "token".`);
    return token;
  }

  #ends(token: string): boolean {
    const { exp } = claimsOf(token);
    return typeof exp === 'number' && exp * 1000 - margin < this.#clock();
  }
}

/** Paraph's own server may well be there: it is the site that doesn't answer. */
function unnamed(message: string, cause?: unknown): ParaphError {
  const error = new ParaphError('unavailable', message, { cause });
  readings.set(error, 'unnamed');
  return error;
}

/** What a token says, unchecked: only to know when it ends. */
function claimsOf(token: string): { exp?: unknown } {
  try {
    return JSON.parse(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'))) as { exp?: unknown };
  } catch {
    return {};
  }
}
