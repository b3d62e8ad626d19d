import { type ListRoot, listRoot, verifyListed } from '../ledger.js';
import {
  type AnyStatement,
  buildWords,
  type Campaign,
  checkStatement,
  type Digest,
  isUnderstood,
  type Seen,
  type Session,
  type ThumbprintUri,
  unknownMembers,
  type WordedStatement,
} from '../model.js';
import { type Ports, type SealedRecord, verifyPerson, verifySeal } from '../signing.js';
import type { Anchors } from './anchor.js';
import type { Bundle } from './bundle.js';
import type { Entry } from './entries.js';
import type { OrganisationKeys } from './organisation-keys.js';
import type { Finding, FindingCode } from './report.js';

/** What a record is held against. */
export interface RecordContext {
  readonly bundle: Bundle;
  readonly keys: OrganisationKeys;
  readonly anchors: Anchors;
  readonly ports: Ports;
  /** Statements of all files by act: those that fit the schema of their kind, and no others. */
  readonly statements: ReadonlyMap<Digest, AnyStatement>;
  /** Whose own a device key is: the first person that signed with it. */
  readonly owners: Map<ThumbprintUri, string>;
  /** The versions of each session, in the order of the ledger. */
  readonly versions: ReadonlyMap<string, readonly Entry[]>;
  /** Roots of lists that no record asked for yet. */
  readonly lists: Set<string>;
  /** Nonces of permits that were accepted. */
  readonly spent: Map<string, Digest>;
}

/** What was found of one record. */
export interface RecordFindings {
  readonly failed: readonly Finding[];
  /** Not judged, and the exit code says so. */
  readonly open: readonly Finding[];
  /** Not judged; the exit code stays. */
  readonly noted: readonly Finding[];
}

/** Checks one record: schema, signatures, seal key, author, words, what the device had seen, lateness, lists. */
export async function checkRecord(record: SealedRecord, context: RecordContext): Promise<RecordFindings> {
  const failed: Finding[] = [];
  const open: Finding[] = [];
  const noted: Finding[] = [];
  const find = (list: Finding[], code: FindingCode) => list.push({ code, subject: record.act });
  const { statement } = record;

  if (!isUnderstood(statement.kind)) find(noted, 'kind-unknown');
  if (!context.statements.has(record.act)) find(failed, 'statement-invalid');
  const unknown = unknownMembers(statement);
  if (unknown.length > 0)
    noted.push({ code: 'members-unknown', subject: record.act, values: { members: unknown.join(', ') } });
  if (statement.organisation !== context.keys.organisation) find(failed, 'organisation-differs');
  if (!(await verifyPerson(record, context.ports))) find(failed, 'signature-invalid');

  const seal = await judgeSeal(record, context);
  if (seal === 'failed') find(failed, 'seal-invalid');
  if (seal === 'revoked') find(open, 'key-revoked');

  if (failed.length > 0) return { failed, open, noted };

  if (statement.shown) {
    const words = buildWords(statement as WordedStatement, context.statements);
    if (words === undefined) find(noted, 'words-not-judged');
    else if (words !== statement.shown.text) find(failed, 'words-differ');
  }
  if (statement.seen && !(await context.anchors.extend(statement.seen as Seen))) find(failed, 'history-differs');
  // What a device had seen lies before what it signs.
  if (
    statement.seen &&
    statement.seen.log === record.seal.header.paraph.log &&
    statement.seen.size > record.seal.header.paraph.index
  )
    find(failed, 'history-differs');
  if (record.seal.header.paraph.facts.includes('split-view')) find(failed, 'split-view');
  if (permitSpentTwice(record, context)) find(failed, 'permit-twice');
  if (!ownsKey(record, context)) find(failed, 'author-not-allowed');
  const role = judgeRole(statement, context);
  if (role === 'failed') find(failed, 'author-not-allowed');
  if (role === 'not-judged') find(open, 'role-not-judged');
  if (lateness(record, context) === 'wrong') find(failed, 'late-wrong');
  if (statement.list) context.lists.delete(statement.list.root);
  if (statement.list && !listFits(statement.list, context)) find(failed, 'list-differs');
  return { failed, open, noted };
}

/** Whether a statement fits the schema of its kind; of a kind that isn't understood, what all statements share. */
export function fitsSchema(statement: AnyStatement): boolean {
  try {
    checkStatement(statement);
    return true;
  } catch {
    return false;
  }
}

async function judgeSeal(record: SealedRecord, { keys, ports }: RecordContext): Promise<'good' | 'failed' | 'revoked'> {
  const { kid, paraph } = record.seal.header;
  const key = keys.held.get(kid);
  if (key?.purpose !== 'seal' || !(await verifySeal(record, key.jwk, ports))) return 'failed';
  if (paraph.index < key.from) return 'failed';
  if (key.trustedBelow !== undefined) return paraph.index < key.trustedBelow ? 'good' : 'revoked';
  return key.until === undefined || paraph.index < key.until ? 'good' : 'failed';
}

