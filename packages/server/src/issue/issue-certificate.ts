import { ParaphError } from '@paraph/core/errors';
import { hoursOf } from '@paraph/core/evidence';
import type { AnyStatement, Certificate, Digest, Enrolment, Identifier } from '@paraph/core/model';
import { newIdentifier } from '@paraph/core/signing';
import type { Organisation } from '../organisation/organisation.js';
import { plannedOne } from '../views/planned.js';
import { planOf, standingOf } from '../views/standing.js';
import { printedCertificate } from './printed-certificate.js';

/** A certificate that stands in the ledger. */
export interface Issued {
  readonly certificate: Identifier;
  readonly act: Digest;
  /** Whether it was issued now; otherwise it stood there, on the same evidence. */
  readonly issued: boolean;
}

/**
 * Issues the certificate of an enrolment: an attestation of the half-days that were signed, with the four figures and their rule.
 * Asked again with nothing new to attest, the same certificate is given.
 *
 * @param asked `by`: who asked for it, as the record says it
 * @throws A {@link ParaphError} `relies` when the records don't qualify, with the reasons; `not-found`
 */
export function issueFor(
  organisation: Organisation,
  enrolment: string,
  asked: { readonly by: string },
): Promise<Issued> {
  return organisation.alone(() => issue(organisation, enrolment, asked));
}

async function issue(organisation: Organisation, enrolment: string, { by }: { readonly by: string }): Promise<Issued> {
  const { storage } = organisation;
  const planned = await plannedOne<Enrolment>(organisation, await storage.entry({ kind: 'enrolment', of: enrolment }));
  const plan = planned && (await planOf(organisation, planned.statement.about.programme));
  if (!planned || !plan) throw new ParaphError('not-found', 'There is no such enrolment here.');
  const standing = await standingOf(organisation, { plan, enrolment: planned.statement });
  const missing = standing.states.filter(({ state }) => state !== 'met' && state !== 'not-applicable');
  if (!standing.qualifies)
    throw new ParaphError(
      'relies',
      `The records do not qualify yet: ${missing.map(({ reason }) => reason).join('; ')}.`,
    );

  const relies = [plan.programme.act, planned.act, ...standing.evidence] as Digest[];
  const before = (await storage.entriesOf('certificate', { by: enrolment })).at(-1);
  const last = before && (await organisation.statements.one(before.act));
  if (before && last && sameActs(last.statement.relies ?? [], relies))
    return { certificate: before.of as Identifier, act: before.act, issued: false };

  const { credited } = standing;
  const counted = credited.length > 0 ? credited : plan.sessions.map(({ statement }) => statement);
  const days = counted.map(({ schedule }) => localDay(schedule));
  const hours = hoursOf({ programme: plan.programme.statement, credited });
  const certificate = newIdentifier(organisation.ports.random);
  const period = { from: days[0] ?? '', until: days.at(-1) ?? '' };
  const content: Pick<Certificate, 'holder' | 'period' | 'hours' | 'halfDays'> = {
    holder: { name: planned.statement.learner.name },
    period,
    hours,
    halfDays: credited.length,
  };
  const { about } = planned.statement;
  const statement = {
    ...organisation.head('certificate', by),
    about: { programme: about.programme, enrolment: about.enrolment, learner: about.learner, certificate },
    relies,
    ...content,
    printed: printedCertificate({
      programme: plan.programme.statement,
      ...content,
      issued: organisation.ports.clock(),
    }),
  } as unknown as AnyStatement;
  const [sealed] = await organisation.seal([statement]);
  if (!sealed) throw new TypeError('Nothing was sealed.');
  return { certificate, act: sealed.act, issued: true };
}

const sameActs = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && right.every((act) => left.includes(act));

/** The day of a half-day in its own zone: `2026-11-24`. */
function localDay({ start, zone }: { readonly start: string; readonly zone: string }): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    Date.parse(start),
  );
}
