import { ParaphError } from '@paraph/core/errors';
import { consistencyProof, encodeEntries, inclusionProof, readTilePath, widthOfTile } from '@paraph/core/ledger';
import { encodeBase64url, recordDigest } from '@paraph/core/signing';
import { mediaTypes } from '@paraph/core/wire';
import type { Organisation } from '../organisation/organisation.js';
import { readStored } from '../organisation/statements.js';
import { tileReader } from '../seal/tiles.js';
import { json, text } from './respond.js';
import type { Route } from './route.js';

const common = { method: 'get', access: 'public', scope: 'none' } as const;
const forEver = { 'cache-control': 'public, max-age=31536000, immutable' };

/** The largest checkpoint, a signed note (C2SP tlog-checkpoint). */
export const checkpoint: Route = {
  ...{ ...common, path: 'checkpoint', answers: mediaTypes.note },
  summary: 'The latest checkpoint, or the one of a size',
  handle: async ({ organisation, url }) => {
    const asked = url.searchParams.get('size');
    const latest = await latestOf(organisation);
    const found =
      asked === null ? latest : await organisation.checkpoints.at(sizeIn(asked, { least: 1, most: latest.size }));
    return text(found.note, { type: mediaTypes.note });
  },
};

/** Tiles of the tree, and bundles of entries (C2SP tlog-tiles). */
export const tile: Route = {
  ...{ ...common, path: 'tile/*', answers: 'application/octet-stream' },
  summary: 'A tile of the ledger’s tree, or the entries under one',
  handle: async ({ organisation, url }) => {
    const path = url.pathname.slice(url.pathname.indexOf('/tile/') + 1);
    const asked = readTilePath(path);
    const { size } = await latestOf(organisation);
    if (!asked || widthOfTile(asked, size) < asked.width)
      throw new ParaphError('not-found', `The ledger has no ${path}.`);
    const { log } = organisation.options;
    const bytes =
      asked.level === 'entries'
        ? await entriesAt(organisation, asked.index * 256, asked.width)
        : (await tileReader(organisation.storage, log)(asked)).subarray(0, asked.width * 32);
    return text(new Uint8Array(bytes), {
      type: 'application/octet-stream',
      ...(asked.width === 256 ? { headers: forEver } : {}),
    });
  },
};

/** Proves that an entry is in the tree of a size (RFC 6962 §2.1.1). */
export const inclusion: Route = {
  ...{ ...common, path: 'proofs/inclusion', answers: mediaTypes.json },
  summary: 'Proof that an entry is in the ledger: ?index=&size=',
  handle: async ({ organisation, url }) => {
    const { size: most } = await latestOf(organisation);
    const size = sizeIn(url.searchParams.get('size'), { least: 1, most });
    const index = sizeIn(url.searchParams.get('index'), { least: 0, most: size - 1 });
    const path = await inclusionProof({ index, size }, sourceOf(organisation));
    return json({ index, size, path: path.map(encodeBase64url) });
  },
};

/** Proves that the ledger of a size extends an earlier one (RFC 6962 §2.1.2). */
export const consistency: Route = {
  ...{ ...common, path: 'proofs/consistency', answers: mediaTypes.json },
  summary: 'Proof that nothing was changed between two sizes: ?from=&to=',
  handle: async ({ organisation, url }) => {
    const { size: most } = await latestOf(organisation);
    const to = sizeIn(url.searchParams.get('to'), { least: 1, most });
    const from = sizeIn(url.searchParams.get('from'), { least: 1, most: to });
    const path = await consistencyProof({ from, to }, sourceOf(organisation));
    return json({ from, to, path: path.map(encodeBase64url) });
  },
};

/** The tiles and the hash that proofs are made from. */
export const sourceOf = ({ storage, options, ports }: Organisation) => ({
  readTile: tileReader(storage, options.log),
  hash: ports.hash,
});

async function latestOf(organisation: Organisation) {
  const latest = await organisation.checkpoints.latest();
  if (!latest) throw new ParaphError('not-found', 'This ledger has no checkpoint yet.');
  return latest;
}

async function entriesAt(organisation: Organisation, from: number, width: number): Promise<Uint8Array> {
  const { log } = organisation.options;
  const records = await organisation.storage.entries(log, { from, until: from + width });
  return encodeEntries(
    records.map((record) => recordDigest(record.act, readStored(record).seal, organisation.ports.hash)),
  );
}

function sizeIn(asked: string | null, { least, most }: { readonly least: number; readonly most: number }): number {
  const size = asked !== null && /^(?:0|[1-9]\d{0,15})$/.test(asked) ? Number(asked) : Number.NaN;
  if (!(size >= least && size <= most))
    throw new ParaphError('not-found', `A number from ${least} to ${most} was expected, not ${asked}.`);
  return size;
}
