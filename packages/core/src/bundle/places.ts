import type { Digest } from '../model.js';
import type { Anchors } from './anchor.js';
import { type Entries, type Entry, placeOf } from './entries.js';
import type { OrganisationKeys } from './organisation-keys.js';
import type { Finding } from './report.js';

/** Holds every entry against the anchor of its log. Key records above it stand by their signatures alone. */
export function checkPlaces(
  own: readonly Entry[],
  { anchors, keys }: { anchors: Anchors; keys: OrganisationKeys },
): { findings: Finding[]; acts: Set<Digest> } {
  const findings: Finding[] = [];
  const acts = new Set<Digest>();
  const fail = (code: Finding['code'], entry: Entry) => {
    findings.push({ code, subject: placeOf(entry.claims) });
    acts.add(entry.claims.act);
  };
  const withoutAnchor = new Set<string>();
  for (const entry of own) {
    const anchor = anchors.of(entry.claims.log);
    if (!anchor) {
      if (!withoutAnchor.has(entry.claims.log)) fail('anchor-missing', entry);
      withoutAnchor.add(entry.claims.log);
      acts.add(entry.claims.act);
      continue;
    }
    if (entry.claims.index >= anchor.size && entry.record?.statement.kind === 'key') continue;
    if (!anchors.holds(entry)) fail('not-in-ledger', entry);
    // The anchor's last entry says how many key records there were.
    if (entry.claims.index === anchor.size - 1 && entry.claims.keys > keys.count) fail('keys-incomplete', entry);
  }
  return { findings, acts };
}

/** format.md, Record: `received` is never below that of a lower index, but for readmitted and campaign-only records. */
export function checkOrder(entries: Entries, failed: Finding[]): void {
  let latest: { log: string; received: string } | undefined;
  for (const { claims } of entries.inOrder()) {
    if (claims.facts.includes('readmitted') || claims.streams.every(({ of }) => of.startsWith('campaign:'))) continue;
    if (latest?.log === claims.log && claims.received < latest.received)
      failed.push({ code: 'received-order', subject: placeOf(claims) });
    else latest = claims;
  }
}
