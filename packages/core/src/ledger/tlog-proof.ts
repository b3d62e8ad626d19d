import { ParaphError } from '../errors.js';
import { decodeBase64, decodeHash, encodeBase64 } from './base64.js';
import { openCheckpoint, type RefusedCheckpoint, type VerifiedCheckpoint } from './checkpoint.js';
import { readDecimal } from './decimal.js';
import { maxNoteLength, type NoteVerification } from './note.js';
import { verifyInclusion } from './proof-checks.js';
import { type Hash, leafHash } from './tree.js';

/** What a `.tlog-proof` file holds. */
export interface TlogProof {
  /** The entry's index in the log, from 0. */
  readonly index: number;
  /** The inclusion proof, the leaf's sibling first. */
  readonly path: readonly Uint8Array[];
  /** The checkpoint that it leads to: the note, verbatim, with all its signatures. */
  readonly checkpoint: string;
  /** Anything. Nobody vouches for it: never trust it. */
  readonly extra?: Uint8Array | undefined;
}

const header = 'c2sp.org/tlog-proof@v1';
// A proof in a tree of 2^63 leaves; the format's sizes end at 2^53.
const maxPath = 63;

/**
 * Writes the proof of one entry as a file for any tool. C2SP tlog-proof, "Format".
 *
 * @param proof what it holds
 * @returns the file's text, `text/plain`, for a name that ends in `.tlog-proof`
 *
 * @example
 * ```ts
 * import { readTlogProof, writeTlogProof } from '@paraph/core/ledger';
 * const checkpoint = 'example.com/log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— example.com/log AAAAAAA=\n';
 * console.log(readTlogProof(writeTlogProof({ index: 0, path: [], checkpoint })).index); // 0
 * ```
 */
export function writeTlogProof({ index, path, checkpoint, extra }: TlogProof): string {
  const lines = [
    header,
    ...(extra === undefined ? [] : [`extra ${encodeBase64(extra)}`]),
    `index ${index}`,
    ...path.map(encodeBase64),
  ];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}

/**
 * Reads a `.tlog-proof` file. Nothing is verified yet, see {@link verifyTlogProof}.
 *
 * @param text the file's
 * @returns what it holds
 * @throws A {@link ParaphError} `malformed` when it isn't one, `too-large` over the limit of a note
 *
 * @example
 * ```ts
 * import { readTlogProof } from '@paraph/core/ledger';
 * console.log(readTlogProof('c2sp.org/tlog-proof@v1\nindex 7\n\na checkpoint\n').index); // 7
 * ```
 */
export function readTlogProof(text: string): TlogProof {
  if (text.length > maxNoteLength) {
    throw new ParaphError('too-large', `The proof has ${text.length} characters.`, { limit: maxNoteLength });
  }
  // No line above the checkpoint is empty, so the first empty line is the one before it.
  const end = text.indexOf('\n\n');
  const [first, ...lines] = text.slice(0, end).split('\n');
  const extra = lines[0]?.startsWith('extra ') ? lines.shift()?.slice('extra '.length) : undefined;
  const index = lines.shift();
  if (end < 0 || first !== header || !index?.startsWith('index ') || lines.length > maxPath) {
    throw new ParaphError('malformed', 'Not a tlog-proof: its line, an index, a path, an empty line, a checkpoint.');
  }
  return {
    index: readDecimal(index.slice('index '.length)),
    path: lines.map(decodeHash),
    checkpoint: text.slice(end + 2),
    ...(extra === undefined ? {} : { extra: decodeBase64(extra) }),
  };
}

/** What a proof is verified with: the log's keys and the entry, got elsewhere than from the proof. */
export interface TlogProofVerification extends NoteVerification {
  /** The entry's bytes: a record digest. */
  readonly entry: Uint8Array;
  /** SHA-256. */
  readonly hash: Hash;
}

/**
 * Verifies a `.tlog-proof` file: the checkpoint's signatures, then the leaf from the entry, then the path.
 *
 * @param text the file's
 * @param verification the entry, the log's keys, the ports
 * @returns where the entry stands and under which checkpoint, or why the proof fails (`inclusion`: the path doesn't lead from
 * the entry to the root); nothing in the file makes it throw
 *
 * @example
 * ```ts
 * import { leafHash, signCheckpoint, verifierKeyOf, verifyTlogProof, writeTlogProof } from '@paraph/core/ledger';
 * import { defaultPorts, generatePrivateJwk, jwkSigner } from '@paraph/core/signing';
 * const { hash, verifySignature } = defaultPorts();
 * const signer = await jwkSigner(await generatePrivateJwk('Ed25519'));
 * const [origin, entry] = ['campus.example/paraph/1', new Uint8Array(32)];
 * const checkpoint = await signCheckpoint({ origin, size: 1, root: leafHash(entry, hash) }, { signers: [signer], hash });
 * const proof = writeTlogProof({ index: 0, path: [], checkpoint });
 * const keys = [verifierKeyOf(origin, { jwk: signer.jwk, hash })];
 * console.log((await verifyTlogProof(proof, { entry, keys, hash, verifySignature })).verified); // true
 * ```
 */
export async function verifyTlogProof(
  text: string,
  verification: TlogProofVerification,
): Promise<
  | { readonly verified: true; readonly index: number; readonly checkpoint: VerifiedCheckpoint }
  | { readonly verified: false; readonly reason: RefusedCheckpoint['reason'] | 'inclusion' }
> {
  const { entry, hash } = verification;
  let proof: TlogProof;
  try {
    proof = readTlogProof(text);
  } catch {
    return { verified: false, reason: 'malformed' };
  }
  const { index, path } = proof;
  const checkpoint = await openCheckpoint(proof.checkpoint, verification);
  if (!checkpoint.verified) return checkpoint;
  const { size, root } = checkpoint;
  const included = verifyInclusion(path, { index, size, leaf: leafHash(entry, hash), root, hash });
  return included ? { verified: true, index, checkpoint } : { verified: false, reason: 'inclusion' };
}
