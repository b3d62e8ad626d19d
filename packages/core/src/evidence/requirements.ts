import type {
  Campaign,
  Digest,
  Enrolment,
  Identifier,
  Programme,
  Requirement,
  RequirementState,
  Response,
  Session,
} from '../model.js';
import type { SealedRecord } from '../signing.js';
import { isExpected, type SignedHalfDay, signedHalfDays } from './attendance-standing.js';

/** What the requirements of one enrolment are judged from: the plan in force, and the records of the enrolment's stream. */
export interface EnrolmentEvidence {
  readonly programme: Programme;
  readonly enrolment: Enrolment;
  readonly sessions: readonly Session[];
  readonly campaigns: readonly Campaign[];
  /** Sealed records of the enrolment's stream, in ledger order. */
  readonly records: readonly SealedRecord[];
}

/** What the records prove of one enrolment. */
export interface Standing {
  readonly states: readonly RequirementState[];
  /** All that the programme asks for is met. */
  readonly qualifies: boolean;
  readonly signed: ReadonlyMap<Identifier, SignedHalfDay>;
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
  const signed = signedHalfDays(evidence.records, evidence.enrolment.about.enrolment);
  const expected = evidence.sessions.filter((session) => isExpected(session, evidence.enrolment));
  const responses = evidence.records.filter(({ statement }) => statement.kind === 'response');
  const states = evidence.programme.policy.requirements.map((requirement) =>
    judge(requirement, { evidence, signed, expected, responses }),
  );
  return {
    states,
    qualifies: states.every(({ state }) => state === 'met' || state === 'not-applicable'),
    signed,
    expected,
    evidence: [...[...signed.values()].map(({ act }) => act), ...responses.map(({ act }) => act)],
  };
}

interface Judged {
  readonly evidence: EnrolmentEvidence;
  readonly signed: ReadonlyMap<Identifier, SignedHalfDay>;
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

function judgeHalfDays(ratio: string, { signed, expected }: Judged): RequirementState {
  const requirement = 'half-days-signed';
  if (expected.length === 0)
    return { requirement, state: 'missing', reason: 'no half-day asks for a signature yet', done: 0, asked: 0 };
  const onTime = expected.filter((session) => signed.get(session.about.session)?.late === false).length;
  const late = expected.filter((session) => signed.get(session.about.session)?.late === true).length;
  const figures = { done: onTime, asked: expected.length, late };
  const reason = `${onTime} of ${expected.length} half-days signed on time${late > 0 ? `, ${late} late and not decided` : ''}`;
  // As whole numbers: a ratio is a decimal in a string, and 0.1 × 3 is not 0.3.
  const enough = onTime * 10 ** decimals(ratio) >= expected.length * Number(ratio.replace('.', ''));
  if (enough) return { requirement, state: 'met', reason, ...figures };
  return { requirement, state: onTime + late > 0 ? 'partly' : 'missing', reason, ...figures };
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
