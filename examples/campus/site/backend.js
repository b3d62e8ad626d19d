import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { homePage, missingPage } from './pages/home.js';
import { learnerPage } from './pages/learner.js';
import { managerPage } from './pages/manager.js';
import { trainerPage } from './pages/trainer.js';

const files = {
  'campus.css': 'text/css; charset=utf-8',
  'icon.svg': 'image/svg+xml',
};

/**
 * The campus's own backend: pages, two files, and the token of whoever is at this address.
 * A real site knows its user by a session of its own; here the address says who you are, so that a demonstration needs no passwords.
 *
 * @param {import('./campus.js').Campus} campus
 * @param {{ tokenOf: (user: { subject: string, role: string }) => string }} options
 */
export function createBackend(campus, { tokenOf }) {
  const policy = `default-src 'self'; script-src 'self' ${campus.paraph}; connect-src 'self' ${campus.paraph}`;
  return createServer((request, response) => {
    const {
      status = 200,
      type = 'text/html; charset=utf-8',
      body = '',
      headers = {},
    } = answer(request, campus, tokenOf);
    response.writeHead(status, {
      'content-type': type,
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      ...headers,
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  });
}

function answer(request, campus, tokenOf) {
  const url = new URL(request.url, 'http://campus');
  if (request.method !== 'GET' && request.method !== 'HEAD') return { status: 405, headers: { allow: 'GET, HEAD' } };
  const [first = '', second = '', third = ''] = url.pathname.slice(1).split('/');
  if (first === 'public' && files[second]) return file(second);
  const visit = visitOf(request, url, campus);
  if (first === '') return { body: homePage({ campus, visit }) };
  const people = Object.hasOwn(campus.people, first) ? campus.people[first] : [];
  if (people.length > 0 && second === '') {
    const chosen = people.find(({ id }) => id === url.searchParams.get('as')) ?? people[0];
    return { status: 303, headers: { location: `/${first}/${chosen.id}?lang=${visit.language}` } };
  }
  const person = people.find(({ id }) => id === second);
  if (person && third === 'token')
    return {
      type: 'text/plain',
      headers: { 'cache-control': 'no-store' },
      body: tokenOf({ subject: person.id, role: first }),
    };
  const page = person && pageOf({ campus, visit: { ...visit, user: { role: first, ...person } } }, third);
  return page ? { body: page } : { status: 404, body: missingPage({ campus, visit }) };
}

function pageOf({ campus, visit }, tab) {
  if (visit.user.role === 'learner') return learnerPage({ campus, visit, tab: tab === '' ? 'lesson' : tab });
  if (tab !== '') return undefined;
  return visit.user.role === 'trainer' ? trainerPage({ campus, visit }) : managerPage({ campus, visit });
}

/** The language is asked for by the address, else by the browser. */
function visitOf(request, url, campus) {
  const asked = [
    url.searchParams.get('lang'),
    ...(request.headers['accept-language'] ?? '').split(',').map((one) => one.slice(0, 2)),
  ];
  const language = asked.find((one) => one && Object.hasOwn(campus.languages, one)) ?? 'en';
  return { path: url.pathname, language, texts: campus.languages[language] };
}

function file(name) {
  return {
    type: files[name],
    headers: { 'cache-control': 'no-cache' },
    body: readFileSync(new URL(`public/${name}`, import.meta.url)),
  };
}
