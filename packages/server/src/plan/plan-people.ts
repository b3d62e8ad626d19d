import type { Identifier } from '@paraph/core/model';
import { newIdentifier } from '@paraph/core/signing';
import type { Organisation } from '../organisation/organisation.js';

/** Lasting identifiers of people, by the site's own: random, and found again in the records that name them. */
export class PlanPeople {
  readonly #organisation: Organisation;
  readonly #persons = new Map<string, Identifier>();
  readonly #enrolments = new Map<string, Identifier>();

  constructor(organisation: Organisation) {
    this.#organisation = organisation;
  }

  /** A learner's enrolment in a programme, and the learner's identifier, which is the same in all programmes. */
  async enrolment(subject: string, programme: Identifier): Promise<{ enrolment: Identifier; learner: Identifier }> {
    const learner = await this.person(subject, 'learner');
    const name = `${programme} ${subject}`;
    const known = this.#enrolments.get(name);
    if (known) return { enrolment: known, learner };
    const found = (await this.#organisation.storage.people(subject)).find(
      (one) => one.role === 'learner' && one.programme === programme,
    );
    const enrolment = (found?.of as Identifier | undefined) ?? newIdentifier(this.#organisation.ports.random);
    this.#enrolments.set(name, enrolment);
    return { enrolment, learner };
  }

  async person(subject: string, role: 'learner' | 'trainer'): Promise<Identifier> {
    const name = `${role} ${subject}`;
    const known = this.#persons.get(name);
    if (known) return known;
    const found = (await this.#organisation.storage.people(subject)).find((one) => one.role === role);
    const person = found?.person ?? newIdentifier(this.#organisation.ports.random);
    this.#persons.set(name, person);
    return person;
  }
}
