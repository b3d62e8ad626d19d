import { ParaphError } from '@paraph/core/errors';
import { leafHash } from '@paraph/core/ledger';
import type { Digest, Identifier } from '@paraph/core/model';
import { type Place, type Ports, recordDigest, type Signer, sealAct, writeRecord } from '@paraph/core/signing';
import type { Batch, DeviceKey, OrganisationStorage, StoredRecord } from '../storage/storage.js';
import { joinRows, rowsOf, type SessionData } from '../views/rows.js';
import { admit } from './admit.js';
import type { CheckedAct } from './check.js';
import { checkClosing } from './check-closing.js';
import type { StoredState } from './stored-state.js';
import type { Sealed, Submission } from './submission.js';
import type { GrowingTree } from './tiles.js';

/** What one turn of the writer works with. */
export interface TurnContext {
  readonly storage: OrganisationStorage;
  readonly state: StoredState;
  readonly tree: GrowingTree;
  readonly ports: Ports;
  readonly sealer: Signer;
  readonly log: string;
  /** `received` of the last entry. */
  readonly last: string | null;
}

/** What a turn gives: one result a submission, in order, and the batch to store. */
export interface Turn {
  readonly results: readonly (Sealed | Error)[];
  readonly batch: Batch;
  readonly received: string | null;
  /** Where the streams end after it. */
  readonly ends: ReadonlyMap<string, number>;
  readonly sessions: ReadonlyMap<string, SessionData>;
  readonly numbered: readonly CheckedAct[];
}

type Ready = Exclude<Submission, { from: 'turn' }>;
type Rows = ReturnType<typeof rowsOf>;

/**
 * Numbers and seals what is ready, in order: one submission that is refused leaves the others alone.
 * Appends to the tree; if the batch isn't stored afterwards, the tree must be thrown away.
 */
export async function takeTurn(submissions: readonly Submission[], context: TurnContext): Promise<Turn> {
  const { state, ports, log } = context;
  const ready = await Promise.all(submissions.map(prepare));
  const checked = ready.flatMap((one) => (one instanceof Error ? [] : [one.checked]));
  const [existing, spent, devices, ends] = await Promise.all([
    state.records(checked.map(({ act }) => act)),
    state.spentOn(
      ready.flatMap((one) =>
        one instanceof Error || one.from === 'organisation' || !one.permit ? [] : [one.permit.nonce],
      ),
    ),
    state.deviceKeys(checked.flatMap(({ signer, kind }) => (signer && kind !== 'key' ? [signer.key] : []))),
    state.ends([...new Set(['keys', ...checked.flatMap(({ streams }) => streams)])]),
  ]);
  const now = new Date(ports.clock()).toISOString();
  // Never below that of a lower index, whatever the clock does (format.md, Record).
  const received = context.last !== null && context.last > now ? context.last : now;
  const turn = new OneTurn(context, { existing, spent, devices, ends, received });
  const results: (Sealed | Error)[] = [];
  for (const one of ready) {
    results.push(one instanceof Error ? one : await turn.take(one).catch((error: unknown) => error as Error));
  }
  return {
    results,
    batch: turn.batch(log),
    received: turn.numbered.length > 0 ? received : context.last,
    ends,
    sessions: turn.sessions,
    numbered: turn.numbered,
  };
}

async function prepare(submission: Submission): Promise<Ready | Error> {
  if (submission.from !== 'turn') return submission;
  return submission.make().then(
    (checked) => ({ from: 'organisation' as const, checked }),
    (error: unknown) => error as Error,
  );
}

interface Known {
  readonly existing: Map<Digest, StoredRecord>;
  readonly spent: Map<string, Digest>;
  readonly devices: Map<string, DeviceKey>;
  readonly ends: Map<string, number>;
  readonly received: string;
}

