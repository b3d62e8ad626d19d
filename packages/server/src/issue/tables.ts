import type { DossierContent } from './dossier-content.js';

/** The tables of a dossier, for spreadsheets: CSV (RFC 4180), UTF-8. */
export function tables({ sessions, hours, standing }: DossierContent): Map<string, string> {
  const attendance = sessions.map(({ session, attendance: signed, closing }) => {
    const { about, schedule, minutes } = session.statement;
    return [
      ...[about.session, schedule.start, schedule.end, schedule.zone, minutes],
      ...[
        signed?.statement.at ?? '',
        signed?.received ?? '',
        signed ? signed.statement.method.by : '',
        signed?.late ?? '',
        closing?.received ?? '',
      ],
    ];
  });
  return new Map([
    [
      'data/attendance.csv',
      csv(['session', 'start', 'end', 'zone', 'minutes', 'signed', 'received', 'method', 'late', 'closed'], attendance),
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
        standing.states.map(({ requirement, state, reason }) => [requirement, state, reason]),
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
