import { isExpected } from '@paraph/core/evidence';
import { listRoot } from '@paraph/core/ledger';
import type { Attendance, Closing, Digest, Enrolment, Session } from '@paraph/core/model';
import type { Roster, RosterLine } from '@paraph/core/wire';
import type { Organisation } from '../organisation/organisation.js';
import type { ViewEntry } from '../storage/storage.js';
import { plannedOf, plannedOne, timeOf } from './planned.js';
import type { AttendanceData } from './rows.js';
import { sessionVersions, signatureStands } from './standing.js';

/** Who was expected at a half-day and who signed, with what a closing of its sheet states. */
export async function rosterOf(organisation: Organisation, entry: ViewEntry): Promise<Roster> {
  const { storage, statements, ports } = organisation;
  const [[session], enrolments, signed, closing, stream] = await Promise.all([
    plannedOf<Session>(organisation, [entry]),
    storage
      .entriesOf('enrolment', { programme: entry.programme })
      .then((found) => plannedOf<Enrolment>(organisation, found)),
    storage.entriesOf('attendance', { of: entry.of }),
    storage.entry({ kind: 'closing', of: entry.of }),
    storage.stream(`session:${entry.of}`),
  ]);
  if (!session) throw new TypeError('A view names a record that is not stored.');
  const byEnrolment = new Map(signed.map((one) => [one.by, one]));
  const records = await statements.all(signed.map(({ act }) => act));
  const versions = await sessionVersions(
    organisation,
    [...records.values()].flatMap(({ statement }) => statement.relies ?? []) as Digest[],
  );
  const lines = enrolments
    .filter(({ statement }) => isExpected(session.statement, statement) || byEnrolment.has(statement.about.enrolment))
    .map(({ statement }): RosterLine => {
      const { enrolment, learner } = statement.about;
      const base = { enrolment, learner, name: statement.learner.name };
      const attendance = byEnrolment.get(enrolment);
      const record = attendance && (records.get(attendance.act)?.statement as unknown as Attendance | undefined);
      // Changed after signing: a new signature is asked for.
      if (!attendance || !record || !signatureStands(record, session.statement, versions))
        return { ...base, state: 'expected' };
      const { late } = JSON.parse(attendance.data) as AttendanceData;
      const { act, received } = attendance;
      return { ...base, state: late ? 'late' : 'signed', act, at: record.at, received, method: record.method };
    })
    .sort((left, right) => left.name.localeCompare(right.name, 'fr'));
  const count = (state: RosterLine['state']) => lines.filter((line) => line.state === state).length;
  const upTo = [...new Map(stream.map(({ log, n }) => [log, n]))].map(([log, n]) => ({ log, n }));
  return {
    session,
    counts: { expected: lines.length, signed: count('signed'), late: count('late') },
    lines,
    closes: {
      upTo,
      list: listRoot(
        stream.map(({ act }) => act),
        ports.hash,
      ),
    },
    ...(closing
      ? { closed: { act: closing.act, received: closing.received, by: await closerOf(organisation, closing) } }
      : {}),
    time: timeOf(organisation),
  };
}

async function closerOf(organisation: Organisation, entry: ViewEntry): Promise<string> {
  const closing = (await plannedOne<Closing>(organisation, entry))?.statement;
  const relied = closing ? [...(await organisation.statements.all(closing.relies ?? [])).values()] : [];
  const session = relied.find(({ statement }) => statement.kind === 'session')?.statement as unknown as
    | Session
    | undefined;
  return session?.trainers.find(({ person }) => person === closing?.signer.person)?.name ?? closing?.signer.role ?? '';
}
