import { ParaphError } from '@paraph/core/errors';
import { isExpected } from '@paraph/core/evidence';
import type { Digest, Enrolment, Identifier, Session, ThumbprintUri } from '@paraph/core/model';
import { kinds, newNonce, type PermitClaims } from '@paraph/core/signing';
import type { PermitRequest } from '@paraph/core/wire';
import type { Organisation } from '../organisation/organisation.js';
import type { CampaignData, SessionData } from '../views/rows.js';
import { sessionVersions, signatureStands } from '../views/standing.js';
import type { Principal } from './principal.js';
import { planned, reachEnrolment, reachSession } from './reach.js';
import { checkScope } from './scope.js';

/** Kinds that a permit can be given for. */
export const grantedKinds: ReadonlySet<string> = new Set(['attendance', 'response', 'closing']);

type Asked = PermitRequest['requests'][number];
type Times = Pick<PermitClaims, 'from' | 'until' | 'deliverUntil'>;

const hour = 3_600_000;
const day = 24 * hour;
/** A signed-in page may fetch permits for half-days that open within this time, to sign them without a network. */
const ahead = 12 * hour;
/** How long after the signature an outbox may deliver by the permit alone. */
const delivery = 30 * day;

/**
 * Gives leave for one act, or says why not.
 *
 * @throws A {@link ParaphError} `author`, `role`, `scope`, `window`, `closed`, `not-found`, `unknown-kind`, `statement`
 */
export async function grantPermit(
  organisation: Organisation,
  principal: Principal,
  asked: Asked,
): Promise<PermitClaims> {
  const { kind, about, jkt } = asked;
  const rule = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (!rule) throw new ParaphError('unknown-kind', `Statements of kind ${kind} are not kept here.`);
  if (!(rule.authors as readonly string[]).includes(principal.role))
    throw new ParaphError('author', `A ${principal.role} makes no statement of kind ${kind}.`);
  const { person, role } = principal;
  if (!person) throw new ParaphError('scope', 'No enrolment and no half-day names you here yet.');
  const times = within(organisation, await boundsFor(organisation, principal, asked));
  return {
    key: organisation.options.keys.permit.at(-1)?.id ?? '',
    organisation: organisation.id,
    ...{ person, role, kind, about, jkt: jkt as ThumbprintUri },
    channel: 'page',
    identified: { by: 'site-token', evidence: principal.sender.evidence.digest },
    nonce: newNonce(organisation.ports.random),
    ...times,
  };
}

/**
 * Holds an act that came without a permit against what a permit would be given for: the plan in force, and nothing done twice.
 * Only its time is left to whoever admits it.
 *
 * @throws A {@link ParaphError} `scope`, `window` when nothing is asked of the person, `closed`
 */
export async function checkWithoutPermit(
  organisation: Organisation,
  principal: Principal,
  asked: Asked,
): Promise<void> {
  await boundsFor(organisation, principal, asked);
}

/** From when until when a permit could be for, and how far ahead it is given. */
interface Bounds {
  readonly from: string;
  readonly until: string;
  readonly ahead: number;
}

function boundsFor(organisation: Organisation, principal: Principal, asked: Asked): Promise<Bounds> {
  switch (asked.kind) {
    case 'attendance':
      return attendanceTimes(organisation, principal, asked);
    case 'response':
      return responseTimes(organisation, principal, asked);
    case 'closing':
      return closingTimes(organisation, principal, asked);
    default:
      throw new ParaphError('unknown-kind', `Statements of kind ${asked.kind} are not taken here yet.`);
  }
}

