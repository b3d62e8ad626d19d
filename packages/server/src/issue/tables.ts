import { localOf } from '../plan/local-time.js';
import type { DossierContent } from './dossier-content.js';
import { printedIn } from './paper/half-day.js';
import { paperTexts, reasonIn } from './paper/texts.js';

/** The tables of a dossier, for spreadsheets: CSV (RFC 4180), UTF-8. */
export function tables({ plan, enrolment, sessions, hours, standing }: DossierContent): Map<string, string> {
  const language = plan.programme.statement.languages[0] ?? 'en';
  const attendance = sessions.map(({ session, attendance: signed, closing }) => {
    const { about, schedule, minutes } = session.statement;
    const local = (instant: string | undefined) =>
      instant === undefined ? '' : `${localOf(instant, schedule.zone).replace('T', ' ')} ${schedule.zone}`;
    return [
      ...[about.session, schedule.start, schedule.end, schedule.zone, minutes],
      ...[
        signed?.statement.at ?? '',
        signed?.received ?? '',
        signed ? signed.statement.method.by : '',
        signed?.late ?? '',
        closing?.received ?? '',
      ],
      ...[printedIn(session.statement, language).title, localOf(schedule.start, schedule.zone).slice(0, 10)],
      enrolment.statement.learner.name,
      ...[schedule.start, schedule.end, signed?.statement.at, signed?.received, closing?.received].map(local),
    ];
  });
  return new Map([
    [
      'data/attendance.csv',
      csv(
        [
          ...['session', 'start', 'end', 'zone', 'minutes', 'signed', 'received', 'method', 'late', 'closed'],
          ...['title', 'date', 'learner', 'localStart', 'localEnd', 'localSigned', 'localReceived', 'localClosed'],
        ],
        attendance,
      ),
    ],
    [
      'data/hours.csv',
      csv(
        ['plannedMin', 'connectedMin', 'creditedMin', 'certifiedMin', 'rule'],
        [[hours.plannedMin, hours.connectedMin ?? '', hours.creditedMin, hours.certifiedMin, hours.rule]],
      ),
    ],
    [
      'data/requirements.csv',
      csv(
        ['requirement', 'state', 'reason'],
        standing.states.map((one) => [one.requirement, one.state, reasonIn(paperTexts.en, one)]),
      ),
    ],
  ]);
}

function csv(head: readonly string[], rows: readonly (readonly (string | number | boolean)[])[]): string {
  return `${[head, ...rows].map((row) => row.map(field).join(',')).join('\r\n')}\r\n`;
}

/** A field that a spreadsheet would take for a formula is kept a text. */
function field(value: string | number | boolean): string {
  const text = String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
