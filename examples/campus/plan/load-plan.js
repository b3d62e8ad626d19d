import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { withOneToSign } from './half-days.js';
import { readMoodleAttendance } from './moodle-attendance.js';
import { writePlan } from './plan.js';

const read = (path) => readFileSync(new URL(`../${path}`, import.meta.url));
const year = 365 * 86_400_000;

/** What the campus adds to Moodle's export. */
export const overlay = JSON.parse(read('overlay.json').toString('utf8'));

/**
 * The plan of this start: Moodle's export with the overlay over it, the half-days of earlier starts, and one that is open now.
 *
 * @param {string} memory the file that remembers what earlier starts added
 * @param {{ now: number }} options
 */
export function loadPlan(memory, { now }) {
  const before = existsSync(memory)
    ? JSON.parse(readFileSync(memory, 'utf8'))
    : { since: new Date(now).toISOString(), halfDays: [] };
  const { zone, halfDayMinutes: minutes } = overlay;
  const halfDays = withOneToSign(before.halfDays, { now, zone, minutes });
  writeFileSync(memory, JSON.stringify({ ...before, halfDays }));
  const bytes = read('data/moodle_4.2_fr/attendance_export.txt');
  return writePlan({
    moodle: { bytes, read: readMoodleAttendance(bytes.toString('utf8')) },
    overlay,
    survey: JSON.parse(read('survey.json').toString('utf8')),
    halfDays,
    surveyCloses: new Date(Date.parse(before.since) + year).toISOString(),
  });
}