class OneTurn {
  readonly numbered: CheckedAct[] = [];
  readonly sessions = new Map<string, SessionData>();
  /** What was signed or answered in this turn: storage doesn't know it yet. */
  readonly #done = new Map<string, Pick<CheckedAct, 'act' | 'relies'>>();
  /** What closed a sheet in this turn: storage doesn't know it yet. */
  readonly #closings = new Map<string, Digest>();
  readonly #context: TurnContext;
  readonly #known: Known;
  readonly #rows: Rows[] = [];
  readonly #batch = {
    records: [] as StoredRecord[],
    streams: [] as Batch['streams'][number][],
    spent: [] as Batch['spent'][number][],
    evidence: [] as Batch['evidence'][number][],
  };

  constructor(context: TurnContext, known: Known) {
    this.#context = context;
    this.#known = known;
  }

  async take(one: Ready): Promise<Sealed> {
    const { checked } = one;
    const stood = this.#known.existing.get(checked.act);
    if (stood) return { ...stood, retry: true };
    const place = { ...this.#place(checked), ...(one.from === 'person' ? await this.#admit(one) : { facts: [] }) };
    const { ports, sealer, log, tree, state } = this.#context;
    const before =
      checked.kind === 'session'
        ? (this.sessions.get(checked.about.session as string) ?? (await state.session(checked)))
        : undefined;
    const seal = await sealAct(checked, place, { signer: sealer, hash: ports.hash });
    // From here on nothing is refused: numbers, tree and rows move together.
    tree.append(leafHash(recordDigest(checked.act, seal, ports.hash), ports.hash));
    for (const { of, n } of place.streams) {
      this.#known.ends.set(of, n);
      this.#batch.streams.push({ log, of, n, index: place.index });
    }
    const { received } = this.#known;
    const record: StoredRecord = {
      ...{ act: checked.act, log, index: place.index, kind: checked.kind, received },
      person: (checked.signer?.person as Identifier | undefined) ?? null,
      text: writeRecord(checked, seal),
    };
    this.#keep(one, { record, facts: place.facts, before });
    return { ...record, retry: false };
  }

  batch(log: string): Batch {
    return {
      ...this.#batch,
      tiles: this.#context.tree.takeChanged().map((tile) => ({ ...tile, log })),
      views: joinRows(this.#rows),
    };
  }

  #place(checked: CheckedAct): Omit<Place, 'facts'> {
    const { ends, received } = this.#known;
    const streams = checked.streams.map((of) => ({ of, n: (ends.get(of) ?? 0) + 1 }));
    const keys = (ends.get('keys') ?? 0) + (checked.kind === 'key' ? 1 : 0);
    return { log: this.#context.log, index: this.#context.tree.size, streams, keys, received };
  }

  async #admit({ checked, permit, sender }: Extract<Ready, { from: 'person' }>) {
    const { state, storage, ports, tree } = this.#context;
    const { spent, devices, received } = this.#known;
    const admission = admit(checked, {
      received,
      ...(permit ? { permit, spentOn: spent.get(permit.nonce) } : {}),
      ...(sender ? { sender } : {}),
      device: checked.signer && devices.get(checked.signer.key),
      session: await state.session(checked),
      splitView: await state.splits(checked.seen, tree.size),
    });
    await this.#refuseRepetition(checked);
    if (checked.kind === 'closing') {
      const before = this.#closings.get(checked.about.session as string);
      await checkClosing(checked, { storage, hash: ports.hash, ...(before ? { before } : {}) });
    }
    if (permit && admission.permit === 'accepted') {
      spent.set(permit.nonce, checked.act);
      this.#batch.spent.push({ nonce: permit.nonce, act: checked.act, until: Date.parse(permit.deliverUntil) });
    }
    if (sender && admission.permit === 'none') this.#batch.evidence.push(sender.evidence);
    return admission;
  }

  /** A half-day is signed once and a survey answered once: again only after the half-day changed, or by what supersedes the first. */
  async #refuseRepetition({ kind, views, relies, supersedes }: CheckedAct): Promise<void> {
    if ((kind !== 'attendance' && kind !== 'response') || !views.entry) return;
    const { of, by } = views.entry;
    const first = this.#done.get(`${kind} ${of} ${by}`) ?? (await this.#context.state.standing({ kind, of, by }));
    if (!first || supersedes === first.act) return;
    const same = relies.length === first.relies.length && relies.every((act) => first.relies.includes(act));
    if (kind === 'attendance' && !same) return;
    const what = kind === 'attendance' ? 'signed this half-day' : 'answered this survey';
    throw new ParaphError('closed', `You have ${what} already.`);
  }

  #keep(
    { checked }: Ready,
    { record, facts, before }: { record: StoredRecord; facts: Place['facts']; before: SessionData | undefined },
  ): void {
    this.#known.existing.set(record.act, record);
    this.#batch.records.push(record);
    this.numbered.push(checked);
    const { entry: made } = checked.views;
    if (made) this.#done.set(`${made.kind} ${made.of} ${made.by}`, checked);
    if (checked.kind === 'closing') this.#closings.set(checked.about.session as string, checked.act);
    const session = checked.views.entry?.kind === 'session' ? checked.views.entry.of : undefined;
    const rows = rowsOf(checked.views, { ...record, facts }, before);
    // Of a device key the first row stands.
    const deviceKeys = rows.deviceKeys.filter(({ key }) => !this.#known.devices.has(key));
    this.#rows.push({ ...rows, deviceKeys });
    const [entry] = rows.entries;
    if (session !== undefined && entry) this.sessions.set(session, JSON.parse(entry.data) as SessionData);
    for (const device of deviceKeys) this.#known.devices.set(device.key, device);
  }
}

/** One batch of several, in their order. */
export function joinBatches(batches: readonly Batch[]): Batch {
  return {
    records: batches.flatMap(({ records }) => records),
    streams: batches.flatMap(({ streams }) => streams),
    tiles: batches.flatMap(({ tiles }) => tiles),
    spent: batches.flatMap(({ spent }) => spent),
    evidence: batches.flatMap(({ evidence }) => evidence),
    views: joinRows(batches.map(({ views }) => views)),
  };
}

/** Thrown to those whose batch could not be stored. */
export function notStored(cause: unknown): ParaphError {
  return cause instanceof ParaphError
    ? cause
    : new ParaphError(
        'storage',
        'It could not be stored here just now. Nothing was recorded; it can be sent again later.',
        { cause },
      );
}
