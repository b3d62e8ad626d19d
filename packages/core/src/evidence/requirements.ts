import type {
  Campaign,
  Digest,
  Enrolment,
  Identifier,
  Instant,
  Programme,
  Requirement,
  RequirementState,
  Response,
  Session,
} from '../model.js';
import type { SealedRecord } from '../signing.js';
import { isExpected, isOver, type SignedHalfDay, signedHalfDays, standsFor } from './attendance-standing.js';

/** What the requirements of one enrolment are judged from: the plan in force, and the records of the enrolment's stream. */
export interface EnrolmentEvidence {
  readonly programme: Programme;
  readonly enrolment: Enrolment;
  readonly sessions: readonly Session[];
  readonly campaigns: readonly Campaign[];
  /** Sealed records of the enrolment's stream, in ledger order. */
  readonly records: readonly SealedRecord[];
  /** Every version of the half-days that the signatures rely on, by its act. */
  readonly versions: ReadonlyMap<Digest, Session>;
  /** The moment of judging: a half-day that is not over counts for nothing yet. */
  readonly at: Instant;
}

/** What the records prove of one enrolment. */
export interface Standing {
  readonly states: readonly RequirementState[];
  /** All that the programme asks for is met. */
  readonly qualifies: boolean;
  /** Signatures that stand. */
  readonly signed: ReadonlyMap<Identifier, SignedHalfDay>;
  /** Signatures of half-days whose title, date, time or duration changed since: they ask for a new one. */
  readonly changed: ReadonlyMap<Identifier, SignedHalfDay>;
  /** The half-days that count: signed on time, over, and not changed since. */
  readonly credited: readonly Session[];
  /** The half-days that asked for a signature. */
  readonly expected: readonly Session[];
  /** The acts that the states were judged from. */
  readonly evidence: readonly Digest[];
}

/**
 * Judges what a programme asks of an enrolment, requirement by requirement, each with its reason. Never a bare "compliant".
 *
 * @example
 * ```ts
 * import { judgeEnrolment, type EnrolmentEvidence } from '@paraph/core/evidence';
 * const missing = (evidence: EnrolmentEvidence) => judgeEnrolment(evidence).states.filter(({ state }) => state !== 'met');
 * ```
 */
export function judgeEnrolment(evidence: EnrolmentEvidence): Standing {
  const { signed, changed } = standing(evidence);
  const credited = evidence.sessions.filter(
    (session) => signed.get(session.about.session)?.late === false && isOver(session, evidence.at),
  );
  const expected = evidence.sessions.filter((session) => isExpected(session, evidence.enrolment));
  const responses = evidence.records.filter(({ statement }) => statement.kind === 'response');
  const states = evidence.programme.policy.requirements.map((requirement) =>
    judge(requirement, { evidence, signed, changed, credited, expected, responses }),
  );
  return {
    states,
    qualifies: states.every(({ state }) => state === 'met' || state === 'not-applicable'),
    signed,
    changed,
    credited,
    expected,
    evidence: [...[...signed.values()].map(({ act }) => act), ...responses.map(({ act }) => act)],
  };
}

/** Signatures, apart: those that stand, and those of a version that was changed since. */
function standing({ records, enrolment, sessions, versions }: EnrolmentEvidence): Pick<Standing, 'signed' | 'changed'> {
  const signed = new Map<Identifier, SignedHalfDay>();
  const changed = new Map<Identifier, SignedHalfDay>();
  for (const [id, one] of signedHalfDays(records, enrolment.about.enrolment)) {
    const inForce = sessions.find(({ about }) => about.session === id);
    const version = one.relies.map((act) => versions.get(act)).find((found) => found?.about.session === id);
    // Without the version that was signed nothing says that it is this half-day.
    if (inForce && version && standsFor(version, inForce)) signed.set(id, one);
    else changed.set(id, one);
  }
  return { signed, changed };
}

interface Judged extends Pick<Standing, 'signed' | 'changed' | 'credited'> {
  readonly evidence: EnrolmentEvidence;
  readonly expected: readonly Session[];
  readonly responses: readonly SealedRecord[];
}

function judge(requirement: Requirement, judged: Judged): RequirementState {
  switch (requirement.id) {
    case 'half-days-signed':
      return judgeHalfDays(requirement.ratio, judged);
    case 'survey-answered':
      return judgeSurvey(requirement.campaign, judged);
  }
}

function judgeHalfDays(ratio: string, { signed, changed, credited, expected }: Judged): RequirementState {
  const requirement = 'half-days-signed';
  if (expected.length === 0)
    return { requirement, state: 'missing', reason: 'no half-day asks for a signature yet', done: 0, asked: 0 };
  const count = (of: (session: Session) => boolean | undefined) => expected.filter(of).length;
  const onTime = count((session) => credited.includes(session));
  const late = count(({ about }) => signed.get(about.session)?.late);
  const running = count((session) => signed.get(session.about.session)?.late === false && !credited.includes(session));
  const again = count(({ about }) => changed.has(about.session));
  const figures = { done: onTime, asked: expected.length, late, running, changed: again };
  const beside = [
    late > 0 ? `${late} late and not decided` : '',
    running > 0 ? `${running} signed and not over yet` : '',
    again > 0 ? `${again} changed after signing` : '',
  ].filter(Boolean);
  const reason = [`${onTime} of ${expected.length} half-days signed on time`, ...beside].join(', ');
  // As whole numbers: a ratio is a decimal in a string, and 0.1 × 3 is not 0.3.
  const enough = onTime * 10 ** decimals(ratio) >= expected.length * Number(ratio.replace('.', ''));
  if (enough) return { requirement, state: 'met', reason, ...figures };
  return { requirement, state: onTime + late + running > 0 ? 'partly' : 'missing', reason, ...figures };
}

function judgeSurvey(campaign: Identifier | undefined, { evidence, responses }: Judged): RequirementState {
  const requirement = 'survey-answered';
  const asked = evidence.campaigns.filter(
    ({ about, stakeholder }) => stakeholder === 'learner' && (campaign === undefined || about.campaign === campaign),
  );
  if (asked.length === 0)
    return { requirement, state: 'missing', reason: 'no survey was asked yet', done: 0, asked: 0 };
  const answered = new Set(responses.map(({ statement }) => (statement as unknown as Response).about.campaign));
  const done = asked.filter(({ about }) => answered.has(about.campaign)).length;
  const reason = `${done} of ${asked.length} surveys answered`;
  return {
    requirement,
    state: done === asked.length ? 'met' : done > 0 ? 'partly' : 'missing',
    reason,
    done,
    asked: asked.length,
  };
}

const decimals = (ratio: string): number => (ratio.includes('.') ? ratio.length - ratio.indexOf('.') - 1 : 0);
