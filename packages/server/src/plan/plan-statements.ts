import type { AnyStatement, Digest, Identifier } from '@paraph/core/model';
import { checkStatement } from '@paraph/core/model';
import { makeAct } from '@paraph/core/signing';
import type { Organisation } from '../organisation/organisation.js';
import type { EntryPlace } from '../storage/storage.js';

/** Collects what a plan changes: statements in the order in which they must be sealed, each with the act that it will have. */
export class PlanStatements {
  readonly statements: AnyStatement[] = [];
  readonly #organisation: Organisation;
  readonly #by: string;
  readonly counts = { created: 0, changed: 0, unchanged: 0 };

  constructor(organisation: Organisation, by: string) {
    this.#organisation = organisation;
    this.#by = by;
  }

  /**
   * Puts one thing of the plan in, if it is new or says something else than its last version.
   *
   * @returns the act of the version that will be in force
   * @throws A {@link ParaphError} `statement`
   */
  async put(
    place: EntryPlace,
    statement: { readonly about: Record<string, Identifier> } & Record<string, unknown>,
  ): Promise<Digest> {
    const { storage, statements, ports } = this.#organisation;
    const entry = await storage.entry(place);
    const last = entry && (await statements.one(entry.act))?.statement;
    if (entry && last && saysTheSame(last, statement)) {
      this.counts.unchanged += 1;
      return entry.act;
    }
    const supersedes = entry ? { supersedes: { act: entry.act, reason: 'the plan was changed' } } : {};
    const made = {
      ...this.#organisation.head(place.kind, this.#by),
      ...statement,
      ...supersedes,
    } as unknown as AnyStatement;
    checkStatement(made);
    this.counts[entry ? 'changed' : 'created'] += 1;
    this.statements.push(made);
    return (await makeAct(made, { hash: ports.hash })).act;
  }
}

const ofEachVersion = new Set(['kind', 'version', 'organisation', 'nonce', 'at', 'zone', 'by', 'relies', 'supersedes']);

function saysTheSame(last: AnyStatement, statement: Record<string, unknown>): boolean {
  const content = (value: object) =>
    canonical(Object.fromEntries(Object.entries(value).filter(([name]) => !ofEachVersion.has(name))));
  return content(last) === content(statement);
}

/** Text that is the same for values that say the same: only to compare, never to sign or store. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  );
}
