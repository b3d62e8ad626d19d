import { readFileSync } from 'node:fs';
import { trusted } from './html.js';
import { en } from './texts/en.js';
import { fr } from './texts/fr.js';

/**
 * What the campus knows: its course, its people, and what Paraph answered to its plan.
 * @typedef {{
 *   paraph: string, endpoint: string, fingerprint: string, course: object, people: Record<'learner' | 'trainer' | 'manager', { id: string, name: string }[]>,
 *   programme: string, asked: string[], history: string[], languages: { en: typeof en, fr: typeof en }, lesson: object,
 * }} Campus
 */

/** @typedef {{ path: string, language: 'en' | 'fr', texts: typeof en, user?: { role: string, id: string, name: string } }} Visit */

const lessonIn = (language) => trusted(readFileSync(new URL(`lesson/${language}.html`, import.meta.url), 'utf8'));

/**
 * @param {object} options
 * @param {string} options.endpoint the organisation's endpoint at the Paraph server
 * @param {import('@paraph/core').PlanProgramme} options.plan the course as it was sent
 * @param {import('@paraph/core').PlanAnswer} options.answer the lasting identifiers that Paraph gave
 * @param {string} options.fingerprint the school's, which its site publishes for whoever verifies
 * @param {{ id: string, name: string }} options.manager
 * @returns {Campus}
 */
export function openCampus({ endpoint, plan, answer, fingerprint, manager }) {
  // The latest first: what there is to sign stands on top.
  const latest = plan.sessions.toReversed();
  const planned = answer.programmes[plan.id];
  const identifiers = (sessions) => sessions.map(({ id }) => planned.sessions[id]);
  const asked = identifiers(latest.filter(({ asksAttendance }) => asksAttendance !== false));
  const history = identifiers(latest.filter(({ asksAttendance }) => asksAttendance === false));
  const { trainers } = latest[0];
  return {
    paraph: new URL(endpoint).origin,
    endpoint,
    fingerprint,
    course: { title: plan.title, provider: plan.provider, plannedMinutes: plan.plannedMinutes, trainers },
    people: { learner: plan.enrolments, trainer: trainers, manager: [manager] },
    programme: planned.id,
    asked,
    history,
    languages: { en, fr },
    lesson: { en: lessonIn('en'), fr: lessonIn('fr') },
  };
}
