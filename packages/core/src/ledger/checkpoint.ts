import { ParaphError } from '../errors.js';
import type { Seen } from '../model.js';
import type { Signer } from '../signing.js';
import { decodeBase64, decodeHash, encodeBase64 } from './base64.js';
import { readDecimal } from './decimal.js';
import { type NoteSignature, type NoteVerification, openNote, type RefusedNote, signNote } from './note.js';
import type { Hash } from './tree.js';

/** What a log states of itself: how many entries it has, and the root over them. */
export interface Checkpoint {
  /** The log's name: the organisation's domain and path, `/paraph/`, and the generation. */
  readonly origin: string;
  /** Entries in the log. */
  readonly size: number;
  /** The root of the tree over them, 32 bytes. */
  readonly root: Uint8Array;
}

/** A checkpoint that its log signed. */
export interface VerifiedCheckpoint extends Checkpoint {
  readonly verified: true;
  /** The log's own signatures; several while one key takes over from another. */
  readonly signatures: readonly NoteSignature[];
  /** Further lines of the text. Paraph writes none. */
  readonly extensions: readonly string[];
}

/** Why a checkpoint must be ignored: as of a note, and `origin`: what signed it is the key of another log. */
export interface RefusedCheckpoint {
  readonly verified: false;
  readonly reason: RefusedNote['reason'] | 'origin';
}

/**
 * The text of a checkpoint: origin, size in decimal, root in base64, a line each. C2SP tlog-checkpoint, "Note text".
 *
 * @param checkpoint what to state
 * @returns the text of the note, which is to be signed
 * @throws A {@link ParaphError} `malformed` when the origin isn't one line, the size no size or the root not 32 bytes
 *
 * @example
 * ```ts
 * import { checkpointText } from '@paraph/core/ledger';
 * console.log(checkpointText({ origin: 'campus.example/paraph/1', size: 7, root: new Uint8Array(32) }));
 * ```
 */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  const text = `${origin}\n${size}\n${encodeBase64(root)}\n`;
  if (readCheckpoint(text).origin !== origin) throw new ParaphError('malformed', 'The origin of a log is one line.');
  return text;
}

/**
 * Reads the text of a checkpoint. Believe it only when its note is signed, see {@link openCheckpoint}.
 *
 * @param text the text of a note
 * @returns what it states, and further lines if there are any
 * @throws A {@link ParaphError} `malformed` when it isn't a checkpoint
 *
 * @example
 * ```ts
 * import { readCheckpoint } from '@paraph/core/ledger';
 * console.log(readCheckpoint('example.com/log\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n').size); // 20852163
 * ```
 */
export function readCheckpoint(text: string): Checkpoint & { readonly extensions: readonly string[] } {
  const lines = text.split('\n');
  const last = lines.pop();
  const [origin, size, root, ...extensions] = lines;
  if (last !== '' || origin === undefined || size === undefined || root === undefined || lines.includes('')) {
    throw new ParaphError('malformed', 'Not a checkpoint: lines for origin, size and root, none of them empty.');
  }
  return { origin, size: readDecimal(size), root: decodeHash(root), extensions };
}

/**
 * Signs a checkpoint. A log never signs two that are inconsistent: sign only what is stored for good.
 *
 * @param checkpoint what to state
 * @param options the log's keys, two while one takes over from the other, and the hash
 * @returns the note
 *
 * @example
 * ```ts
 * import { openCheckpoint, signCheckpoint, verifierKeyOf } from '@paraph/core/ledger';
 * import { defaultPorts, generatePrivateJwk, jwkSigner } from '@paraph/core/signing';
 * const { hash, verifySignature } = defaultPorts();
 * const signer = await jwkSigner(await generatePrivateJwk('Ed25519'));
 * const origin = 'campus.example/paraph/1';
 * const note = await signCheckpoint({ origin, size: 7, root: new Uint8Array(32) }, { signers: [signer], hash });
 * const keys = [verifierKeyOf(origin, { jwk: signer.jwk, hash })];
 * const opened = await openCheckpoint(note, { keys, verifySignature });
 * console.log(opened.verified && opened.size); // 7
 * ```
 */
export function signCheckpoint(
  checkpoint: Checkpoint,
  { signers, hash }: { readonly signers: readonly Pick<Signer, 'jwk' | 'sign'>[]; readonly hash: Hash },
): Promise<string> {
  const named = signers.map(({ jwk, sign }) => ({ name: checkpoint.origin, jwk, sign }));
  return signNote(checkpointText(checkpoint), { signers: named, hash });
}

