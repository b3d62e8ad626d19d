import { ParaphError } from '@paraph/core/errors';
import { hoursOf, isExpected, type Standing } from '@paraph/core/evidence';
import type { Attendance, Certificate, Closing, Enrolment, Hours, ImportedHistory, Session } from '@paraph/core/model';
import type { SealedRecord } from '@paraph/core/signing';
import type { Planned } from '@paraph/core/wire';
import type { Organisation } from '../organisation/organisation.js';
import type { StoredRecord } from '../storage/storage.js';
import { plannedOne } from '../views/planned.js';
import { type ProgrammePlan, planOf, standingOf } from '../views/standing.js';

/** One half-day of the enrolment with what was recorded of it. */
export interface DossierSession {
  readonly session: Planned<Session>;
  readonly attendance?: { readonly statement: Attendance; readonly received: string; readonly late: boolean };
  readonly closing?: Pick<Closing, 'at' | 'method' | 'counts'> & { readonly by: string; readonly received: string };
  readonly imported?: { readonly system: string; readonly text: string; readonly state: string };
}

/** What the papers and tables of a dossier are made from. */
export interface DossierContent {
  readonly plan: ProgrammePlan;
  readonly enrolment: Planned<Enrolment>;
  readonly standing: Standing;
  readonly hours: Hours;
  readonly sessions: readonly DossierSession[];
  readonly certificate?: Planned<Certificate>;
  /** Records that the bundle shows, and those that it shows the seals of. */
  readonly shown: readonly StoredRecord[];
  readonly withheld: readonly StoredRecord[];
}

/** What is withheld from a funder: what people answered in confidence. */
const withheldFrom = { funder: new Set(['response']) };

/**
 * Gathers what stands in the ledger about one enrolment: its stream, both plans, the closings of its half-days.
 *
 * @throws A {@link ParaphError} `not-found`
 */
export async function dossierContent(
  organisation: Organisation,
  enrolment: string,
  variant: 'funder',
): Promise<DossierContent> {
  const { storage } = organisation;
  const planned = await plannedOne<Enrolment>(organisation, await storage.entry({ kind: 'enrolment', of: enrolment }));
  const plan = planned && (await planOf(organisation, planned.statement.about.programme));
  if (!planned || !plan) throw new ParaphError('not-found', 'There is no such enrolment here.');
  const programme = planned.statement.about.programme;
  const standing = await standingOf(organisation, { plan, enrolment: planned.statement });
  const closings = await storage.entriesOf('closing', { programme });
  const mine = plan.sessions.filter(({ statement }) => isMine(statement, planned.statement, standing));
  const closed = closings.filter(({ of }) => mine.some(({ statement }) => statement.about.session === of));
  const streams = await Promise.all(
    [`enrolment:${enrolment}`, `plan:${programme}`, `plan:${organisation.id}`].map((of) => storage.stream(of)),
  );
  const all = [
    ...new Map(
      [...streams.flat(), ...(await storage.records(closed.map(({ act }) => act)))].map((one) => [one.act, one]),
    ).values(),
  ];
  const certificate = await plannedOne<Certificate>(
    organisation,
    (await storage.entriesOf('certificate', { by: enrolment })).at(-1),
  );
  const records = await organisation.statements.all(all.map(({ act }) => act));
  return {
    ...{ plan, enrolment: planned, standing },
    hours: hoursOf({
      programme: plan.programme.statement,
      credited: standing.credited,
    }),
    sessions: mine.map((session) => sessionIn(session, { standing, records: [...records.values()] })),
    ...(certificate ? { certificate } : {}),
    shown: all.filter(({ kind }) => !withheldFrom[variant].has(kind)),
    withheld: all.filter(({ kind }) => withheldFrom[variant].has(kind)),
  };
}

function isMine(
  session: Session,
  enrolment: Enrolment,
  standing: Standing & { readonly records: readonly SealedRecord[] },
): boolean {
  const { session: id } = session.about;
  return (
    isExpected(session, enrolment) ||
    standing.signed.has(id) ||
    importsOf(standing.records).some(({ marks }) => marks.some((mark) => mark.session === id))
  );
}

const importsOf = (records: readonly SealedRecord[]): ImportedHistory[] =>
  records.flatMap(({ statement }) => (statement.kind === 'import' ? [statement as unknown as ImportedHistory] : []));

function sessionIn(
  session: Planned<Session>,
  { standing, records }: { readonly standing: Standing; readonly records: readonly SealedRecord[] },
): DossierSession {
  const { session: id } = session.statement.about;
  const signed = standing.signed.get(id);
  const attendance = signed && records.find(({ act }) => act === signed.act);
  const closing = records.findLast(({ statement }) => statement.kind === 'closing' && statement.about.session === id);
  const closer = closing?.statement as unknown as Closing | undefined;
  const history = importsOf(records).find(({ marks }) => marks.some((mark) => mark.session === id));
  const mark = history?.marks.find((one) => one.session === id);
  return {
    session,
    ...(signed && attendance
      ? {
          attendance: {
            statement: attendance.statement as unknown as Attendance,
            received: signed.received,
            late: signed.late,
          },
        }
      : {}),
    ...(closing && closer
      ? {
          closing: {
            by:
              session.statement.trainers.find(({ person }) => person === closer.signer.person)?.name ??
              closer.signer.role,
            received: closing.seal.header.paraph.received,
            ...{ at: closer.at, method: closer.method, counts: closer.counts },
          },
        }
      : {}),
    ...(history && mark ? { imported: { system: history.source.system, text: mark.text, state: mark.state } } : {}),
  };
}
