import { ParaphError } from '@paraph/core/errors';
import type { Digest, SealFact } from '@paraph/core/model';
import type { PermitClaims, Place } from '@paraph/core/signing';
import { checkScope } from '../admission/scope.js';
import type { DeviceKey } from '../storage/storage.js';
import type { SessionData } from '../views/rows.js';
import type { CheckedAct } from './check.js';
import type { Sender } from './submission.js';

/** What is known about an act at the moment of its turn. */
export interface Circumstances {
  /** By the server's clock, RFC 3339. */
  readonly received: string;
  readonly permit?: PermitClaims;
  readonly sender?: Sender;
  /** The act that this nonce was spent on before. */
  readonly spentOn?: Digest | undefined;
  /** Who signed with this key before. */
  readonly device?: DeviceKey | undefined;
  readonly session?: SessionData | undefined;
  /** The device holds a genuine checkpoint that this tree doesn't extend. */
  readonly splitView: boolean;
}

/** How a person's act was let in, as its seal says it. */
export type Admission = Required<Pick<Place, 'permit' | 'channel' | 'identified' | 'facts'>>;

/** Clocks that differ by more seconds than this are noted. */
const notedSkew = 120;

/**
 * Lets a person's act in, or says why not: by its permit, or by a token that identifies the same person.
 *
 * @throws A {@link ParaphError} `permit`, `unidentified`, `role`, `scope`, `author`, `window`
 */
export function admit(checked: CheckedAct, about: Circumstances): Admission {
  const facts = factsOf(checked, about);
  const { permit, spentOn, received } = about;
  if (permit && spentOn !== undefined && spentOn !== checked.act)
    throw new ParaphError('permit', 'This permit was used for another signature already. Load the page again.', {
      reason: 'spent',
    });
  checkPlace(about);
  checkDevice(checked, about);
  if (permit && received <= permit.deliverUntil)
    return { permit: 'accepted', channel: permit.channel, identified: permit.identified, facts };
  const { digest } = identify(checked, about);
  return { permit: 'none', channel: 'page', identified: { by: 'site-token', evidence: digest }, facts };
}

function identify(checked: CheckedAct, { sender, permit, session, received }: Circumstances): Sender['evidence'] {
  if (!sender)
    throw new ParaphError(
      'unidentified',
      permit
        ? `The permit could be delivered until ${permit.deliverUntil}. Open the course page and sign in: it is sent again from there.`
        : 'Nothing says who sends this. Open the course page and sign in: it is sent again from there.',
    );
  if (sender.role !== checked.signer?.role)
    throw new ParaphError(
      'role',
      `The token speaks for a ${sender.role}, the statement was made by a ${checked.signer?.role}.`,
    );
  const { person } = checked.signer;
  if (!person || !sender.persons.has(person))
    throw new ParaphError('scope', 'The token identifies another person than the one who signed.');
  const { programme, session: ofSession, enrolment } = checked.about as Record<string, string | undefined>;
  checkScope(sender.scope, { programme, session: ofSession, enrolment });
  // A permit bounds `at`; without one the window of the half-day or of the survey does.
  const [opens, closes] = session ? [session.window.from, session.window.lateUntil] : [checked.opens, checked.closes];
  const { at = '' } = checked;
  if (!permit && opens !== undefined && closes !== undefined && (at < opens || at > closes || at > later(received)))
    throw new ParaphError('window', 'It was signed outside the time in which this can be signed.', { opens, closes });
  return sender.evidence;
}

function factsOf(checked: CheckedAct, { received, session, device, splitView }: Circumstances): SealFact[] {
  const closes = checked.kind === 'attendance' ? session?.window.until : checked.closes;
  const facts: SealFact[] = [];
  if (closes !== undefined && received > closes) facts.push('late');
  if (!device) facts.push('new-device');
  if (Math.abs(checked.skew ?? 0) > notedSkew) facts.push('skew');
  if (splitView) facts.push('split-view');
  return facts;
}

function checkPlace({ session }: Circumstances): void {
  // Rotating values of a room's screen aren't given out yet, so none can be right.
  if (session?.asks.place)
    throw new ParaphError('permit', 'This half-day asks for the value that the room’s screen shows.', {
      reason: 'place',
    });
}

/** A key that is one person's own signs for nobody else, but as that person's kiosk (format.md, Permit). */
function checkDevice(checked: CheckedAct, { device, permit }: Circumstances): void {
  const holder = checked.hands === 'kiosk' ? checked.operator : checked.signer?.person;
  if (checked.hands === 'kiosk' && permit?.channel !== 'kiosk')
    throw new ParaphError('permit', 'The permit is not for a kiosk.', { reason: 'operator' });
  if (!device || device.person === holder) return;
  throw new ParaphError('author', 'This device’s key belongs to another person. Sign on your own device.');
}

function later(received: string): string {
  return new Date(Date.parse(received) + notedSkew * 1000).toISOString();
}
