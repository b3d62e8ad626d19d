import { openCheckpoint, readVerifierKey, seenOf } from '@paraph/core/ledger';
import { type AnyStatement, buildWords, type Digest, type Ink, normaliseInk, type Seen } from '@paraph/core/model';
import {
  defaultPorts,
  generatePrivateJwk,
  makeAct,
  mintToken,
  readPermit,
  type Signer,
  writeAct,
} from '@paraph/core/signing';
import type { Agenda, Announcement, PermitAnswer, SessionCard } from '@paraph/core/wire';
import { nodePorts, nodeSigner, type PrivateJwk } from '@paraph/server';
import { siteKey } from './class-plan.js';

/** A half-day that a learner has leave to sign. */
export interface Leave {
  readonly permit: string;
  readonly draft: Parameters<typeof buildWords>[0];
  readonly relied: ReadonlyMap<Digest, AnyStatement>;
}

const { hash } = nodePorts();
const { verifySignature } = defaultPorts();
/** As many as one request may ask for. */
const permitsAtOnce = 50;

/** One learner with a device: fetches permits, builds statements as the elements do, signs them by `node:crypto`. */
export class Learner {
  readonly #url: string;
  readonly #subject: string;
  readonly #signer: Signer;
  readonly #agenda: Agenda;
  readonly #announced: Announcement;
  readonly #ink: Ink;
  #next = 0;

  private constructor(
    url: string,
    subject: string,
    found: { signer: Signer; agenda: Agenda; announced: Announcement },
  ) {
    this.#url = url;
    this.#subject = subject;
    this.#signer = found.signer;
    this.#agenda = found.agenda;
    this.#announced = found.announced;
    this.#ink = drawnName(subject);
  }

  static async of(url: string, subject: string): Promise<Learner> {
    const signer = nodeSigner((await generatePrivateJwk('ES256')) as PrivateJwk);
    const announced = (await (await fetch(url)).json()) as Announcement;
    const headers = { authorization: `Bearer ${await tokenOf(subject, url)}` };
    const agenda = (await (await fetch(new URL('me', url), { headers })).json()) as Agenda;
    return new Learner(url, subject, { signer, agenda, announced });
  }

  /** Half-days that are left to sign. */
  get left(): number {
    return this.#agenda.sessions.length - this.#next;
  }

  /** Fetches permits for the next half-days, and the checkpoint that comes with them. */
  async leaves(count: number): Promise<Leave[]> {
    const cards = this.#agenda.sessions.slice(this.#next, this.#next + count);
    this.#next += count;
    const found: Leave[] = [];
    for (let at = 0; at < cards.length; at += permitsAtOnce) {
      const asked = cards.slice(at, at + permitsAtOnce);
      const answer = await this.#ask(asked);
      const seen = await this.#seen(answer.checkpoint);
      for (const [which, card] of asked.entries()) {
        const given = answer.permits[which];
        if (!given || !('permit' in given)) throw new Error(`No permit: ${JSON.stringify(given)}`);
        found.push(this.#leave(card, given.permit, seen));
      }
    }
    return found;
  }

  /** Builds the words and the statement, signs it, and writes the act as it travels. */
  async sign({ draft, relied }: Leave): Promise<string> {
    const text = buildWords(draft, relied);
    const statement = { ...draft, at: new Date().toISOString(), shown: { ...draft.shown, text } };
    return writeAct(await makeAct(statement as unknown as AnyStatement, { signer: this.#signer, hash }));
  }

  async #ask(cards: readonly SessionCard[]): Promise<PermitAnswer> {
    const requests = cards.map((card) => ({ kind: 'attendance', about: aboutOf(card), jkt: this.#signer.key }));
    const response = await fetch(new URL('permits', this.#url), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await tokenOf(this.#subject, this.#url)}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ requests }),
    });
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as PermitAnswer;
  }

  async #seen(note: string): Promise<Seen> {
    const keys = this.#announced.checkpointKeys.map((key) => readVerifierKey(key, hash));
    const opened = await openCheckpoint(note, { keys, verifySignature });
    if (!opened.verified) throw new Error(opened.reason);
    return seenOf(opened);
  }

  #leave(card: SessionCard, permit: string, seen: Seen): Leave {
    const { person, organisation } = this.#agenda;
    const relied = [card.session, card.enrolment];
    const draft = {
      ...{ kind: 'attendance', version: 1, organisation, nonce: readPermit(permit).nonce, about: aboutOf(card) },
      ...{ zone: 'Europe/Paris', relies: relied.map(({ act }) => act) },
      signer: { role: 'learner', person, key: this.#signer.key },
      seen,
      device: { storage: 'persistent', hands: 'own', skew: 0 },
      shown: { template: 'attendance/1', language: card.enrolment.statement.language ?? 'en' },
      method: { by: 'drawn', ink: this.#ink },
    };
    return {
      permit,
      draft,
      relied: new Map(relied.map(({ act, statement }) => [act, statement as unknown as AnyStatement])),
    };
  }
}

function aboutOf({ session, enrolment }: SessionCard) {
  const { programme, enrolment: id, learner } = enrolment.statement.about;
  return { programme, session: session.statement.about.session, enrolment: id, learner };
}

export function tokenOf(subject: string, url: string, role: 'learner' | 'manager' = 'learner'): Promise<string> {
  return mintToken({ subject, role }, { key: siteKey, audience: url, now: Date.now(), seconds: 3000 });
}

/** A name drawn in three strokes, some 150 points: what most people draw has 100 to 250. */
function drawnName(subject: string): Ink {
  const turn = subject.length + Number(subject.split('-').at(-1));
  const strokes = [0, 1, 2].map((stroke) =>
    Array.from({ length: 40 }, (_, at) => [
      30 + stroke * 90 + at * 1.6,
      60 + 18 * Math.sin(at / 5 + stroke + turn),
    ]).flat(),
  );
  return normaliseInk(strokes, { width: 320, height: 120 });
}
