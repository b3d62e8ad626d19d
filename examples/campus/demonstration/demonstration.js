import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { paths } from '@paraph/core/wire';
import { loadPlan, overlay } from '../plan/load-plan.js';
import { createBackend } from '../site/backend.js';
import { openCampus } from '../site/campus.js';
import { mintToken } from '../site/token.js';
import { haveClassSign } from './class.js';
import { Failure } from './failure.js';
import { needFree } from './free-port.js';
import { needBuild, ParaphServer, paraph } from './paraph.js';
import { siteKey } from './site-key.js';

const slug = 'campus';
const kid = 'campus-site';

/** All that `npm start` brings up, in order, and takes down again. */
export class Demonstration {
  #data;
  #port;
  #say;
  #shown;
  #server;
  #backend;
  #fails;

  /** Settles, with why, when the Paraph server ends by itself. */
  ended = new Promise((resolve) => {
    this.#fails = resolve;
  });

  /**
   * @param {object} options
   * @param {string} options.data the folder in which everything is kept
   * @param {number} options.port the Paraph server's; the campus takes the next
   * @param {(name: string, text: string) => void} options.say
   * @param {(path: string) => string} options.shown a path as it is printed
   */
  constructor({ data, port, say, shown }) {
    this.#data = data;
    this.#port = port;
    this.#say = say;
    this.#shown = shown;
  }