async function attendanceTimes(organisation: Organisation, principal: Principal, { about }: Asked): Promise<Bounds> {
  const ids = identifiers(about, ['programme', 'session', 'enrolment', 'learner']);
  const enrolled = await reachEnrolment(organisation, principal, ids.enrolment, { session: ids.session });
  const entry = await planned(organisation, 'session', ids.session);
  checkScope(principal.scope, ids);
  const found = await organisation.statements.all([enrolled.act, entry.act]);
  const enrolment = found.get(enrolled.act)?.statement as unknown as Enrolment;
  const session = found.get(entry.act)?.statement as unknown as Session;
  if (
    ids.learner !== enrolment.about.learner ||
    ids.programme !== entry.programme ||
    entry.programme !== enrolled.programme
  )
    throw new ParaphError('scope', 'This half-day is not one of this enrolment.');
  const { window } = JSON.parse(entry.data) as SessionData;
  const times = { opens: window.from, closes: window.lateUntil };
  if (!isExpected(session, enrolment))
    throw new ParaphError('window', 'This half-day asks for no signature of yours.', times);
  const signed = await organisation.storage.entry({ kind: 'attendance', of: ids.session, by: ids.enrolment });
  if (signed) {
    // A half-day whose title, date, time or duration changed asks for a new signature; any other is done.
    const relies = ((await organisation.statements.one(signed.act))?.statement.relies ?? []) as Digest[];
    if (signatureStands({ relies }, session, await sessionVersions(organisation, relies)))
      throw new ParaphError('closed', 'You have signed this half-day already.');
  }
  if (await organisation.storage.entry({ kind: 'closing', of: ids.session }))
    throw new ParaphError('closed', 'The sheet of this half-day is closed. Ask the trainer.');
  return { from: window.from, until: window.lateUntil, ahead };
}

async function responseTimes(organisation: Organisation, principal: Principal, { about }: Asked): Promise<Bounds> {
  const ids = identifiers(about, ['programme', 'campaign', 'enrolment', 'learner']);
  const enrolled = await reachEnrolment(organisation, principal, ids.enrolment);
  const entry = await planned(organisation, 'campaign', ids.campaign);
  const enrolment = (await organisation.statements.one(enrolled.act))?.statement as unknown as Enrolment;
  if (
    ids.learner !== enrolment.about.learner ||
    ids.programme !== entry.programme ||
    entry.programme !== enrolled.programme
  )
    throw new ParaphError('scope', 'This survey is not one of this enrolment.');
  if (await organisation.storage.entry({ kind: 'response', of: ids.campaign, by: ids.enrolment }))
    throw new ParaphError('closed', 'You have answered this survey already.');
  const { opens, closes } = JSON.parse(entry.data) as CampaignData;
  return { from: opens, until: closes, ahead: 0 };
}

async function closingTimes(organisation: Organisation, principal: Principal, { about }: Asked): Promise<Bounds> {
  const ids = identifiers(about, ['programme', 'session']);
  const entry = await reachSession(organisation, principal, ids.session);
  if (ids.programme !== entry.programme) throw new ParaphError('scope', 'This half-day is of another programme.');
  if (await organisation.storage.entry({ kind: 'closing', of: ids.session }))
    throw new ParaphError('closed', 'This attendance sheet was closed already.');
  const { window } = JSON.parse(entry.data) as SessionData;
  const until = new Date(organisation.ports.clock() + 12 * hour).toISOString();
  return { from: window.from, until, ahead: 0 };
}

function within(organisation: Organisation, { from, until, ahead }: Bounds): Times {
  const now = organisation.ports.clock();
  const times = { opens: from, closes: until };
  if (Date.parse(from) - ahead > now) throw new ParaphError('window', `It opens at ${from}.`, times);
  if (Date.parse(until) < now) throw new ParaphError('window', `It closed at ${until}.`, times);
  return { from, until, deliverUntil: new Date(Date.parse(until) + delivery).toISOString() };
}

function identifiers<N extends string>(about: Asked['about'], names: readonly N[]): Record<N, Identifier> {
  for (const name of [...names, ...Object.keys(about)])
    if (typeof about[name] !== 'string' || !names.includes(name as N))
      throw new ParaphError('statement', `A permit of this kind is asked for about ${names.join(', ')}.`, {
        path: `$.about.${name}`,
      });
  return about as Record<N, Identifier>;
}