function permitSpentTwice({ act, statement, seal }: SealedRecord, { spent }: RecordContext): boolean {
  if (seal.header.paraph.permit !== 'accepted') return false;
  const first = spent.get(statement.nonce);
  spent.set(statement.nonce, first ?? act);
  return first !== undefined && first !== act;
}

// format.md, Permit: a key that is one person's own and signs for another, but as that person's kiosk, fails.
function ownsKey({ statement }: SealedRecord, { owners }: RecordContext): boolean {
  const { signer, device } = statement;
  if (!signer?.person || !device) return true;
  const owner = owners.get(signer.key);
  if (device.hands === 'kiosk') return owner === undefined || owner === device.operator;
  if (owner === undefined) owners.set(signer.key, signer.person);
  return owner === undefined || owner === signer.person;
}

/** Whether something in the plan gives this person the role in which they signed. */
function judgeRole(statement: AnyStatement, context: RecordContext): 'good' | 'failed' | 'not-judged' {
  const { signer, about } = statement;
  const { statements } = context;
  if (!signer?.person) return 'good';
  if (signer.role === 'learner') {
    if (about.learner !== undefined && about.learner !== signer.person) return 'failed';
    return about.enrolment === undefined ? 'not-judged' : judgeEnrolled(statement, context);
  }
  if (signer.role !== 'trainer') return 'not-judged';
  for (const act of statement.relies ?? []) {
    const session = statements.get(act);
    if (session?.kind === 'session' && session.about.session === about.session)
      return (session as unknown as Session).trainers.some(({ person }) => person === signer.person)
        ? 'good'
        : 'failed';
  }
  return 'not-judged';
}

/**
 * Whether the enrolment that a learner's act relies on is of this learner, and the half-day one of the same programme. The words name the
 * learner of the enrolment: signed by anybody else, they would put a signature into another person's mouth.
 */
function judgeEnrolled(statement: AnyStatement, { statements }: RecordContext): 'good' | 'failed' | 'not-judged' {
  const { about, signer, relies = [] } = statement;
  const relied = relies.map((act) => statements.get(act));
  const enrolment = relied.find((one) => one?.kind === 'enrolment' && one.about.enrolment === about.enrolment);
  const session = relied.find((one) => one?.kind === 'session' && one.about.session === about.session);
  const needed = [enrolment, ...(statement.kind === 'attendance' ? [session] : [])];
  // All that it relies on is here, and what it must rely on isn't among it.
  if (needed.includes(undefined)) return relied.includes(undefined) ? 'not-judged' : 'failed';
  const fits =
    enrolment?.about.learner === signer?.person && needed.every((one) => one?.about.programme === about.programme);
  return fits ? 'good' : 'failed';
}

/**
 * Holds the fact `late` against the window (format.md, "Time"): received within the window of the session's version in the ledger
 * at that moment, or the survey's; a version sealed after the earlier one's window closed does not move it.
 */
function lateness(
  { statement, seal }: SealedRecord,
  { versions, statements }: RecordContext,
): 'right' | 'wrong' | 'not-judged' {
  const { received, facts, index, log } = seal.header.paraph;
  const until = closesAt(statement, { versions, statements, before: { log, index } });
  if (until === undefined) return 'not-judged';
  return received > until === facts.includes('late') ? 'right' : 'wrong';
}

function closesAt(
  { kind, about, relies = [] }: AnyStatement,
  {
    versions,
    statements,
    before,
  }: Pick<RecordContext, 'versions' | 'statements'> & { before: { log: string; index: number } },
): string | undefined {
  if (kind === 'attendance') {
    if (!relies.some((act) => statements.get(act)?.kind === 'session')) return undefined;
    let until: string | undefined;
    for (const { record, claims } of versions.get(about.session as string) ?? []) {
      if (!record || claims.log !== before.log || claims.index > before.index) continue;
      if (until === undefined || claims.received <= until)
        until = (record.statement as unknown as Session).window.until;
    }
    return until;
  }
  if (kind === 'response') {
    const campaign = relies.map((act) => statements.get(act)).find((one) => one?.kind === 'campaign');
    return (campaign as unknown as Campaign | undefined)?.closes;
  }
  return undefined;
}

function listFits(list: ListRoot, { bundle, ports }: RecordContext): boolean {
  const shown = Object.hasOwn(bundle.lists, list.root) ? bundle.lists[list.root] : undefined;
  // Not shown: nothing to differ.
  if (shown === undefined) return true;
  try {
    if ('path' in shown) return verifyListed(shown, { ...list, hash: ports.hash });
    const found = listRoot(shown as readonly Digest[], ports.hash);
    return found.root === list.root && found.size === list.size;
  } catch {
    return false;
  }
}
