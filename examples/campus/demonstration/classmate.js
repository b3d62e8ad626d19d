import {
  buildWords,
  errorOf,
  makeAct,
  mediaTypes,
  openCheckpoint,
  openRecord,
  paths,
  permitHeader,
  readPermit,
  readVerifierKey,
  seenOf,
  writeAct,
} from '@paraph/core';

/**
 * One learner of the class, on a device of their own: does over HTTP what `<paraph-attendance>` and `<paraph-survey>` do in a page.
 * Asks for leave, builds the words with core, signs with the device's key, sends, and believes only the sealed record.
 */
export class Classmate {
  #endpoint;
  #token;
  #signer;
  #language;
  #ports;

  /**
   * @param {string} endpoint
   * @param {{ token: () => string, signer: import('@paraph/core').Signer, language: string, ports: import('@paraph/core').Ports }} options
   */
  constructor(endpoint, { token, signer, language, ports }) {
    this.#endpoint = endpoint;
    this.#token = token;
    this.#signer = signer;
    this.#language = language;
    this.#ports = ports;
  }

  /** @returns {Promise<import('@paraph/core').Agenda>} */
  agenda() {
    return this.#json(paths.me);
  }

  /** Signs a half-day. */
  sign({ session, enrolment }, method) {
    const { programme, session: id } = session.statement.about;
    const about = { programme, session: id, ...whose(enrolment) };
    return this.#record('attendance', { about, relies: [session, enrolment], members: { method } });
  }

  /** Answers a survey. */
  answer({ campaign, instrument, programme, enrolment }, answers) {
    const about = {
      programme: programme.statement.about.programme,
      campaign: campaign.statement.about.campaign,
      ...whose(enrolment),
    };
    return this.#record('response', {
      about,
      relies: [campaign, instrument, programme, enrolment],
      members: { answers },
    });
  }

  async #record(kind, { about, relies, members }) {
    const asked = { requests: [{ kind, about, jkt: this.#signer.key }] };
    const answer = await this.#json(paths.permits, { method: 'POST', body: JSON.stringify(asked) });
    const [given] = answer.permits;
    if (!given || 'problem' in given) throw errorOf(given?.problem);
    const { nonce, organisation, person, role } = readPermit(given.permit);
    const worded = {
      ...{ kind, version: 1, organisation, nonce, about },
      ...{ at: answer.time, zone: 'Europe/Paris', relies: relies.map(({ act }) => act) },
      ...{ signer: { role, person, key: this.#signer.key }, seen: await this.#seen(answer.checkpoint) },
      ...{ device: { storage: 'persistent', hands: 'own' } },
      ...{ shown: { template: `${kind}/1`, language: this.#language }, ...members },
    };
    const text = buildWords(worded, new Map(relies.map(({ act, statement }) => [act, statement])));
    const statement = { ...worded, shown: { ...worded.shown, text } };
    const act = await makeAct(statement, { signer: this.#signer, hash: this.#ports.hash });
    const headers = { 'content-type': mediaTypes.record, [permitHeader]: given.permit };
    const sealed = openRecord(
      await this.#text(paths.records, { method: 'POST', body: writeAct(act), headers }),
      this.#ports.hash,
    );
    if (sealed.act !== act.act || !sealed.seal)
      throw new Error('The server answered with another record than the one that was sent.');
    return sealed;
  }

  /** The ledger's checkpoint as a statement names it, once its signature was checked. */
  async #seen(note) {
    const { checkpointKeys } = await this.#json(paths.announcement);
    const opened = await openCheckpoint(note, {
      keys: checkpointKeys.map((key) => readVerifierKey(key, this.#ports.hash)),
      verifySignature: this.#ports.verifySignature,
    });
    if (!opened.verified) throw new Error(`The ledger's checkpoint can't be believed: ${opened.reason}.`);
    return seenOf(opened);
  }

  async #json(path, options = {}) {
    return JSON.parse(await this.#text(path, { headers: { 'content-type': mediaTypes.json }, ...options }));
  }

  async #text(path, { headers, ...options }) {
    const authorization = `Bearer ${this.#token()}`;
    const response = await fetch(new URL(path, this.#endpoint), { ...options, headers: { ...headers, authorization } });
    const text = await response.text();
    if (!response.ok) throw errorOf(readJson(text));
    return text;
  }
}

function whose(enrolment) {
  return { enrolment: enrolment.statement.about.enrolment, learner: enrolment.statement.about.learner };
}

function readJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
