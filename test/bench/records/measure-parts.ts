// The parts of a record's way through the server, each alone: the functions that the product uses, and nothing around them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Frontier, leafHash } from '@paraph/core/ledger';
import { buildWords, checkStatement } from '@paraph/core/model';
import {
  type OpenedRecord,
  openRecord,
  recordDigest,
  type SealedRecord,
  sealAct,
  verifyPerson,
  writeRecord,
} from '@paraph/core/signing';
import { nodePorts, nodeSigner, type PrivateJwk } from '@paraph/server';
import { BareDatabase } from './bare-database.js';
import { answer, busySeconds } from './child.js';
import type { Samples } from './generate.js';

/** Seconds a record. */
export type Parts = Readonly<Record<'parsing' | 'schema' | 'words' | 'verification' | 'sealing' | 'hashing', number>>;

export type PartsAsks = {
  open: (given: Samples & { readonly seal: string }) => Promise<void>;
  parts: (given: null) => Promise<Parts>;
  /** Seconds a record of a durable insert in batches of that size, into a database that holds at least `size` records. */
  insert: (given: { readonly batch: number; readonly seconds: number; readonly size: number }) => Promise<number>;
};

const ports = nodePorts();
let acts: readonly string[] = [];
let opened: OpenedRecord[] = [];
let relied: Samples['relied'] = new Map();
let sealed: SealedRecord;
let signer: ReturnType<typeof nodeSigner>;
let database: BareDatabase;
const folder = mkdtempSync(join(tmpdir(), 'paraph-bench-'));

answer(
  {
    open: async (given) => {
      ({ acts, relied } = given);
      opened = acts.map((act) => openRecord(act, ports.hash));
      sealed = openRecord(given.sealed, ports.hash) as SealedRecord;
      signer = nodeSigner(JSON.parse(given.seal) as PrivateJwk);
      database = await BareDatabase.open(folder, sealed);
    },
    parts: async () => ({
      parsing: await each((at) => openRecord(acts[at] as string, ports.hash)),
      schema: await each((at) => checkStatement(opened[at]?.statement)),
      words: await each((at) => {
        const { statement } = opened[at] as OpenedRecord;
        if (buildWords(statement as Parameters<typeof buildWords>[0], relied) !== statement.shown?.text)
          throw new Error('The words differ.');
      }),
      verification: await each(async (at) => {
        if (!(await verifyPerson(opened[at] as OpenedRecord, ports))) throw new Error('The signature does not fit.');
      }),
      sealing: await sealing(),
      hashing: await hashing(),
    }),
    insert: async ({ batch, seconds, size }) => {
      while (database.size < size) database.insert(database.rows(500));
      let [took, records] = [0, 0];
      for (; took < seconds * 1000; records += batch) {
        const rows = database.rows(batch);
        const start = performance.now();
        database.insert(rows);
        took += performance.now() - start;
      }
      return took / 1000 / records;
    },
  } satisfies PartsAsks,
  {
    close: () => {
      database?.close();
      rmSync(folder, { recursive: true });
    },
  },
);

function sealing(): Promise<number> {
  const { act: _, signed: __, ...place } = sealed.seal.header.paraph;
  return each(async (at) => {
    const one = opened[at] as OpenedRecord;
    writeRecord(one, await sealAct(one, place, { signer, hash: ports.hash }));
  });
}

function hashing(): Promise<number> {
  const tile = new Uint8Array(256 * 32);
  const frontier = new Frontier({
    hash: ports.hash,
    onTileHash: (_, index, leaf) => tile.set(leaf, (index % 256) * 32),
  });
  return each((at) => {
    frontier.append(leafHash(recordDigest((opened[at] as OpenedRecord).act, sealed.seal, ports.hash), ports.hash));
  });
}

/** Seconds on one core that a task takes for one sample: all samples over and over, for a fifth of a second. */
async function each(task: (at: number) => unknown): Promise<number> {
  let [busy, start, count] = [busySeconds(), performance.now(), 0];
  for (let round = 0; performance.now() - start < 200; round += 1) {
    for (let at = 0; at < acts.length; at += 1) {
      const done = task(at);
      if (done instanceof Promise) await done;
    }
    count += acts.length;
    // The first time round warms up.
    if (round === 0) [busy, start, count] = [busySeconds(), performance.now(), 0];
  }
  return (busySeconds() - busy) / count;
}
