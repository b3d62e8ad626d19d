import { ParaphError } from '@paraph/core/errors';
import type { Identifier } from '@paraph/core/model';
import { type TokenRole, type TokenScope, type VerifiedToken, verifyToken } from '@paraph/core/signing';
import type { Organisation } from '../organisation/organisation.js';
import { Recent } from '../seal/recent.js';
import type { Sender } from '../seal/submission.js';
import type { Person } from '../storage/storage.js';
import { derivedIdentifier } from './derived-identifier.js';

/** Who a token says is asking. */
export interface Principal {
  readonly role: TokenRole;
  /** The site's own identifier of the person. */
  readonly subject: string;
  readonly scope: TokenScope;
  /** What names the person in this role: enrolments, or sessions. */
  readonly people: readonly Person[];
  /** Undefined for a learner or trainer whom no plan names. */
  readonly person: Identifier | undefined;
  readonly kid: string;
  readonly sender: Sender;
}

/** A token that was checked stands this long without being checked again, in milliseconds. */
const keptFor = 30_000;

/** Finds out who is asking, from the token in a request. */
export class Principals {
  readonly #organisation: Organisation;
  readonly #audience: string;
  readonly #checked = new Recent<string, { readonly token: VerifiedToken; readonly until: number }>(2000);

  /** @param audience the endpoint's URL, which tokens are for */
  constructor(organisation: Organisation, audience: string) {
    this.#organisation = organisation;
    this.#audience = audience;
  }

  /**
   * @param authorization the header's value
   * @returns undefined when there is none
   * @throws A {@link ParaphError} `token`, `role`, `scope`
   */
  async of(authorization: string | null | undefined): Promise<Principal | undefined> {
    if (authorization == null) return undefined;
    const text = /^Bearer ([\w.-]{1,8192})$/i.exec(authorization)?.[1];
    if (text === undefined) throw new ParaphError('token', 'The header Authorization holds no bearer token.');
    const token = await this.#check(text);
    const { role, subject, scope = {}, kid, digest } = token;
    const named = role === 'learner' || role === 'trainer';
    const people = named ? (await this.#organisation.storage.people(subject)).filter((one) => one.role === role) : [];
    const person = named ? people[0]?.person : derivedIdentifier(this.#organisation.id, kid, subject);
    const persons = new Set(named ? people.map((one) => one.person) : person ? [person] : []);
    return {
      role,
      subject,
      scope,
      people,
      person,
      kid,
      sender: { role, scope, persons, evidence: { digest, token: text } },
    };
  }

  async #check(text: string): Promise<VerifiedToken> {
    const { storage, ports } = this.#organisation;
    const now = ports.clock();
    const known = this.#checked.get(text);
    if (known && now < known.until) return known.token;
    const token = await verifyToken(text, {
      keyOf: (kid) => storage.siteKey(kid),
      audience: this.#audience,
      now,
      hash: ports.hash,
    });
    this.#checked.set(text, { token, until: Math.min(now + keptFor, token.expires) });
    return token;
  }
}
