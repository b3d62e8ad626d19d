import { ParaphError } from '@paraph/core/errors';
import { isExpected } from '@paraph/core/evidence';
import { streamsOf, type VerifierKey, verifySeen } from '@paraph/core/ledger';
import {
  type AnyStatement,
  buildWords,
  type Campaign,
  checkAnswers,
  checkStatement,
  type Digest,
  type Enrolment,
  type Instrument,
  isUnderstood,
  type Seen,
  type Session,
  type ThumbprintUri,
} from '@paraph/core/model';
import {
  kinds,
  openRecord,
  type PermitClaims,
  type Ports,
  type SignatureEntry,
  verifyPerson,
} from '@paraph/core/signing';
import { matchPermit } from '../admission/match-permit.js';
import { draftOf, type ViewDraft } from '../views/rows.js';
import type { Recent } from './recent.js';

/** An act that is sound in itself: what the writer needs to number and seal it, and no more. */
export interface CheckedAct {
  readonly payload: string;
  readonly act: Digest;
  readonly person?: SignatureEntry;
  readonly kind: string;
  readonly about: AnyStatement['about'];
  readonly nonce: string;
  readonly at?: string;
  readonly signer?: NonNullable<AnyStatement['signer']>;
  readonly relies: readonly Digest[];
  readonly supersedes?: Digest;
  readonly seen?: Seen;
  /** Seconds that the device's clock is off, if it is known. */
  readonly skew?: number;
  readonly operator?: string;
  readonly streams: readonly string[];
  readonly views: ViewDraft;
  readonly hands?: string;
  /** Of a response: when the survey that it answers opens and closes. */
  readonly opens?: string;
  readonly closes?: string;
  /** Of a closing: what it states about the session's stream. */
  readonly closing?: { readonly upTo: unknown; readonly list: unknown; readonly counts: unknown };
}

/** What a check works with. */
export interface CheckContext {
  readonly organisation: ThumbprintUri;
  readonly ports: Ports;
  /** The log's checkpoint keys, past and present. */
  readonly checkpointKeys: readonly VerifierKey[];
  /** Checkpoints whose signature was checked before: many devices hold the same one. */
  readonly knownSeen: Recent<string, true>;
  /** Gives relied-on statements by act; absent ones are missing in the ledger. */
  readonly relied: (acts: readonly Digest[]) => Promise<ReadonlyMap<Digest, AnyStatement>>;
}

/** Kinds that persons send. The organisation's own are made here, from what its managers ask for. */
const sent = new Set(['attendance', 'closing', 'response']);

/**
 * Checks an act that somebody sent, as far as that needs no order: bytes, author, schema, signature, permit, relied-on records, words,
 * checkpoint seen. Runs in the worker pool; touches nothing that is stored.
 *
 * @param source the JWS as it came, or parsed strictly
 * @param permit claims of the permit beside it, its authenticity checked before
 * @throws A {@link ParaphError} with the code of the first thing that is wrong
 */
export async function checkAct(
  source: string | object,
  context: CheckContext,
  permit?: PermitClaims,
): Promise<CheckedAct> {
  const { organisation, ports } = context;
  const opened = openRecord(source, ports.hash);
  const { statement } = opened;
  if (opened.seal) throw new ParaphError('malformed', 'This record is sealed already; send the act without the seal.');
  checkKind(statement, opened.person !== undefined);
  if (statement.organisation !== organisation)
    throw new ParaphError('organisation', 'The statement is addressed to another organisation than this one.');
  checkStatement(statement);
  if (!(await verifyPerson(opened, ports)))
    throw new ParaphError('signature', 'The signature does not fit what was signed. Sign again.');
  if (permit) matchPermit(statement, permit);
  const relied = await context.relied(statement.relies ?? []);
  checkRelied(statement, relied);
  checkWords(statement, relied);
  if (statement.seen) await checkSeen(statement.seen, context);
  const campaign = [...relied.values()].find(
    ({ kind, about }) => kind === 'campaign' && about.campaign === statement.about.campaign,
  ) as unknown as Campaign | undefined;
  return {
    ...summaryOf(statement, opened),
    ...(statement.kind === 'response' && campaign ? { opens: campaign.opens, closes: campaign.closes } : {}),
  };
}

/** What the writer needs of a statement that was checked, or that was made here. */
export function summaryOf(
  statement: AnyStatement,
  { payload, act, person }: { readonly payload: string; readonly act: Digest; readonly person?: SignatureEntry },
): CheckedAct {
  const { kind, about, nonce, at, signer, seen, device, supersedes } = statement;
  const relies = (statement.relies ?? []) as Digest[];
  const { upTo, list, counts } = statement as { upTo?: unknown; list?: unknown; counts?: unknown };
  return {
    ...{ payload, act, kind, about, nonce, relies },
    ...(person ? { person } : {}),
    ...(at === undefined ? {} : { at }),
    ...(signer ? { signer } : {}),
    ...(seen ? { seen } : {}),
    ...(supersedes ? { supersedes: supersedes.act } : {}),
    ...(device?.skew === undefined ? {} : { skew: device.skew }),
    ...(device?.operator === undefined ? {} : { operator: device.operator }),
    ...(device ? { hands: device.hands } : {}),
    ...(kind === 'closing' ? { closing: { upTo, list, counts } } : {}),
    streams: streamsOf(statement as Parameters<typeof streamsOf>[0]),
    views: draftOf(statement),
  };
}

