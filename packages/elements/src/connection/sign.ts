import { ParaphError } from '@paraph/core/errors';
import { type AnyStatement, buildWords, type Digest, type Method, type Relied } from '@paraph/core/model';
import { makeAct, writeAct } from '@paraph/core/signing';
import type { Planned } from '@paraph/core/wire';
import type { OutboxEntry } from '../outbox/outbox.js';
import type { Connection } from './connection.js';

/** What a person is about to sign, before it is theirs. */
export interface Draft {
  readonly kind: 'attendance' | 'closing' | 'response';
  readonly about: AnyStatement['about'];
  /** The plan records that it builds on: the words come from them, and from nowhere else. */
  readonly relies: readonly Planned<unknown>[];
  /** The language that the person reads. */
  readonly language: string;
  /** The members of the kind. */
  readonly members: Readonly<Record<string, unknown>> & { readonly method?: Method };
}

/** The languages in which the words of a draft can be built, the reader's first. */
const templateOf = (kind: Draft['kind']): string => `${kind}/1`;

/**
 * The exact words that will be signed: core builds them from the plan records; nothing is composed here.
 *
 * @returns the words, or `undefined` where the plan gives none in this language
 */
export function wordsOf(draft: Draft): string | undefined {
  const statement = {
    ...draft.members,
    kind: draft.kind,
    about: draft.about,
    relies: draft.relies.map(({ act }) => act),
    shown: { template: templateOf(draft.kind), language: draft.language },
  };
  return buildWords(statement as Parameters<typeof buildWords>[0], reliedOf(draft));
}

/** The first of these languages in which the plan gives words. */
export function languageFor(draft: Omit<Draft, 'language'>, languages: readonly string[]): string | undefined {
  return languages.find((language) => wordsOf({ ...draft, language }) !== undefined);
}

/**
 * Signs a draft with this device's key and puts it into the outbox. What then becomes of it, the outbox says.
 *
 * @throws A {@link ParaphError} `window` outside its time, `unavailable` without a permit and without a network
 */
export async function sign(connection: Connection, draft: Draft): Promise<OutboxEntry> {
  const text = wordsOf(draft);
  if (text === undefined) throw new ParaphError('words', 'The plan gives no words in this language.');
  const [agenda, device] = await Promise.all([connection.agenda(), connection.device()]);
  const { permit, claims } = await connection.permits.take(draft);
  const seen = await connection.checkpoints.seen();
  const { skew } = connection;
  const statement = {
    kind: draft.kind,
    version: 1,
    organisation: agenda.organisation,
    nonce: claims.nonce,
    about: draft.about,
    at: new Date(connection.now).toISOString(),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC',
    relies: draft.relies.map(({ act }) => act),
    signer: { role: claims.role, person: agenda.person, key: device.signer.key },
    ...(seen === undefined ? {} : { seen }),
    device: { storage: device.storage, hands: 'own', ...(skew === 0 ? {} : { skew }) },
    shown: { template: templateOf(draft.kind), language: draft.language, text },
    ...draft.members,
  } as unknown as AnyStatement;
  const act = await makeAct(statement, { signer: device.signer, hash: connection.ports.hash });
  const outbox = await connection.outbox();
  const entry = await outbox.keep({
    act: act.act,
    endpoint: connection.endpoint,
    organisation: agenda.organisation,
    person: agenda.person,
    kind: draft.kind,
    about: draft.about,
    text: writeAct(act),
    permit,
    at: statement.at as string,
    state: 'kept',
    attempts: 0,
    next: 0,
  });
  await connection.permits.spend(draft);
  return entry;
}

function reliedOf({ relies }: Draft): Relied {
  return new Map(relies.map(({ act, statement }) => [act as Digest, statement as AnyStatement]));
}
