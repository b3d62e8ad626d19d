import { ParaphError } from '../errors.js';
import type { AnyStatement, PublicJwk, SealHeader } from '../model.js';
import { type Act, type PersonHeader, type SignatureEntry, signatureCheck } from './act.js';
import { decodeBase64url } from './base64url.js';
import { actDigest, recordDigest, signedDigest } from './digests.js';
import { authorOf, mayMake } from './kinds.js';
import { hasOnly, readPersonHeader } from './person-header.js';
import type { Ports } from './ports.js';
import { readSealHeader, type Stub } from './seal.js';
import { parseJson } from './strict-json.js';

/** The most bytes a statement may have. */
export const maxStatementBytes = 256 * 1024;

/** A record, or an act on its way to be one, read and held against the format; its signatures not yet checked. */
export interface OpenedRecord extends Act {
  readonly statement: AnyStatement;
  /** The person's header, when a person signed. */
  readonly personHeader?: PersonHeader;
  /** The seal, when it has one. */
  readonly seal?: Stub;
}

/** A record with its seal. */
export type SealedRecord = OpenedRecord & { readonly seal: Stub };

/**
 * Reads a record or an act: strict JSON and base64url, closed wrapper and headers, the person's key the one that the statement names,
 * the author one who may make this kind, the seal over this act and this signature. Signatures are checked by {@link verifyPerson} and {@link verifySeal}.
 *
 * @param source the JSON text or bytes as they came, or what was parsed strictly from them
 * @returns the parts
 * @throws A {@link ParaphError} `malformed`, `too-large`, `statement`, `type`, `author` or `signature`
 *
 * @example
 * ```ts
 * import { defaultPorts, openRecord } from '@paraph/core/signing';
 * try { openRecord('{"payload":""}', defaultPorts().hash); } catch (error) { console.log(error.code); } // malformed
 * ```
 */
export function openRecord(source: string | Uint8Array | object, hash: Ports['hash']): OpenedRecord {
  const wrapper = typeof source === 'string' || source instanceof Uint8Array ? parseJson(source) : source;
  if (!isWrapper(wrapper))
    throw new ParaphError(
      'malformed',
      'A record has exactly a payload and one or two signatures, each with protected and signature.',
    );
  const { payload, signatures } = wrapper;
  const bytes = decodeBase64url(payload);
  if (bytes.length > maxStatementBytes)
    throw new ParaphError(
      'too-large',
      `The statement has ${bytes.length} bytes; at most ${maxStatementBytes} are kept.`,
      { limit: maxStatementBytes },
    );
  const statement = readStatement(parseJson(bytes));
  const act = actDigest(payload, hash);

  const last = signatures.at(-1);
  const sealEntry = last && looksLikeSeal(last) ? last : undefined;
  const persons = sealEntry ? signatures.slice(0, -1) : signatures;
  if (persons.length > 1)
    throw new ParaphError('malformed', 'At most one person signs a record, and the seal stands last.');
  const [person] = persons;
  if ((person !== undefined) !== (statement.signer !== undefined))
    throw new ParaphError(
      'author',
      person ? 'Somebody signed a statement that names no signer.' : 'The statement names a signer who did not sign.',
    );
  checkAuthor(statement);
  const opened: Mutable<OpenedRecord> = { payload, act, statement };
  if (person) {
    opened.person = person;
    opened.personHeader = readPersonHeader(person, statement, hash);
    decodeBase64url(person.signature);
  }
  if (sealEntry) opened.seal = { ...sealEntry, header: sealOf(sealEntry, opened, hash) };
  return opened;
}

/** Whether the person's signature fits. Without a person there is nothing to fail. */
export async function verifyPerson(record: OpenedRecord, ports: Pick<Ports, 'verifySignature'>): Promise<boolean> {
  if (!record.person || !record.personHeader) return true;
  return ports.verifySignature(signatureCheck(record.person, record.payload, record.personHeader.jwk));
}

/**
 * Whether a seal fits under this key. Whether the key was in force there is for the stream `keys` to say.
 *
 * @param jwk the key whose thumbprint the seal's `kid` is
 */
export async function verifySeal(
  record: SealedRecord,
  jwk: PublicJwk,
  ports: Pick<Ports, 'verifySignature'>,
): Promise<boolean> {
  return ports.verifySignature(signatureCheck(record.seal, record.payload, jwk));
}

/** The 32 bytes that stand in the ledger for a sealed record. */
export function entryOf(record: SealedRecord, hash: Ports['hash']): Uint8Array {
  return recordDigest(record.act, record.seal, hash);
}

/** Whether an opened record carries a seal. */
export function isSealed(record: OpenedRecord): record is SealedRecord {
  return record.seal !== undefined;
}

function checkAuthor(statement: AnyStatement): void {
  const author = authorOf(statement);
  // The organisation speaks by its seal and nobody by no signature: a person who signs is neither, whatever role the statement names.
  const isPretended = statement.signer !== undefined && (author === 'organisation' || author === 'nobody');
  if (isPretended || mayMake(author, statement.kind) === false)
    throw new ParaphError('author', `A statement of kind ${statement.kind} is not made by: ${author}.`);
}

function sealOf(entry: SignatureEntry, { act, person }: OpenedRecord, hash: Ports['hash']): SealHeader {
  const header = readSealHeader(entry);
  decodeBase64url(entry.signature);
  if (header.paraph.act !== act) throw new ParaphError('signature', 'The seal is of another act.');
  if (header.paraph.signed !== (person && signedDigest(person, hash)))
    throw new ParaphError(
      'signature',
      'The seal is over another signature of the person than the one that stands here.',
    );
  return header;
}

interface Wrapper {
  readonly payload: string;
  readonly signatures: readonly SignatureEntry[];
}

function isWrapper(value: unknown): value is Wrapper {
  if (!hasOnly(value, ['payload', 'signatures'])) return false;
  const { payload, signatures } = value as { payload: unknown; signatures: unknown };
  return (
    typeof payload === 'string' && Array.isArray(signatures) && signatures.length <= 2 && signatures.every(isEntry)
  );
}

/** Whether a value is a protected header and a signature, and nothing else. */
export function isEntry(value: unknown): value is SignatureEntry {
  if (!hasOnly(value, ['protected', 'signature'])) return false;
  const entry = value as unknown as Record<string, unknown>;
  return (
    typeof entry.protected === 'string' &&
    entry.protected !== '' &&
    typeof entry.signature === 'string' &&
    entry.signature !== ''
  );
}

function looksLikeSeal(entry: SignatureEntry): boolean {
  const header = parseJson(decodeBase64url(entry.protected));
  return typeof header === 'object' && header !== null && 'typ' in header && header.typ === 'vnd.paraph.seal.v1';
}

function readStatement(value: unknown): AnyStatement {
  const isObject = (one: unknown): one is Record<string, unknown> =>
    typeof one === 'object' && one !== null && !Array.isArray(one);
  if (
    !isObject(value) ||
    typeof value.kind !== 'string' ||
    !isObject(value.about) ||
    (value.signer !== undefined && !isObject(value.signer))
  )
    throw new ParaphError('statement', 'A statement is an object with a kind and an about.', { path: '$' });
  return value as unknown as AnyStatement;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
