import type {
  AnyStatement,
  Certificate,
  Digest,
  Dossier,
  Programme,
  RequirementState,
  ThumbprintUri,
} from '../model.js';
import { authorOf, fingerprintOf, type Ports, readFingerprint, type SealedRecord } from '../signing.js';
import { Anchors } from './anchor.js';
import { checkFiles } from './dossier-files.js';
import { Entries, type Entry, placeOf } from './entries.js';
import { type OpenedFile, openFile, type VerifiedFile } from './open-file.js';
import { checkOrder, checkPlaces } from './places.js';
import { checkRecord, fitsSchema } from './record-checks.js';
import type { AnswerState, Finding, Report, ReportedAct, ReportedCertificate } from './report.js';
import { checkStreams, type StreamsAnswer } from './streams.js';

/** Options of {@link verifyFiles}. */
export interface VerifyOptions {
  readonly ports: Ports;
  /** The organisation's fingerprint, as it was got elsewhere than from these files. */
  readonly fingerprint?: string;
  /** Where the fingerprint was got, in the reader's words; printed in the report. */
  readonly from?: string;
  /** Called before each record; awaited, so that a page can draw. */
  readonly onProgress?: (done: number, total: number) => void | Promise<void>;
}

/**
 * Verifies bundles and dossiers, without the organisation that made them and without a network.
 *
 * @param files one or several; contradictions are looked for across all
 * @returns the report: intact, by whom, complete, when, status, and what could not be judged. Whatever the files hold, it does not throw
 *
 * @example
 * ```ts
 * import { verifyFiles } from '@paraph/core/bundle';
 * import { defaultPorts, digestOf } from '@paraph/core/signing';
 * const ports = defaultPorts();
 * const bytes = new TextEncoder().encode('{}');
 * const report = await verifyFiles([{ name: 'x.paraph.json', digest: digestOf(bytes, ports.hash), bundle: bytes }], { ports });
 * console.log(report.exitCode, report.intact.findings[0]?.code); // 1 unreadable
 * ```
 */
