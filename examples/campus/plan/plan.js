import { createHash } from 'node:crypto';
import { nameClass } from './class-list.js';
import { closesAfter } from './half-days.js';
import { addMinutes, instantOf } from './local-time.js';

/** @typedef {import('@paraph/core').PlanDocument} PlanDocument */

const languages = ['en', 'fr'];

/**
 * Writes the plan: Moodle's course, people, past sessions and marks, the overlay over them, and the half-days of the demonstration.
 *
 * @param {object} sources
 * @param {{ bytes: Uint8Array, read: ReturnType<import('./moodle-attendance.js').readMoodleAttendance> }} sources.moodle
 * @param {typeof import('../overlay.json')} sources.overlay
 * @param {typeof import('../survey.json')} sources.survey
 * @param {readonly import('./half-days.js').HalfDay[]} sources.halfDays
 * @param {string} sources.surveyCloses RFC 3339
 * @returns {PlanDocument}
 */
export function writePlan({ moodle, overlay, survey, halfDays, surveyCloses }) {
  const { zone, trainers, place, modality } = overlay;
  const { sessions: kept, learners, marks } = moodle.read;
  const stated = { zone, trainers, place, modality };
  const past = kept.map(({ id, start }) => ({
    ...{ id, title: titleOf(start), start, end: addMinutes(start, overlay.halfDayMinutes, zone), ...stated },
    asksAttendance: false,
  }));
  const added = halfDays.map(({ id, start, end }) => ({
    id,
    title: titleOf(start),
    start,
    end,
    ...stated,
    closesAfter,
  }));
  const sessions = [...past, ...added];
  const minutesOf = ({ start, end }) => (instantOf(end, zone) - instantOf(start, zone)) / 60_000;
  const { id, opens } = overlay.survey;
  const programme = {
    id: overlay.id,
    // Moodle's course has one title, in French.
    title: { en: overlay.title.en, fr: moodle.read.course },
    provider: overlay.provider,
    modality,
    plannedMinutes: sessions.reduce((sum, one) => sum + minutesOf(one), 0),
    requirements: [{ id: 'half-days-signed', ratio: '1' }, { id: 'survey-answered' }],
    sessions,
    enrolments: classOf(learners, overlay.class.size).map((learner) => ({ id: learner.id, name: learner.name })),
    surveys: [{ id, ...survey, opens, closes: surveyCloses }],
    history: [
      {
        system: overlay.moodle.system,
        file: 'attendance_export.txt',
        digest: `sha-256:${createHash('sha256').update(moodle.bytes).digest('base64url')}`,
        zone: { name: zone, known: overlay.moodle.zoneKnown },
        marks,
      },
    ],
  };
  return /** @type {PlanDocument} */ ({ programmes: [programme] });
}

/** Moodle's learners, and as many more by rule as make a class. */
export function classOf(learners, size) {
  const next = Math.max(...learners.map(({ id }) => Number(id))) + 1;
  return [...learners, ...nameClass(size - learners.length, next)];
}

/** A title as a person would say it: `Monday 23 November, morning`, `Lundi 23 novembre, matin`. */
export function titleOf(start) {
  const part = partOfDay(Number(start.slice(11, 13)));
  return Object.fromEntries(languages.map((language) => [language, `${dayName(start, language)}, ${part[language]}`]));
}

function dayName(start, language) {
  const day = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    ...{ weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' },
  }).format(Date.parse(`${start}Z`));
  return day.charAt(0).toUpperCase() + day.slice(1).replace(',', '');
}

function partOfDay(hour) {
  if (hour < 12) return { en: 'morning', fr: 'matin' };
  return hour < 18 ? { en: 'afternoon', fr: 'après-midi' } : { en: 'evening', fr: 'soir' };
}
