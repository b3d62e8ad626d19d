import type { AnyStatement } from '@paraph/core/model';
import type { Planned } from '@paraph/core/wire';
import type { Organisation } from '../organisation/organisation.js';
import type { ViewEntry } from '../storage/storage.js';

/** The versions in force that these entries name, with their acts. */
export async function plannedOf<S = AnyStatement>(
  organisation: Organisation,
  entries: readonly ViewEntry[],
): Promise<Planned<S>[]> {
  const found = await organisation.statements.all(entries.map(({ act }) => act));
  return entries.flatMap(({ act }) => {
    const statement = found.get(act)?.statement;
    return statement ? [{ act, statement: statement as unknown as S }] : [];
  });
}

/** The one that is there, or undefined. */
export async function plannedOne<S = AnyStatement>(
  organisation: Organisation,
  entry: ViewEntry | undefined,
): Promise<Planned<S> | undefined> {
  return entry && (await plannedOf<S>(organisation, [entry]))[0];
}

/** The server's clock, as views state it. */
export const timeOf = ({ ports }: Organisation): string => new Date(ports.clock()).toISOString();
