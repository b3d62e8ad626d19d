import { ParaphError } from '@paraph/core/errors';
import { type Hash, listRoot } from '@paraph/core/ledger';
import type { Closing, Digest, Identifier } from '@paraph/core/model';
import type { OrganisationStorage } from '../storage/storage.js';
import type { AttendanceData } from '../views/rows.js';
import type { CheckedAct } from './check.js';

/**
 * Holds what a closing states against the session's stream: that it ends no earlier, and that the root is over its acts.
 * Counts are held against the acts that it covers.
 *
 * @param before what closed the sheet and isn't stored yet
 * @throws A {@link ParaphError} `closed` when the sheet is closed already; `statement` when what it states isn't so
 */
export async function checkClosing(
  checked: CheckedAct,
  { storage, hash, before }: { readonly storage: OrganisationStorage; readonly hash: Hash; readonly before?: Digest },
): Promise<void> {
  const session = checked.about.session as Identifier;
  const last = before ?? (await storage.entry({ kind: 'closing', of: session }))?.act;
  if (last !== undefined && last !== checked.act && checked.supersedes !== last)
    throw new ParaphError('closed', 'This attendance sheet was closed already.');
  const { upTo, list, counts } = checked.closing as Pick<Closing, 'upTo' | 'list' | 'counts'>;
  const stated = new Map(upTo.map(({ log, n }) => [log, n]));
  const covered = (await storage.stream(`session:${session}`)).filter(({ log, n }) => n <= (stated.get(log) ?? 0));
  const wrong = (path: string) =>
    new ParaphError('statement', `The closing states at ${path} what the records don’t show. Load the page again.`, {
      path,
    });
  if (covered.length !== [...stated.values()].reduce((sum, n) => sum + n, 0)) throw wrong('$.upTo');
  const root = listRoot(
    covered.map(({ act }) => act),
    hash,
  );
  if (root.root !== list.root || root.size !== list.size) throw wrong('$.list');
  const acts = new Set(covered.map(({ act }) => act));
  const signatures = (await storage.entriesOf('attendance', { of: session }))
    .filter(({ act }) => acts.has(act))
    .map(({ data }) => JSON.parse(data) as AttendanceData);
  const late = signatures.filter((one) => one.late).length;
  if (counts.late !== late || counts.signed !== signatures.length - late) throw wrong('$.counts');
}
