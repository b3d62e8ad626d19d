import { findHoles } from '../ledger.js';
import type { Dossier } from '../model.js';
import type { SealedRecord } from '../signing.js';
import type { Entries } from './entries.js';
import type { Finding, VerdictAnswer } from './report.js';

/** What a dossier states to be whole, and whether it is. */
export interface StreamsAnswer extends VerdictAnswer {
  readonly streams: readonly { readonly log: string; readonly of: string; readonly until: number }[];
}

/**
 * Holds the streams that a dossier states against the entries that it shows: every number from 1 to the stated end,
 * and none above it that stands below the dossier's own place (format.md, "Streams").
 */
export function checkStreams(dossier: SealedRecord, entries: Entries): StreamsAnswer {
  const { ends, about } = dossier.statement as unknown as Dossier;
  const findings: Finding[] = [];
  const own = dossier.seal.header.paraph;
  const streams = [];
  const order = entries.inOrder();
  for (const { log, of, n } of ends) {
    const numbers: number[] = [];
    for (const { claims } of order) {
      if (claims.log !== log) continue;
      const number = claims.streams.find((stream) => stream.of === of)?.n;
      if (number === undefined || claims.act === own.act) continue;
      numbers.push(number);
      if (number > n && claims.index < own.index)
        findings.push({ code: 'stream-longer', subject: of, values: { stated: n, found: number } });
    }
    for (const hole of findHoles(
      numbers.filter((number) => number <= n),
      { last: n },
    ))
      findings.push({ code: 'stream-hole', subject: of, values: { from: hole.from, to: hole.to } });
    streams.push({ log, of, until: n });
  }
  const stated = new Set(ends.filter(({ log }) => log === own.log).map(({ of }) => of));
  const asked = [`enrolment:${about.enrolment}`, `plan:${about.programme}`, `plan:${dossier.statement.organisation}`];
  for (const of of asked) if (!stated.has(of)) findings.push({ code: 'stream-not-stated', subject: of });
  return { state: findings.length > 0 ? 'failed' : 'good', findings, streams };
}
