/**
 * Reads what Moodle's mod_attendance exports as text: tab-separated, in the language of whoever exported it, times without a zone.
 * Columns are found by their name, in French or English; nothing is guessed that the file doesn't say.
 */

/** @typedef {{ id: string, title: string, start: string }} MoodleSession `start` is local, `2026-03-09T09:00`; in which zone, Moodle doesn't say. */
/** @typedef {{ id: string, name: string, email: string }} MoodleLearner */
/** @typedef {{ learner: string, session: string, text: string, state: 'present' | 'late' | 'excused' | 'absent', remark?: string }} MoodleMark */

const columns = {
  family: ['Nom', 'Last name'],
  given: ['Prénom', 'First name'],
  id: ['ID Étudiant', 'Student ID'],
  email: ['Adresse de courriel', 'Email address'],
};
const groups = ['Tous les étudiants', 'All students'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const states = /** @type {const} */ ({ P: 'present', L: 'late', E: 'excused', A: 'absent' });

/**
 * @param {string} text the export, decoded
 * @returns {{ course: string, sessions: MoodleSession[], learners: MoodleLearner[], marks: MoodleMark[] }}
 * @throws {Error} naming the line or column that isn't as mod_attendance writes it
 */
export function readMoodleAttendance(text) {
  const rows = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line) => line.split('\t'));
  const course = rows[0]?.[1];
  const headAt = rows.findIndex((row) => row.some((cell) => columns.email.includes(cell)));
  if (!course || headAt < 0)
    throw new Error('This is no attendance export of Moodle: no course, or no column for e-mail addresses.');
  const head = rows[headAt] ?? [];
  const at = Object.fromEntries(Object.entries(columns).map(([name, names]) => [name, columnOf(head, names)]));
  const sessions = head.flatMap((cell, column) => {
    const session = readSession(cell);
    return session ? [{ ...session, column }] : [];
  });
  const learners = [];
  const marks = [];
  for (const [below, row] of rows.slice(headAt + 1).entries()) {
    if (row.length < head.length) continue;
    const learner = row[at.id] ?? '';
    if (learner === '') throw new Error(`Line ${headAt + below + 2} of the attendance export names no learner.`);
    learners.push({ id: learner, name: `${row[at.given]} ${row[at.family]}`, email: row[at.email] ?? '' });
    for (const { id, column } of sessions) marks.push(...readMark(row, column, { learner, session: id }));
  }
  return { course, sessions: sessions.map(({ id, title, start }) => ({ id, title, start })), learners, marks };
}

/** A mark, and the remark that stands in the unnamed column after it. */
function readMark(row, column, whose) {
  const text = row[column] ?? '';
  if (text === '' || text === '?') return [];
  const state = states[text[0]];
  if (!state) throw new Error(`Moodle's mark “${text}” of learner ${whose.learner} is not one of P, L, E, A.`);
  const remark = row[column + 1] ?? '';
  return [{ ...whose, text, state, ...(remark === '' ? {} : { remark }) }];
}

/** `9.03.2026 09:00 Tous les étudiants Séance 1`, or `9 Mar 2026 9.00AM All students Séance 1`. */
function readSession(cell) {
  const french = /^(\d{1,2})\.(\d{2})\.(\d{4}) (\d{2}):(\d{2}) (.+)$/.exec(cell);
  if (french) {
    const [, day, month, year, hour, minute, rest] = french;
    return sessionAt([year, month, day, hour, minute], rest);
  }
  const english = /^(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{1,2})\.(\d{2})(AM|PM) (.+)$/.exec(cell);
  if (!english) return undefined;
  const [, day, month, year, hour, minute, half, rest] = english;
  const hours = (Number(hour) % 12) + (half === 'PM' ? 12 : 0);
  return sessionAt([year, months.indexOf(month) + 1, day, hours, minute], rest);
}

function sessionAt(parts, rest) {
  const [year, month, day, hour, minute] = parts.map((part) => String(part).padStart(2, '0'));
  const start = `${year}-${month}-${day}T${hour}:${minute}`;
  const group = groups.find((name) => rest.startsWith(`${name} `));
  return { id: `moodle-${start}`, start, title: group ? rest.slice(group.length + 1) : rest };
}

function columnOf(head, names) {
  const column = head.findIndex((cell) => names.includes(cell));
  if (column < 0) throw new Error(`The attendance export has no column “${names.join('” or “')}”.`);
  return column;
}