/**
 * Opens a checkpoint: a note whose text is one, signed by a known key of the log that it names.
 *
 * @param note its text or bytes
 * @param verification the log's keys; others, such as witnesses', may be among them; and the port that checks signatures
 * @returns what the log states, or why that must be ignored; nothing in the note makes it throw
 *
 * @example
 * ```ts
 * import { openCheckpoint, signCheckpoint, verifierKeyOf } from '@paraph/core/ledger';
 * import { defaultPorts, generatePrivateJwk, jwkSigner } from '@paraph/core/signing';
 * const { hash, verifySignature } = defaultPorts();
 * const signer = await jwkSigner(await generatePrivateJwk('Ed25519'));
 * const origin = 'campus.example/paraph/1';
 * const keys = [verifierKeyOf(origin, { jwk: signer.jwk, hash })];
 * const note = await signCheckpoint({ origin, size: 7, root: new Uint8Array(32) }, { signers: [signer], hash });
 * const changed = note.replace('\n7\n', '\n8\n');
 * console.log(await openCheckpoint(changed, { keys, verifySignature })); // { verified: false, reason: 'signature' }
 * ```
 */
export async function openCheckpoint(
  note: string | Uint8Array,
  verification: NoteVerification,
): Promise<VerifiedCheckpoint | RefusedCheckpoint> {
  const opened = await openNote(note, verification);
  if (!opened.verified) return opened;
  try {
    const checkpoint = readCheckpoint(opened.text);
    // A key's name is its log's origin, so that one key under two names can't lend its signature to the other log.
    const signatures = opened.signatures.filter(({ name }) => name === checkpoint.origin);
    return signatures.length > 0
      ? { verified: true, ...checkpoint, signatures }
      : { verified: false, reason: 'origin' };
  } catch {
    return { verified: false, reason: 'malformed' };
  }
}

/**
 * What a person's statement says in `seen` of the checkpoint that the device holds. Root and signature stand there as in the note:
 * in standard base64, and the signature with the key's ID before it (`base64(keyID[4] ‖ signature[64])`), so that it says which key to try.
 *
 * @param checkpoint opened and verified
 * @returns the statement's member
 *
 * @example
 * ```ts
 * import { openCheckpoint, seenOf, signCheckpoint, verifierKeyOf, verifySeen } from '@paraph/core/ledger';
 * import { defaultPorts, generatePrivateJwk, jwkSigner } from '@paraph/core/signing';
 * const { hash, verifySignature } = defaultPorts();
 * const signer = await jwkSigner(await generatePrivateJwk('Ed25519'));
 * const origin = 'campus.example/paraph/1';
 * const keys = [verifierKeyOf(origin, { jwk: signer.jwk, hash })];
 * const note = await signCheckpoint({ origin, size: 7, root: new Uint8Array(32) }, { signers: [signer], hash });
 * const opened = await openCheckpoint(note, { keys, verifySignature });
 * if (opened.verified) console.log(await verifySeen(seenOf(opened), { keys, verifySignature })); // true
 * ```
 */
export function seenOf({ origin, size, root, signatures, extensions }: VerifiedCheckpoint): Seen {
  const [signature] = signatures;
  if (signature === undefined || extensions.length > 0)
    throw new TypeError("Only a log's own plain checkpoint can be named as seen.");
  return { log: origin, size, root: encodeBase64(root), signature: signature.blob };
}

/**
 * Checks that a `seen` is a checkpoint which its log signed: the note is written again from its members and opened.
 *
 * @param seen the statement's member
 * @param verification the log's keys, and the port that checks signatures
 * @returns whether it is; nothing in `seen` makes it throw
 *
 * @example
 * ```ts
 * import { verifySeen } from '@paraph/core/ledger';
 * import { defaultPorts } from '@paraph/core/signing';
 * const seen = { log: 'campus.example/paraph/1', size: 7, root: `${'A'.repeat(43)}=`, signature: 'AAAAAAA=' };
 * console.log(await verifySeen(seen, { keys: [], verifySignature: defaultPorts().verifySignature })); // false
 * ```
 */
export async function verifySeen(
  { log, size, root, signature }: Seen,
  verification: NoteVerification,
): Promise<boolean> {
  try {
    const text = checkpointText({ origin: log, size, root: decodeHash(root) });
    decodeBase64(signature); // One blob: no second line comes in by it.
    return (await openCheckpoint(`${text}\n— ${log} ${signature}\n`, verification)).verified;
  } catch (error) {
    if (error instanceof ParaphError) return false;
    throw error;
  }
}
