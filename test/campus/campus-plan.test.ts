import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import type { PlanDocument } from '@paraph/core';

const campus = new URL('../../../examples/campus/', import.meta.url);
const load = (path: string) => import(new URL(path, campus).href);
const readJson = (path: string) => JSON.parse(readFileSync(new URL(path, campus), 'utf8'));
const exported = (language: string) =>
  readFileSync(new URL(`data/moodle_4.2_${language}/attendance_export.txt`, campus));

const { readMoodleAttendance } = await load('plan/moodle-attendance.js');
const { withOneToSign } = await load('plan/half-days.js');
const { titleOf, writePlan } = await load('plan/plan.js');
const { addMinutes, instantOf } = await load('plan/local-time.js');
const { inkOf } = await load('demonstration/signature-ink.js');

const zone = 'Europe/Paris';
const day = { zone, minutes: 210 };
const at = (text: string) => ({ ...day, now: Date.parse(text) });

function plan(halfDays: { id: string; start: string; end: string }[]): PlanDocument {
  const bytes = exported('fr');
  const moodle = { bytes, read: readMoodleAttendance(bytes.toString('utf8')) };
  const [overlay, survey] = [readJson('overlay.json'), readJson('survey.json')];
  return writePlan({ moodle, overlay, survey, halfDays, surveyCloses: '2027-11-24T00:00:00.000Z' });
}

test('Moodle’s French and English exports say the same', () => {
  const [french, english] = ['fr', 'en'].map((language) => readMoodleAttendance(exported(language).toString('utf8')));
  assert.deepEqual(french, english);
  assert.equal(french.learners[2].name, "Jean-François O'Brien");
  assert.equal(french.marks.length, 12);
  assert.equal(french.marks[4].remark, 'retard, 15 min');
});

test('an export with a mark that nobody knows is refused by its name', () => {
  const changed = exported('fr').toString('utf8').replace('P (2/2)', 'X (2/2)');
  assert.throws(() => readMoodleAttendance(changed), /X \(2\/2\)/);
});

test('a half-day is just over, can be signed now, and never reaches over midnight', () => {
  for (const [now, start, end] of [
    ['2026-11-24T08:47:00Z', '2026-11-24T06:00', '2026-11-24T09:30'],
    ['2026-11-24T22:58:00Z', '2026-11-24T20:00', '2026-11-24T23:30'],
    ['2026-11-24T23:05:00Z', '2026-11-24T20:00', '2026-11-24T23:30'],
    ['2026-11-25T01:10:00Z', '2026-11-25T00:00', '2026-11-25T02:00'],
  ] as const)
    assert.deepEqual(withOneToSign([], at(now)), [{ id: `half-day-${start}`, start, end }]);
});

test('a second start finds the half-day that can be signed; one on a later day adds another', () => {
  const first = withOneToSign([], at('2026-11-24T08:47:00Z'));
  assert.deepEqual(withOneToSign(first, at('2026-11-24T12:20:00Z')), first);
  assert.deepEqual(withOneToSign(first, at('2026-11-24T20:20:00Z')), first);
  assert.equal(withOneToSign(first, at('2026-11-25T07:10:00Z'))[1].id, 'half-day-2026-11-25T04:30');
});

test('real minutes are added where the clocks change', () => {
  assert.equal(addMinutes('2026-03-29T01:30', 210, zone), '2026-03-29T06:00');
  assert.equal(addMinutes('2026-10-25T02:30', 210, zone), '2026-10-25T05:00');
  assert.equal(instantOf('2026-10-25T02:30', zone), Date.parse('2026-10-25T00:30:00Z'));
});

test('the plan holds Moodle’s sessions as history that nobody signs, and a class of thirty', () => {
  const [programme] = plan(withOneToSign([], at('2026-11-24T08:47:00Z'))).programmes;
  assert.ok(programme);
  assert.equal(programme.title.fr, 'Gestion de projet – module MOOC');
  assert.deepEqual(
    programme.sessions?.map(({ asksAttendance }) => asksAttendance ?? true),
    [false, false, false, false, true],
  );
  assert.equal(programme.enrolments?.length, 30);
  assert.equal(new Set(programme.enrolments?.map(({ name }) => name)).size, 30);
  assert.equal(programme.history?.[0]?.marks.length, 12);
  assert.deepEqual(titleOf('2026-11-23T09:00'), { en: 'Monday 23 November, morning', fr: 'Lundi 23 novembre, matin' });
});

test('a signature by rule is the same for the same name, and fits the model', () => {
  assert.deepEqual(inkOf('Łukasz Wiśniewski'), inkOf('Łukasz Wiśniewski'));
  assert.notDeepEqual(inkOf('Łukasz Wiśniewski'), inkOf('Camille Martin'));
  for (const stroke of inkOf('Camille Martin').strokes)
    assert.ok(stroke.every((value: number) => value >= 0 && value <= 1000));
});