  /** @returns {Promise<{ learner: string, trainer: string, manager: string, verifier: string }>} the four addresses */
  async start() {
    await needRuntime();
    needBuild();
    const [paraphUrl, campusUrl] = [this.#port, this.#port + 1].map((port) => `http://localhost:${port}`);
    await needFree(this.#port);
    await needFree(this.#port + 1);
    const endpoint = `${paraphUrl}/o/${slug}/`;
    const key = await this.#keys(paraphUrl, campusUrl);
    await this.#serve(paraphUrl);
    const tokenOf = (user) => mintToken(user, { key, kid, endpoint });
    const { fingerprint } = await (await fetch(endpoint)).json();
    this.#say('School', `${overlay.provider.name}, fingerprint ${fingerprint}`);
    const { plan, answer } = await this.#plan(endpoint, tokenOf);
    await this.#class(plan, { endpoint, tokenOf });
    const campus = openCampus({ endpoint, plan, answer, fingerprint, manager: overlay.manager });
    this.#backend = createBackend(campus, { tokenOf }).listen(this.#port + 1, 'localhost');
    await once(this.#backend, 'listening');
    this.#say('Campus', `${campusUrl}, an origin of its own`);
    const page = (role) => `${campusUrl}/${role}`;
    return {
      learner: page('learner'),
      trainer: page('trainer'),
      manager: page('manager'),
      verifier: `${paraphUrl}/verify`,
    };
  }

  /** Lets everything finish, and ends it. */
  async stop() {
    this.#backend?.closeAllConnections();
    this.#backend?.close();
    await this.#server?.stop();
  }

  /** The organisation's keys and the site's, made at the first start. */
  async #keys(paraphUrl, campusUrl) {
    const [data, recovery, site] = ['paraph', 'recovery', 'site'].map((name) => join(this.#data, name));
    const fresh = !existsSync(join(data, 'paraph.json'));
    if (fresh) {
      const about = [
        '--name',
        overlay.provider.name,
        '--slug',
        slug,
        '--domain',
        'academie-du-lac.example',
        '--url',
        paraphUrl,
      ];
      await paraph(['keys', '--data', data, '--recovery', recovery, ...about, '--origin', campusUrl]);
    } else allowOrigin(join(data, 'paraph.json'), campusUrl);
    const { privateJwk, publicFile } = siteKey(site);
    const registered = join(site, 'registered');
    if (!existsSync(registered)) {
      const of = ['--name', 'campus', '--kid', kid, '--alg', 'ES256', '--key', publicFile];
      await paraph(['keys', 'site', '--data', data, ...of, '--roles', 'learner,trainer,manager']);
      writeFileSync(registered, `${kid}\n`);
    }
    this.#say('Keys', fresh ? 'made for the school and its site' : 'found from an earlier start');
    this.#say(
      '',
      `The recovery key is in ${this.#shown(recovery)}. The server never reads it; a real one is kept offline.`,
    );
    return privateJwk;
  }

  async #serve(url) {
    const data = join(this.#data, 'paraph');
    mkdirSync(data, { recursive: true });
    this.#server = new ParaphServer(['--data', data, '--url', url], join(this.#data, 'paraph.log'));
    await this.#server.ready(url);
    void this.#server.ended.then(() =>
      this.#fails(
        new Failure(`The Paraph server ended by itself:\n${this.#server.lastWords()}`, 'Start again: npm start'),
      ),
    );
    this.#say('Server', `${url}, database in ${this.#shown(data)}`);
  }

  /** One request with a manager's token, as a site would send it. */
  async #plan(endpoint, tokenOf) {
    const document = loadPlan(join(this.#data, 'half-days.json'), { now: Date.now() });
    const [plan] = document.programmes;
    const headers = {
      authorization: `Bearer ${tokenOf({ subject: overlay.manager.id, role: 'manager' })}`,
      'content-type': 'application/json',
    };
    const response = await fetch(`${endpoint}plan`, { method: 'POST', headers, body: JSON.stringify(document) });
    const answer = await response.json();
    if (!response.ok)
      throw new Failure(`The plan was refused: ${answer.detail}`, 'Look at overlay.json and survey.json.');
    const { enrolments, sessions } = plan;
    const changes =
      answer.created + answer.changed === 0 ? 'nothing new' : `${answer.created + answer.changed} records new`;
    this.#say('Plan', `${enrolments.length} learners, ${sessions.length} half-days, 1 survey: ${changes}`);
    return { plan, answer };
  }

  async #class(plan, { endpoint, tokenOf }) {
    const { signed, answered } = await haveClassSign(plan.enrolments, {
      endpoint,
      tokenOf: (subject) => tokenOf({ subject, role: 'learner' }),
      devices: join(this.#data, 'class-devices.json'),
      figures: overlay.class,
    });
    const people = await this.#signedOf(endpoint, tokenOf({ subject: overlay.manager.id, role: 'manager' }));
    const now =
      signed > 0
        ? `${people} signed today’s half-day, each with a key of their own`
        : `${people} had signed today’s half-day`;
    this.#say('Class', answered > 0 ? `${now}; ${answered} answered the survey` : now);
  }

  /** How many have signed the latest half-day, whoever they are: as the manager sees it. */
  async #signedOf(endpoint, token) {
    const ask = async (path) =>
      (await fetch(`${endpoint}${path}`, { headers: { authorization: `Bearer ${token}` } })).json();
    const { programmes } = await ask('me');
    const { sessions } = await ask(paths.programme(programmes[0].statement.about.programme));
    const startOf = ({ statement }) => statement.schedule.start;
    const [latest] = sessions.toSorted((left, right) => (startOf(left) < startOf(right) ? 1 : -1));
    return `${latest.signed} of ${latest.expected}`;
  }
}

/** The ports may be others than at an earlier start: then the site's origin is another too. */
function allowOrigin(file, origin) {
  const settings = JSON.parse(readFileSync(file, 'utf8'));
  const [school] = settings.organisations;
  if (school.origins.includes(origin)) return;
  school.origins.push(origin);
  writeFileSync(file, `${JSON.stringify(settings, null, 2)}\n`);
}

/** The embedded database is a part of Node since 22.13. */
async function needRuntime() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 13)) return;
  throw new Failure(
    `This is Node ${process.versions.node}; the server needs 22.13 or later.`,
    'On Linux, npm start brings its own. Elsewhere, install a newer Node: https://nodejs.org',
  );
}
