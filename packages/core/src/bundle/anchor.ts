import {
  leafHash,
  openCheckpoint,
  readCheckpoint,
  type VerifiedCheckpoint,
  type VerifierKey,
  verifierKeyOf,
  verifyConsistency,
  verifyInclusion,
  verifySeen,
} from '../ledger.js';
import type { Seen } from '../model.js';
import { decodeBase64url, type Ports } from '../signing.js';
import type { Bundle, ProofPath } from './bundle.js';
import type { Entry } from './entries.js';
import { placeOf } from './entries.js';
import type { OrganisationKeys } from './organisation-keys.js';
import type { Finding } from './report.js';

/** The checkpoints of one bundle, and what they prove. */
export class Anchors {
  readonly findings: Finding[] = [];
  readonly #bundle: Bundle;
  readonly #ports: Ports;
  readonly #keys: OrganisationKeys;
  readonly #checkpoints: VerifiedCheckpoint[] = [];
  readonly #anchors = new Map<string, VerifiedCheckpoint>();
  readonly #seen = new Map<string, boolean>();
  readonly #used = new Set<string>();

  private constructor(bundle: Bundle, keys: OrganisationKeys, ports: Ports) {
    this.#bundle = bundle;
    this.#keys = keys;
    this.#ports = ports;
  }

  /**
   * Opens the checkpoints of a bundle and chooses the anchor of each log: the largest whose last entry stands in the bundle.
   *
   * @param entries the entries that the bundle itself carries
   */
  static async open(
    bundle: Bundle,
    { keys, entries, ports }: { keys: OrganisationKeys; entries: readonly Entry[]; ports: Ports },
  ): Promise<Anchors> {
    const anchors = new Anchors(bundle, keys, ports);
    await anchors.#open(new Set(entries.map(({ claims }) => placeOf(claims))));
    return anchors;
  }

  async #open(places: ReadonlySet<string>): Promise<void> {
    for (const [at, note] of this.#bundle.checkpoints.entries()) {
      const opened = await openCheckpoint(note, {
        keys: this.#verifierKeys(note),
        verifySignature: this.#ports.verifySignature,
      });
      const sound = opened.verified && opened.size > 0 && this.#mayHaveSigned(opened);
      if (!sound) {
        this.findings.push({ code: 'checkpoint-invalid', subject: `checkpoints[${at}]` });
        continue;
      }
      this.#checkpoints.push(opened);
      const known = this.#anchors.get(opened.origin);
      if (places.has(`${opened.origin}#${opened.size - 1}`) && (!known || known.size < opened.size))
        this.#anchors.set(opened.origin, opened);
    }
    for (const checkpoint of this.#checkpoints)
      if (!this.#isOneHistory(checkpoint))
        this.findings.push({ code: 'history-differs', subject: `${checkpoint.origin}@${checkpoint.size}` });
  }

  /** The anchor of a log. */
  of(log: string): VerifiedCheckpoint | undefined {
    return this.#anchors.get(log);
  }

  /** Whether an entry is proved to stand in its log. */
  holds({ claims, bytes }: Entry): boolean {
    const anchor = this.of(claims.log);
    const path = this.#path('proofs', claims.log, claims.index);
    if (!anchor || !path) return false;
    const leaf = leafHash(bytes, this.#ports.hash);
    return verifyInclusion(path, {
      index: claims.index,
      size: anchor.size,
      leaf,
      root: anchor.root,
      hash: this.#ports.hash,
    });
  }

  /** Whether what a device had seen is signed by the log, and is where this history begins. */
  async extend(seen: Seen): Promise<boolean> {
    const name = `${seen.log}@${seen.size} ${seen.root} ${seen.signature}`;
    const known = this.#seen.get(name);
    if (known !== undefined) return known;
    const keys = this.#verifierKeysOf(seen.log);
    const signed = await verifySeen(seen, { keys, verifySignature: this.#ports.verifySignature });
    // Only what is signed was written as a hash is.
    const rootOf = () => decodeBase64url(seen.root.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''));
    const extended = signed && this.#isOneHistory({ origin: seen.log, size: seen.size, root: rootOf() });
    this.#seen.set(name, extended);
    return extended;
  }

  /** Proofs that nothing here asked for. A bundle has none: they would be bytes that nobody checks. */
  unused(): Finding[] {
    const findings: Finding[] = [];
    for (const table of ['proofs', 'consistency'] as const)
      for (const [log, paths] of Object.entries(this.#bundle[table]))
        for (const at of Object.keys(paths))
          if (!this.#used.has(`${table} ${log} ${at}`))
            findings.push({ code: 'unasked', subject: `${table} ${log} ${at}` });
    return findings;
  }

  #isOneHistory({ origin, size, root }: Pick<VerifiedCheckpoint, 'origin' | 'size' | 'root'>): boolean {
    const anchor = this.of(origin);
    if (!anchor) return false;
    const hash = this.#ports.hash;
    if (size === anchor.size)
      return verifyConsistency([], { from: size, to: size, fromRoot: root, toRoot: anchor.root, hash });
    const path = this.#path('consistency', origin, size);
    if (!path) return false;
    return size < anchor.size
      ? verifyConsistency(path, { from: size, to: anchor.size, fromRoot: root, toRoot: anchor.root, hash })
      : verifyConsistency(path, { from: anchor.size, to: size, fromRoot: anchor.root, toRoot: root, hash });
  }

  #path(table: 'proofs' | 'consistency', log: string, at: number): Uint8Array[] | undefined {
    const paths = Object.hasOwn(this.#bundle[table], log) ? this.#bundle[table][log] : undefined;
    const path: ProofPath | undefined = paths && Object.hasOwn(paths, `${at}`) ? paths[`${at}`] : undefined;
    this.#used.add(`${table} ${log} ${at}`);
    try {
      return path?.map(decodeBase64url);
    } catch {
      return undefined;
    }
  }

  #verifierKeys(note: string): VerifierKey[] {
    try {
      return this.#verifierKeysOf(readCheckpoint(note.slice(0, note.indexOf('\n\n') + 1)).origin);
    } catch {
      return [];
    }
  }

  #verifierKeysOf(log: string): VerifierKey[] {
    const keys: VerifierKey[] = [];
    for (const { purpose, jwk } of this.#keys.held.values())
      if (purpose === 'checkpoint') keys.push(verifierKeyOf(log, { jwk, hash: this.#ports.hash }));
    return keys;
  }

  // format.md, Keys: a checkpoint key signs nothing above the entry that ended it.
  #mayHaveSigned({ origin, size, signatures }: VerifiedCheckpoint): boolean {
    return [...this.#keys.held.values()].some(
      ({ purpose, jwk, until }) =>
        purpose === 'checkpoint' &&
        (until === undefined || size <= until + 1) &&
        signatures.some(({ id }) => id === verifierKeyOf(origin, { jwk, hash: this.#ports.hash }).id),
    );
  }
}
