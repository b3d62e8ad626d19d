import assert from 'node:assert/strict';
import { type ErrorCode, isParaphError } from '@paraph/core/errors';
import { checkStatement } from '@paraph/core/model';
import {
  encodeBase64url,
  encodeUtf8,
  isSealed,
  openRecord,
  type SealedRecord,
  type SignatureEntry,
  verifyPerson,
  verifySeal,
  writeRecord,
} from '@paraph/core/signing';
import { keys, ports, SmallLedger, statements } from '../cast.js';

export const { hash, verifySignature } = ports();
export const coded = (code: ErrorCode) => (error: unknown) => isParaphError(error, code);
export const text = (record: SealedRecord) => writeRecord(record, record.seal);
export const base64url = (value: unknown) =>
  encodeBase64url(encodeUtf8(typeof value === 'string' ? value : JSON.stringify(value)));
export const header = (entry: SignatureEntry): Record<string, unknown> =>
  JSON.parse(Buffer.from(entry.protected, 'base64url').toString());
export const json = (payload: string, ...signatures: unknown[]) => JSON.stringify({ payload, signatures });

/** Whether a text is taken for an intact record of the cast's organisation. */
export async function isIntact(source: string | Uint8Array): Promise<boolean> {
  try {
    const record = openRecord(source, hash);
    checkStatement(record.statement);
    if (!isSealed(record) || record.seal.header.kid !== keys.seal.key) return false;
    return (
      (await verifyPerson(record, { verifySignature })) &&
      (await verifySeal(record, keys.seal.jwk, { verifySignature }))
    );
  } catch (error) {
    assert.ok(isParaphError(error), `not a coded error: ${error}`);
    return false;
  }
}

/** (r, n − s) is a signature wherever (r, s) is one. */
export function otherSpelling(signature: string): string {
  const n = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const bytes = Buffer.from(signature, 'base64url');
  const s = n - BigInt(`0x${bytes.subarray(32).toString('hex')}`);
  return Buffer.concat([bytes.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, '0'), 'hex')]).toString(
    'base64url',
  );
}

/** A sealed attendance, and its parts. */
export async function attendance() {
  const record = await new SmallLedger().seal(statements.attendance());
  return { record, payload: record.payload, person: record.person as SignatureEntry, seal: entry(record.seal) };
}
export const entry = ({ protected: header, signature }: SignatureEntry): SignatureEntry => ({
  protected: header,
  signature,
});
