import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { defaultPorts, generatePrivateJwk, jwkSigner } from '@paraph/core';
import { Classmate } from './classmate.js';
import { inkOf, randomFrom } from './signature-ink.js';

/**
 * Has some of the class sign the half-day that is open, and some of these answer the survey: each with a key of their own, over HTTP.
 * Who was here at an earlier start has the same key again, and signs nothing twice.
 *
 * @param {readonly { id: string, name: string }[]} learners the class, Moodle's learners first: those are left to whoever tries the campus
 * @param {object} options
 * @param {string} options.endpoint
 * @param {(learner: string) => string} options.tokenOf mints a learner's token
 * @param {string} options.devices the file that stands for their devices
 * @param {{ signed: number, answered: number }} options.figures
 * @returns {Promise<{ signed: number, answered: number }>} what was recorded now
 */
export async function haveClassSign(learners, { endpoint, tokenOf, devices, figures }) {
  const ports = defaultPorts();
  const keys = existsSync(devices) ? JSON.parse(readFileSync(devices, 'utf8')) : {};
  const present = learners.filter((_, at) => at >= 3).slice(0, figures.signed);
  for (const { id } of present) keys[id] ??= await generatePrivateJwk('ES256');
  writeFileSync(devices, JSON.stringify(keys), { mode: 0o600 });
  const counts = { signed: 0, answered: 0 };
  // One after the other, as people come in: the trainer's list has an order.
  for (const [at, { id, name }] of present.entries()) {
    const signer = await jwkSigner(keys[id]);
    const classmate = new Classmate(endpoint, {
      token: () => tokenOf(id),
      signer,
      language: at % 4 === 3 ? 'en' : 'fr',
      ports,
    });
    const agenda = await classmate.agenda();
    for (const card of agenda.sessions) {
      if (card.recorded || card.state !== 'open') continue;
      await classmate.sign(card, methodOf(name, at));
      counts.signed += 1;
    }
    if (at >= figures.answered) continue;
    for (const card of agenda.campaigns) {
      if (card.answered || card.state !== 'open') continue;
      await classmate.answer(card, answersOf(card.instrument.statement.questions, name));
      counts.answered += 1;
    }
  }
  return counts;
}

/** Most draw; some type their name, some confirm. */
function methodOf(name, at) {
  if (at % 5 === 3) return { by: 'typed', name };
  if (at % 5 === 4) return { by: 'confirmed' };
  return { by: 'drawn', ink: inkOf(name) };
}

/** Answers by rule, rather content; every other one writes nothing where nothing has to be written. */
function answersOf(questions, name) {
  const random = randomFrom(name);
  const high = (most) => Math.min(most, Math.ceil(most * (0.55 + 0.5 * random())));
  return questions.flatMap((question) => {
    if (!question.required && random() < 0.5) return [];
    return [{ question: question.id, value: valueFor(question, { high, random }) }];
  });
}

const wishes = [
  'Plus de temps sur le cas de la médiathèque.',
  'A written summary at the end.',
  'Moins de sigles, plus d’exemples.',
];

function valueFor(question, { high, random }) {
  const any = (list) => list[Math.floor(random() * list.length)];
  switch (question.type) {
    case 'rating':
      return high(question.steps);
    case 'scale':
      return high(10);
    case 'single':
      return (random() < 0.7 ? question.options[1] : any(question.options)).id;
    case 'multiple':
      return [question.options[0].id, question.options[2].id];
    default:
      return any(wishes);
  }
}
