import { escapeHtml as e } from '../../pages/security.js';
import type { DossierContent } from '../dossier-content.js';
import { clocksChange, duration, halfDayLine, printedIn } from './half-day.js';
import { definitions, table } from './paper.js';
import type { SheetOptions } from './sheets.js';

/** The hours of one learner: by half-day, and the four figures with the rule that they were counted by. */
export function hoursTable(
  { hours, sessions, enrolment, standing }: DossierContent,
  { language, texts: t }: SheetOptions,
): string {
  const credited = new Set(standing.credited.map(({ about }) => about.session));
  const rows = sessions.map(({ session: { statement } }) => {
    const { minutes, schedule } = statement;
    const line = halfDayLine(printedIn(statement, language));
    return [
      clocksChange(schedule) ? `${line} ${t.clocksChange}` : line,
      `${minutes}`,
      credited.has(statement.about.session) ? `${minutes}` : '0',
    ];
  });
  const sum = sessions.reduce((all, { session }) => all + session.statement.minutes, 0);
  const say = (minutes: number) => duration(minutes, language);
  const rule = t.rules[hours.rule] ?? `${t.rule}${t.colon}`;
  return `${table([t.session, t.minutes, t.signedMinutes], rows, { numbers: [1, 2] })}
${sum === hours.plannedMin ? '' : `<p>${e(t.differs(say(hours.plannedMin), say(sum)))}</p>\n`}<h2>${e(enrolment.statement.learner.name)}</h2>
${definitions([
  [t.planned, say(hours.plannedMin)],
  [t.connected, hours.connectedMin === null ? t.notMeasured : say(hours.connectedMin)],
  [t.credited, say(hours.creditedMin)],
  [t.certified, say(hours.certifiedMin)],
])}
<p>${e(rule)} <span class="small">${e(hours.rule)}</span></p>`;
}
