import { type RecordJson, readBundle, type VerifiedFile } from '@paraph/core/bundle';
import type { Digest } from '@paraph/core/model';
import { actDigest, decodeBase64url, type Ports, parseJson } from '@paraph/core/signing';
import { limits } from '../archive/limits.js';
import { type ArchiveEntry, readArchive } from '../archive/read-archive.js';
import { unpackEntry } from '../archive/unpack-entry.js';
import { Unreadable } from '../archive/unreadable.js';
import type { Pace } from '../pace.js';

const bundlePath = 'bundle.json';
/** Stands for a file that is there and wasn't read, or can't be unpacked. No digest, so nothing that was sealed equals it. */
const notRead: Digest = 'sha-256:';

/** What {@link openDossier} needs beside the bytes. */
export interface DossierOptions {
  readonly hash: Ports['hash'];
  readonly digest: (bytes: Uint8Array) => Promise<Digest>;
  readonly pace: Pace;
}

/**
 * Opens a dossier's ZIP: its bundle, and the digests of those files that the sealed list names. Nothing else is unpacked.
 *
 * @throws {@link Unreadable} when the ZIP or its bundle can't be read
 */
export async function openDossier(
  bytes: Uint8Array,
  { hash, digest, pace }: DossierOptions,
): Promise<Pick<VerifiedFile, 'bundle' | 'contents'>> {
  const files = withoutFolder(readArchive(bytes));
  const entry = files.get(bundlePath);
  if (!entry) throw new Unreadable('archive-without-bundle');
  if (entry.size > limits.bundleBytes) throw new Unreadable('too-large');
  const bundle = await unpackEntry(entry, pace);
  if (!bundle) throw new Unreadable('archive-damaged');
  const listed = listedPaths(bundle, hash);
  const contents = new Map<string, Digest>();
  for (const [path, file] of files) {
    if (path === bundlePath) continue;
    const unpacked = listed.has(path) ? await unpackEntry(file, pace) : undefined;
    contents.set(path, unpacked ? await digest(unpacked) : notRead);
    await pace.breathe();
  }
  return { bundle, contents };
}

/** A browser may unpack what it downloads, and packing the folder again puts every file under the folder's name. */
function withoutFolder(files: ReadonlyMap<string, ArchiveEntry>): ReadonlyMap<string, ArchiveEntry> {
  if (files.has(bundlePath)) return files;
  const found = [...files.keys()].filter((path) => path.split('/').length === 2 && path.endsWith(`/${bundlePath}`));
  if (found.length !== 1) return files;
  const folder = (found[0] as string).slice(0, -bundlePath.length);
  const inside = (path: string) => (path.startsWith(folder) ? path.slice(folder.length) : path);
  // What stands beside the folder keeps its name, unless it would take the place of something inside.
  if ([...files.keys()].some((path) => !path.startsWith(folder) && files.has(folder + path))) return files;
  return new Map([...files].map(([path, entry]) => [inside(path), entry]));
}

/** The paths that the dossier record lists. Only chooses what is read: whether the list is sealed is judged by core. */
function listedPaths(source: Uint8Array, hash: Ports['hash']): ReadonlySet<string> {
  try {
    const { dossier, records } = readBundle(source);
    const record = records.find(({ payload }: RecordJson) => actDigest(payload, hash) === dossier);
    const statement = record && (parseJson(decodeBase64url(record.payload)) as { files?: { path?: unknown }[] } | null);
    return new Set((statement?.files ?? []).map(({ path }) => path).filter((path) => typeof path === 'string'));
  } catch {
    return new Set();
  }
}
