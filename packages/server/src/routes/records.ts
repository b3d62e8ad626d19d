import { isParaphError, ParaphError } from '@paraph/core/errors';
import { openRecord } from '@paraph/core/signing';
import { limits, mediaTypes, permitHeader, problemOf, type RecordBatchAnswer } from '@paraph/core/wire';
import { checkWithoutPermit, grantedKinds } from '../admission/grant.js';
import { openPermit } from '../admission/permits.js';
import type { Principal } from '../admission/principal.js';
import { reachRecord } from '../admission/reach-record.js';
import type { Organisation } from '../organisation/organisation.js';
import type { Sealed } from '../seal/submission.js';
import { readBody, recordsBody } from './bodies.js';
import { bodyOf, json, text } from './respond.js';
import { type Call, principalOf, type Route } from './route.js';

const accepts = [mediaTypes.record, mediaTypes.json];
const body = { accepts, limit: limits.batchBytes };

/** Has one act sealed, or several: answered when they are on the disk. */
export const postRecords: Route = {
  ...{ method: 'post', path: 'records', access: 'permit', scope: 'own', body, answers: mediaTypes.record },
  summary: 'Have an act sealed (application/jose+json), or several (application/json)',
  handle: async (call) => {
    const { text: source, type } = await bodyOf(call.request, body);
    if (type === mediaTypes.json) return json(await several(call, source));
    if (Buffer.byteLength(source) > limits.recordBytes)
      throw new ParaphError('too-large', `One record has at most ${limits.recordBytes} bytes.`, {
        limit: limits.recordBytes,
      });
    const sealed = await one(call, source, call.request.headers.get(permitHeader) ?? undefined);
    return text(sealed.text, { type: mediaTypes.record, status: sealed.retry ? 200 : 201 });
  },
};

/** A sealed record, byte for byte as it was answered the first time. */
export const getRecord: Route = {
  ...{
    method: 'get',
    path: 'records/:act',
    access: ['learner', 'trainer', 'manager'],
    scope: 'record',
    answers: mediaTypes.record,
  },
  summary: 'A sealed record',
  handle: async (call) => {
    const record = await reachRecord(call.organisation, principalOf(call), call.params.act ?? '');
    return text(record.text, { type: mediaTypes.record });
  },
};

async function one(
  { organisation, principal, refused }: Call,
  source: string | object,
  written?: string,
): Promise<Sealed> {
  const permit = written === undefined ? undefined : openPermit(written, organisation.options.keys.permit);
  if (refused && !permit) throw refused;
  if (!permit && principal) await checkUnpermitted(organisation, principal, source);
  const sent = { source, ...(permit ? { permit } : {}), ...(principal ? { sender: principal.sender } : {}) };
  return organisation.record(sent).catch((error: unknown) => {
    // The permit no longer holds, and what is wrong with the token is what its sender can put right.
    throw refused && isParaphError(error, 'unidentified') ? refused : error;
  });
}

/** What is sent by a token alone is held against the plan in force; what stands already is given back all the same. */
async function checkUnpermitted(
  organisation: Organisation,
  principal: Principal,
  source: string | object,
): Promise<void> {
  const { act, statement, personHeader } = openRecord(source, organisation.ports.hash);
  if (!personHeader || !grantedKinds.has(statement.kind) || (await organisation.storage.record(act))) return;
  const { kind, about, signer } = statement;
  if (signer?.role === principal.role)
    await checkWithoutPermit(organisation, principal, { kind, about, jkt: signer.key });
}

async function several(call: Call, source: string): Promise<RecordBatchAnswer> {
  const { records } = readBody(source, recordsBody);
  const results = await Promise.all(
    records.map(async ({ record, permit }) => {
      try {
        return { record: JSON.parse((await one(call, record, permit)).text) as object };
      } catch (error) {
        return { problem: problemOf(error) };
      }
    }),
  );
  return { results };
}