export async function verifyFiles(files: readonly VerifiedFile[], options: VerifyOptions): Promise<Report> {
  const { ports } = options;
  const failed: Finding[] = [];
  const open: Finding[] = [];
  const noted: Finding[] = [];
  const entries = new Entries();
  const contradictions: { readonly entry: Entry; readonly other: Entry; readonly file: string }[] = [];
  const opened: OpenedFile[] = [];
  const kinds = new Map<VerifiedFile, 'bundle' | 'dossier' | 'unreadable'>();
  for (const file of files) {
    const one = await openFile(file, ports, failed);
    kinds.set(file, one ? (one.bundle.dossier === undefined ? 'bundle' : 'dossier') : 'unreadable');
    if (!one) continue;
    opened.push(one);
    for (const entry of one.own) {
      const other = entries.add(entry);
      if (other) contradictions.push({ entry, other, file: file.name });
    }
  }
  const organisation = opened[0]?.keys.organisation;
  checkOrder(entries, failed);

  const statements = new Map<Digest, AnyStatement>();
  // Only what fits its schema is read as what it says it is: anybody can seal anything.
  for (const { records } of opened)
    for (const { act, statement } of records) if (fitsSchema(statement)) statements.set(act, statement);
  const versions = sessionVersions(entries, statements);
  const sound = new Set<Entry>();
  const reported = new Map<Digest, ReportedAct>();
  const owners = new Map<ThumbprintUri, string>();
  const spent = new Map<string, Digest>();
  const streams: StreamsAnswer[] = [];
  const requirements: RequirementState[] = [];
  const total = opened.reduce((sum, { records }) => sum + records.length, 0);
  let done = 0;
  let signatures = 0;

  for (const { file, bundle, records, own, keys } of opened) {
    const findIn = (list: Finding[], found: readonly Finding[]) =>
      list.push(...found.map((one) => ({ ...one, file: file.name })));
    findIn(failed, keys.findings);
    if (keys.organisation !== organisation)
      findIn(failed, [{ code: 'organisation-differs', subject: keys.organisation }]);
    findIn(
      noted,
      bundle.notUnderstood.map((subject) => ({ code: 'member-not-judged', subject })),
    );
    const anchors = await Anchors.open(bundle, { keys, entries: own, ports });
    findIn(failed, anchors.findings);
    const unproved = checkPlaces(own, { anchors, keys });
    findIn(failed, unproved.findings);
    for (const entry of own) if (!unproved.acts.has(entry.claims.act)) sound.add(entry);
    const lists = new Set(Object.keys(bundle.lists));
    for (const [at, record] of records.entries()) {
      await options.onProgress?.(done++, total);
      signatures += record.person ? 2 : 1;
      const found = await checkRecord(record, {
        bundle,
        keys,
        anchors,
        versions,
        lists,
        ports,
        statements,
        owners,
        spent,
      });
      const entry = own[at];
      if (entry && !found.failed.some(({ code }) => code === 'seal-invalid')) sound.add(entry);
      findIn(failed, found.failed);
      findIn(open, found.open);
      findIn(noted, found.noted);
      const intact = found.failed.length === 0 && !unproved.acts.has(record.act);
      reported.set(record.act, reportAct(record, { intact, fits: statements.has(record.act) }));
    }
    findIn(failed, [...anchors.unused(), ...[...lists].map((subject) => ({ code: 'unasked' as const, subject }))]);
    const dossier = bundle.dossier === undefined ? undefined : records.find(({ act }) => act === bundle.dossier);
    if (bundle.dossier !== undefined && dossier?.statement.kind !== 'dossier')
      findIn(failed, [{ code: 'unreadable', subject: bundle.dossier }]);
    if (dossier?.statement.kind === 'dossier' && statements.has(dossier.act)) {
      streams.push(checkStreams(dossier, entries));
      requirements.push(...(dossier.statement as unknown as Dossier).profile.states);
      findIn(failed, checkFiles(dossier.statement as unknown as Dossier, file.contents));
    } else if (file.contents) findIn(failed, [{ code: 'unreadable', subject: file.name }]);
  }
  await options.onProgress?.(total, total);
  // What no seal and no tree stands behind proves nothing against anybody; it fails by itself.
  for (const { entry, other, file } of contradictions)
    if (sound.has(entry) && sound.has(other))
      failed.push({ code: 'place-twice', subject: placeOf(entry.claims), file });

  const acts = [...reported.values()].sort((left, right) =>
    left.log < right.log ? -1 : left.log > right.log ? 1 : left.index - right.index,
  );
  const byWhom = judgeIssuer(organisation, options);
  const complete = mergeStreams(streams);
  const shownKeys = opened[0]?.keys;
  const hasCertificate = acts.some(({ kind }) => kind === 'certificate');
  const received = acts.map((one) => one.received).sort();
  const stateOf = (bad: readonly Finding[], unsure: readonly Finding[]): AnswerState =>
    bad.length > 0 ? 'failed' : unsure.length > 0 ? 'not-judged' : 'good';
  const intact = opened.length === 0 && failed.length === 0 ? 'failed' : stateOf(failed, open);
  const fails = intact === 'failed' || byWhom.state === 'failed' || complete.state === 'failed';
  const unsure = intact === 'not-judged' || byWhom.state === 'not-judged' || complete.state === 'not-judged';
  const name = nameOf(statements);
  return {
    version: 1,
    files: files.map((file) => ({ name: file.name, digest: file.digest, kind: kinds.get(file) ?? 'unreadable' })),
    ...(organisation && shownKeys
      ? {
          organisation: {
            key: organisation,
            fingerprint: fingerprintOf(organisation),
            ...(name === undefined ? {} : { name }),
            names: shownKeys.names,
          },
        }
      : {}),
    intact: {
      state: intact,
      findings: failed.length > 0 ? unique(failed) : unique(open),
      records: acts.length,
      stubs: entries.inOrder().filter(({ record }) => !record).length,
      signatures,
    },
    byWhom,
    complete,
    when: {
      state: acts.length > 0 ? 'not-judged' : 'not-stated',
      findings: acts.length > 0 ? [{ code: 'time-by-organisation' }] : [],
      ...(received.length > 0 ? { from: received[0] as string, until: received.at(-1) as string } : {}),
    },
    status: {
      state: hasCertificate ? 'not-judged' : 'not-stated',
      findings: hasCertificate ? [{ code: 'status-not-judged' }] : [],
      keysAsOf: shownKeys?.count ?? 0,
    },
    notJudged: unique([...open, ...noted]),
    acts,
    requirements,
    certificates: certificatesOf(opened, { reported, statements }),
    exitCode: fails ? 1 : unsure ? 2 : 0,
  };
}

