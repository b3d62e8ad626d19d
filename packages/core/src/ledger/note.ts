import { ParaphError } from '../errors.js';
import { decodeUtf8, encodeUtf8, type Ports, type Signer } from '../signing.js';
import { decodeBase64, encodeBase64 } from './base64.js';
import type { Hash } from './tree.js';
import { isKeyName, type VerifierKey, verifierKeyOf } from './verifier-key.js';

/** The most signatures that a note may carry. C2SP signed-note asks for at least 16. */
export const maxNoteSignatures = 100;

/** The most characters, or bytes, that a note may have. */
export const maxNoteLength = 1_000_000;

/** One signature line: `— <name> <blob>`. */
export interface NoteSignature {
  /** The name of the key. */
  readonly name: string;
  /** The key ID: 8 hex digits. */
  readonly id: string;
  /** The signature's bytes, without the key ID before them. */
  readonly signature: Uint8Array<ArrayBuffer>;
  /** Both in base64, as in the note. */
  readonly blob: string;
}

/** A note, read and not verified. */
export interface Note {
  /** What is signed; ends with a line feed. */
  readonly text: string;
  /** All signature lines, in order. */
  readonly signatures: readonly NoteSignature[];
}

/** A note whose every signature by a known key fits, and which has one at least. */
export interface VerifiedNote {
  readonly verified: true;
  /** What is signed; ends with a line feed. */
  readonly text: string;
  /** The signatures by known keys, which all fit. */
  readonly signatures: readonly NoteSignature[];
  /** The signatures by keys that are not known: they say nothing. */
  readonly others: readonly NoteSignature[];
}

/** A note that must be ignored, and why. */
export interface RefusedNote {
  readonly verified: false;
  /** `malformed`: no note; `signature`: one by a known key doesn't fit; `unsigned`: no known key signed it. */
  readonly reason: 'malformed' | 'signature' | 'unsigned';
}

/** Who may sign, and how signatures are checked. */
export interface NoteVerification {
  /** The known keys. */
  readonly keys: readonly VerifierKey[];
  /** The port of core. */
  readonly verifySignature: Ports['verifySignature'];
}

/**
 * Signs a text as a note. C2SP signed-note.
 *
 * @param text ends with a line feed; no other control characters
 * @param options the signers, each with the name of its key, in the order of their lines, and the hash
 * @returns the note
 *
 * @example
 * ```ts
 * import { signNote } from '@paraph/core/ledger';
 * import { defaultPorts, generatePrivateJwk, jwkSigner } from '@paraph/core/signing';
 * const signer = await jwkSigner(await generatePrivateJwk('Ed25519'));
 * console.log(await signNote('Any text\n', { signers: [{ name: 'campus.example', ...signer }], hash: defaultPorts().hash }));
 * ```
 */
export async function signNote(
  text: string,
  options: {
    readonly signers: readonly (Pick<Signer, 'jwk' | 'sign'> & { readonly name: string })[];
    readonly hash: Hash;
  },
): Promise<string> {
  if (!isNoteText(text))
    throw new TypeError('The text of a note ends with a line feed and has no other control characters.');
  const lines = options.signers.map(async ({ name, jwk, sign }) => {
    const { id } = verifierKeyOf(name, { jwk, hash: options.hash });
    const signature = await sign(encodeUtf8(text));
    return `— ${name} ${encodeBase64(new Uint8Array([...bytesOf(id), ...signature]))}\n`;
  });
  return `${text}\n${(await Promise.all(lines)).join('')}`;
}

/**
 * Reads a note without verifying it: to show or to store it. What it says must not be believed, see {@link openNote}.
 *
 * @param note its text or bytes
 * @returns the signed text and the signatures
 * @throws A {@link ParaphError} `malformed` when it isn't a note, `too-large` over {@link maxNoteLength}
 *
 * @example
 * ```ts
 * import { readNote } from '@paraph/core/ledger';
 * console.log(readNote('Any text\n\n— campus.example AAAAAAA=\n').signatures[0].name); // campus.example
 * ```
 */
export function readNote(note: string | Uint8Array): Note {
  if (note.length > maxNoteLength) {
    throw new ParaphError('too-large', `The note has ${note.length} bytes.`, { limit: maxNoteLength });
  }
  const whole = typeof note === 'string' ? note : decodeUtf8(note);
  // The last empty line separates: the text may have empty lines itself.
  const end = whole.lastIndexOf('\n\n');
  const text = whole.slice(0, end + 1);
  const lines = whole.slice(end + 2).split('\n');
  if (end < 0 || !isNoteText(text) || lines.pop() !== '' || lines.length === 0 || lines.length > maxNoteSignatures) {
    throw new ParaphError('malformed', 'Not a signed note: a text, an empty line, and 1 to 100 signature lines.');
  }
  return { text, signatures: lines.map(readSignature) };
}

/**
 * Opens a note: signatures by unknown keys are ignored, all others must fit, and there must be one. C2SP signed-note, "Signatures".
 *
 * @param note its text or bytes
 * @param verification the known keys, and the port that checks signatures
 * @returns the verified text, or why the note must be ignored; nothing in the note makes it throw
 *
 * @example
 * ```ts
 * import { openNote, signNote, verifierKeyOf } from '@paraph/core/ledger';
 * import { defaultPorts, generatePrivateJwk, jwkSigner } from '@paraph/core/signing';
 * const { hash, verifySignature } = defaultPorts();
 * const signer = await jwkSigner(await generatePrivateJwk('Ed25519'));
 * const note = await signNote('Any text\n', { signers: [{ name: 'campus.example', ...signer }], hash });
 * const keys = [verifierKeyOf('campus.example', { jwk: signer.jwk, hash })];
 * console.log((await openNote(note, { keys, verifySignature })).verified); // true
 * console.log(await openNote(note, { keys: [], verifySignature })); // { verified: false, reason: 'unsigned' }
 * ```
 */
export async function openNote(
  note: string | Uint8Array,
  { keys, verifySignature }: NoteVerification,
): Promise<VerifiedNote | RefusedNote> {
  let read: Note;
  try {
    read = readNote(note);
  } catch {
    return { verified: false, reason: 'malformed' };
  }
  const data = encodeUtf8(read.text);
  const known: NoteSignature[] = [];
  const others: NoteSignature[] = [];
  for (const line of read.signatures) {
    const key = keys.find(({ name, id }) => name === line.name && id === line.id);
    if (key === undefined) others.push(line);
    else if (await verifySignature({ alg: 'Ed25519', jwk: key.jwk, data, signature: line.signature })) known.push(line);
    else return { verified: false, reason: 'signature' };
  }
  if (known.length === 0) return { verified: false, reason: 'unsigned' };
  return { verified: true, text: read.text, signatures: known, others };
}

/** Ends with a line feed, well-formed, and no character below U+0020 but that. C2SP signed-note, "Format". */
function isNoteText(text: string): boolean {
  return /^[\n -\u{d7ff}\u{e000}-\u{10ffff}]*\n$/u.test(text);
}

function readSignature(line: string): NoteSignature {
  const [, name = '', blob = ''] = /^— ([^ ]+) ([^ ]+)$/.exec(line) ?? [];
  const bytes = decodeBase64(blob);
  if (!isKeyName(name) || bytes.length < 5) throw new ParaphError('malformed', 'Not a signature line: — name base64.');
  const id = [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { name, id, signature: bytes.slice(4), blob };
}

function bytesOf(id: string): number[] {
  return [0, 2, 4, 6].map((at) => Number.parseInt(id.slice(at, at + 2), 16));
}