function checkKind(statement: AnyStatement, signed: boolean): void {
  const { kind } = statement;
  if (!isUnderstood(kind)) throw new ParaphError('unknown-kind', `Statements of kind ${kind} are not kept here.`);
  if (!sent.has(kind) || !signed)
    throw new ParaphError(
      'author',
      `A statement of kind ${kind} is made by ${kinds[kind]?.authors.join(' or ')}, and not sent in here.`,
    );
}

function checkRelied(statement: AnyStatement, relied: ReadonlyMap<Digest, AnyStatement>): void {
  const of = (kind: string, member: string) =>
    (statement.relies ?? [])
      .map((act) => relied.get(act as Digest))
      .find((one) => one?.kind === kind && one.about[member] === statement.about[member]);
  const missing = (what: string) =>
    new ParaphError(
      'relies',
      `The ${what} that this statement relies on is not in the ledger, or is another one. Load the page again.`,
    );
  if ((statement.relies ?? []).some((act) => !relied.has(act as Digest))) throw missing('record');
  const session = of('session', 'session') as unknown as Session | undefined;
  if (statement.kind !== 'response' && !session) throw missing('session');
  const { programme } = statement.about;
  for (const planned of [session, of('enrolment', 'enrolment'), of('campaign', 'campaign')])
    if (planned && planned.about.programme !== programme)
      throw new ParaphError('scope', 'The half-day or the survey is of another programme.');
  if (statement.kind === 'closing') {
    checkCloser(statement, session);
    return;
  }
  const enrolment = of('enrolment', 'enrolment');
  if (!enrolment) throw missing('enrolment');
  const { person } = statement.signer ?? {};
  if (enrolment.about.learner !== person || statement.about.learner !== person)
    throw new ParaphError('scope', 'This is another learner’s: each signs for oneself.');
  if (session && !isExpected(session, enrolment as unknown as Enrolment))
    throw new ParaphError('window', 'This half-day asks for no signature of yours.', {
      opens: session.window.from,
      closes: session.window.lateUntil,
    });
  if (statement.kind === 'response') checkResponse(statement, of('campaign', 'campaign'), relied);
}

function checkCloser(
  { signer, reason }: AnyStatement & { readonly reason?: unknown },
  session: Session | undefined,
): void {
  if (signer?.role === 'manager' && reason === undefined)
    throw new ParaphError('statement', 'A manager who closes a sheet says why.', { path: '$.reason' });
  if (signer?.role === 'trainer' && !session?.trainers.some(({ person }) => person === signer.person))
    throw new ParaphError('author', 'Only a trainer of this half-day closes its sheet.');
}

function checkResponse(
  statement: AnyStatement,
  campaign: AnyStatement | undefined,
  relied: ReadonlyMap<Digest, AnyStatement>,
): void {
  const instrument = [...relied.values()].find(
    ({ kind, about }) => kind === 'instrument' && about.instrument === campaign?.about.instrument,
  ) as unknown as Instrument | undefined;
  if (!campaign || !instrument)
    throw new ParaphError('relies', 'The survey that these answers rely on is not in the ledger. Load the page again.');
  const { answers } = statement as unknown as { answers: Parameters<typeof checkAnswers>[1] };
  const [fault] = checkAnswers(instrument, answers);
  if (fault)
    throw new ParaphError('statement', `The answer to question ${fault.question} does not fit: ${fault.fault}.`, {
      path: '$.answers',
    });
}

async function checkSeen(seen: Seen, { ports, checkpointKeys, knownSeen }: CheckContext): Promise<void> {
  const name = `${seen.log} ${seen.size} ${seen.root} ${seen.signature}`;
  if (knownSeen.get(name)) return;
  if (!(await verifySeen(seen, { keys: checkpointKeys, verifySignature: ports.verifySignature })))
    throw new ParaphError('seen', 'The checkpoint that this device holds was not signed by this ledger.');
  knownSeen.set(name, true);
}

function checkWords(statement: AnyStatement, relied: ReadonlyMap<Digest, AnyStatement>): void {
  const { shown } = statement;
  if (!shown) throw new ParaphError('words', 'The statement does not say which words its signer was shown.');
  const built = buildWords({ ...statement, shown } as Parameters<typeof buildWords>[0], relied);
  if (built === undefined)
    throw new ParaphError(
      'words',
      `The words (${shown.template}, ${shown.language}) cannot be built from the plan. Load the page again.`,
    );
  if (built !== shown.text)
    throw new ParaphError(
      'words',
      'The words that were signed differ from those that the plan gives. Load the page again.',
    );
}