function judgeIssuer(organisation: ThumbprintUri | undefined, { fingerprint, from }: VerifyOptions): Report['byWhom'] {
  const where = from === undefined ? {} : { from };
  if (fingerprint !== undefined && fingerprint !== '') {
    const typed = readFingerprint(fingerprint);
    if (typed === undefined)
      return {
        state: 'not-judged',
        findings: [{ code: 'fingerprint-unreadable' }],
        established: 'self-declared',
        ...where,
      };
    if (organisation !== undefined)
      return typed === readFingerprint(fingerprintOf(organisation))
        ? { state: 'good', findings: [], established: 'pinned', ...where }
        : { state: 'failed', findings: [{ code: 'fingerprint-differs' }], established: 'self-declared', ...where };
  }
  return { state: 'not-judged', findings: [{ code: 'issuer-self-declared' }], established: 'self-declared' };
}

function mergeStreams(answers: readonly StreamsAnswer[]): StreamsAnswer {
  if (answers.length === 0) return { state: 'not-stated', findings: [], streams: [] };
  const findings = answers.flatMap((answer) => answer.findings);
  return {
    state: findings.length > 0 ? 'failed' : 'good',
    findings,
    streams: answers.flatMap((answer) => answer.streams),
  };
}

function reportAct(
  record: SealedRecord,
  { intact, fits }: { readonly intact: boolean; readonly fits: boolean },
): ReportedAct {
  const { statement, act, seal } = record;
  const { log, index, received, facts } = seal.header.paraph;
  return {
    act,
    kind: statement.kind,
    log,
    index,
    author: authorOf(statement),
    ...(fits && statement.at !== undefined ? { at: statement.at } : {}),
    received,
    ...(fits && statement.seen ? { after: { log: statement.seen.log, size: statement.seen.size } } : {}),
    late: facts.includes('late'),
    ...(fits && statement.shown ? { words: statement.shown.text } : {}),
    intact,
  };
}

function certificatesOf(
  opened: readonly OpenedFile[],
  {
    reported,
    statements,
  }: { reported: ReadonlyMap<Digest, ReportedAct>; statements: ReadonlyMap<Digest, AnyStatement> },
): ReportedCertificate[] {
  const acts = new Set(opened.flatMap(({ records }) => records.map(({ act }) => act)));
  return [...acts].flatMap((act) => {
    const statement = statements.get(act);
    if (statement?.kind !== 'certificate') return [];
    const { holder, hours, printed } = statement as unknown as Certificate;
    return [{ act, intact: reported.get(act)?.intact ?? false, holder: holder.name, hours, printed }];
  });
}

function sessionVersions(entries: Entries, statements: ReadonlyMap<Digest, AnyStatement>): Map<string, Entry[]> {
  const versions = new Map<string, Entry[]>();
  for (const entry of entries.inOrder()) {
    const statement = statements.get(entry.claims.act);
    const session = entry.record && statement?.kind === 'session' ? statement.about.session : undefined;
    if (typeof session !== 'string') continue;
    const known = versions.get(session);
    if (known) known.push(entry);
    else versions.set(session, [entry]);
  }
  return versions;
}

function nameOf(statements: ReadonlyMap<Digest, AnyStatement>): string | undefined {
  for (const statement of statements.values()) {
    if (statement.kind !== 'programme') continue;
    const name: unknown = (statement as unknown as Partial<Programme>).provider?.name;
    if (typeof name === 'string') return name;
  }
  return undefined;
}

function unique(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((one) => [JSON.stringify(one), one])).values()];
}
