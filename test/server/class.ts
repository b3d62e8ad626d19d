import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildWords, type Digest, type Identifier } from '@paraph/core/model';
import { createDeviceKey, defaultPorts, makeAct, readPermit, writeAct } from '@paraph/core/signing';
import type { Agenda, PermitAnswer, PlanDocument } from '@paraph/core/wire';
import { paraph, type ServerProcess } from './server-process.js';

const { hash } = defaultPorts();

/** An act, signed and with its permit, ready to be sent, also long after its server was killed. */
export interface Ready {
  readonly act: Digest;
  readonly body: string;
  readonly permit: string;
}

export interface ClassSize {
  readonly learners: number;
  readonly sessions: number;
}

/** Brings a class in that can sign all its half-days today. */
export async function importClass(server: ServerProcess, { learners, sessions }: ClassSize): Promise<void> {
  const day = new Date().toISOString().slice(0, 10);
  const plan: PlanDocument = {
    programmes: [
      {
        id: 'class',
        title: { en: 'A programme' },
        sessions: Array.from({ length: sessions }, (_, at) => ({
          id: `s${at}`,
          ...{ start: `${day}T00:00`, end: `${day}T23:59`, zone: 'UTC', opensBefore: 1440, closesAfter: 2880 },
          trainers: [{ id: 'nadia', name: 'Nadia Lambert' }],
        })),
        enrolments: Array.from({ length: learners }, (_, at) => ({ id: `l${at}`, name: `Learner ${at}` })),
      },
    ],
  };
  await writeFile(join(server.folder, 'plan.json'), JSON.stringify(plan));
  const said = await paraph(['import', 'plan.json'], { cwd: server.folder });
  if (said.code !== 0) throw new Error(said.error);
}

/** Has every learner of the class fetch permits and sign everything, each on a device of the learner's own. */
export async function signAll(server: ServerProcess, { learners }: Pick<ClassSize, 'learners'>): Promise<Ready[]> {
  const all = await Promise.all(Array.from({ length: learners }, (_, at) => signOwn(server, `l${at}`)));
  // Interleaved, so that neighbours are of different learners.
  return Array.from({ length: all[0]?.length ?? 0 }, (_, at) => all.flatMap((own) => own[at] ?? [])).flat();
}

async function signOwn({ endpoint, folder }: ServerProcess, subject: string): Promise<Ready[]> {
  const token = (await paraph(['token', subject], { cwd: folder })).out.trim();
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const agenda = (await (await fetch(`${endpoint}me`, { headers })).json()) as Agenda;
  const device = await createDeviceKey();
  const ready: Ready[] = [];
  for (let from = 0; from < agenda.sessions.length; from += 50) {
    const cards = agenda.sessions.slice(from, from + 50);
    const abouts = cards.map(({ session, enrolment }) => {
      const { programme, enrolment: id, learner } = enrolment.statement.about;
      return { programme, session: session.statement.about.session, enrolment: id, learner };
    });
    const body = JSON.stringify({ requests: abouts.map((about) => ({ kind: 'attendance', about, jkt: device.key })) });
    const answer = (await (
      await fetch(`${endpoint}permits`, { method: 'POST', headers, body })
    ).json()) as PermitAnswer;
    for (const [at, { session, enrolment }] of cards.entries()) {
      const given = answer.permits[at];
      if (!given || !('permit' in given)) throw new Error(JSON.stringify(given));
      const relied = new Map([session, enrolment].map(({ act, statement }) => [act, statement as never]));
      const draft = {
        ...{
          kind: 'attendance',
          version: 1 as const,
          organisation: agenda.organisation,
          nonce: readPermit(given.permit).nonce,
        },
        about: abouts[at] as Record<string, Identifier>,
        ...{ at: new Date().toISOString(), zone: 'UTC', relies: [session.act, enrolment.act] },
        signer: { role: 'learner', person: agenda.person, key: device.key },
        device: { storage: 'persistent', hands: 'own' },
        shown: { template: 'attendance/1', language: 'en', text: '' },
        method: { by: 'typed', name: agenda.name },
      };
      const text = buildWords(draft, relied) ?? '';
      const act = await makeAct({ ...draft, shown: { ...draft.shown, text } } as never, { signer: device, hash });
      ready.push({ act: act.act, body: writeAct(act), permit: given.permit });
    }
  }
  return ready;
}

/** Sends one act. */
export function sendReady({ endpoint }: Pick<ServerProcess, 'endpoint'>, { body, permit }: Ready): Promise<Response> {
  const headers = { 'content-type': 'application/jose+json', 'paraph-permit': permit };
  return fetch(`${endpoint}records`, { method: 'POST', headers, body });
}
