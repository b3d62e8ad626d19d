import { ParaphError } from '@paraph/core/errors';
import type { AnyStatement } from '@paraph/core/model';
import { type PermitClaims, readPermit } from '@paraph/core/signing';
import { errorOf, limits, type PermitAnswer, type PermitRequest, paths } from '@paraph/core/wire';
import { keyOf } from '../outbox/store.js';
import type { Connection } from './connection.js';

/** What leave is asked for. */
export interface PermitSubject {
  readonly kind: string;
  readonly about: AnyStatement['about'];
}

/** Leave for one act, with what it says. */
export interface HeldPermit {
  readonly permit: string;
  readonly claims: PermitClaims;
}

/** Asks for permits and keeps them, also ahead: for a half-day that opens while there is no network. */
export class Permits {
  #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Leave for one act: a held one that fits this device and this moment, else a new one.
   *
   * @throws A {@link ParaphError} `window` with `opens` and `closes` outside its time, `unavailable` without a network and without a held one
   */
  async take(subject: PermitSubject): Promise<HeldPermit> {
    const held = await this.#held(subject);
    if (held !== undefined && this.#covers(held.claims)) return held;
    const [answer] = await this.ask([subject]);
    if (answer === undefined || 'error' in answer)
      throw answer?.error ?? new ParaphError('unavailable', 'No permit was given.');
    if (!this.#covers(answer.claims)) {
      const { from: opens, until: closes } = answer.claims;
      throw new ParaphError('window', 'The time in which this can be signed is another.', { opens, closes });
    }
    return answer;
  }

  /** Asks for several at once and keeps them; gives, in order, each permit or why there is none. */
  async ask(subjects: readonly PermitSubject[]): Promise<(HeldPermit | { readonly error: ParaphError })[]> {
    const connection = this.#connection;
    const [{ signer }, seen] = await Promise.all([connection.device(), connection.checkpoints.seen()]);
    const requests = subjects.slice(0, limits.permits).map(({ kind, about }) => ({ kind, about, jkt: signer.key }));
    const request: PermitRequest = {
      requests,
      ...(seen === undefined ? {} : { seen: { log: seen.log, size: seen.size } }),
    };
    const answer = await connection.post<PermitAnswer>(paths.permits, request);
    connection.setClock(answer.time);
    // A checkpoint that can't be read must not keep anybody from signing: the record then names the one held before.
    await connection.checkpoints.take(answer, seen).catch(() => undefined);
    const store = await connection.store;
    return Promise.all(
      answer.permits.map(async (one, at) => {
        if ('problem' in one) return { error: errorOf(one.problem) };
        const held = { permit: one.permit, claims: readPermit(one.permit) };
        await store.put('permits', await this.#key(subjects[at] as PermitSubject), one.permit).catch(() => undefined);
        return held;
      }),
    );
  }

  /** Asks ahead for what has no usable permit yet. Silent: without a network it is asked again the next time. */
  async askAhead(subjects: readonly PermitSubject[]): Promise<void> {
    try {
      const held = await Promise.all(subjects.map((subject) => this.#held(subject)));
      const missing = subjects.filter((_, at) => held[at] === undefined);
      if (missing.length > 0) await this.ask(missing);
    } catch {}
  }

  /** Drops a permit that went into an act: it is good for one. */
  async spend(subject: PermitSubject): Promise<void> {
    await (await this.#connection.store).remove('permits', await this.#key(subject)).catch(() => undefined);
  }

  async #held(subject: PermitSubject): Promise<HeldPermit | undefined> {
    const connection = this.#connection;
    const [store, { signer }] = await Promise.all([connection.store, connection.device()]);
    const permit = await store.get<string>('permits', await this.#key(subject)).catch(() => undefined);
    if (permit === undefined) return undefined;
    const claims = readPermit(permit);
    return claims.jkt === signer.key && Date.parse(claims.until) > connection.now ? { permit, claims } : undefined;
  }

  #covers({ from, until }: PermitClaims): boolean {
    const { now } = this.#connection;
    return Date.parse(from) <= now && now <= Date.parse(until);
  }

  async #key({ kind, about }: PermitSubject): Promise<string> {
    const { endpoint, organisation, person } = await this.#connection.identity();
    const concerns = Object.entries(about).map(([name, value]) => `${name}=${String(value)}`);
    return keyOf(endpoint, organisation, person, kind, concerns.sort().join(' '));
  }
}
