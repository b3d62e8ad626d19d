import { mediaTypes } from '@paraph/core/wire';
import type { Principal } from '../admission/principal.js';
import { reachRecord } from '../admission/reach-record.js';
import { bundleOf } from '../issue/write-bundle.js';
import type { Organisation } from '../organisation/organisation.js';
import { download } from './respond.js';
import { principalOf, type Route } from './route.js';

/** A receipt: a bundle with one record, that anybody can verify without this server. */
export const receipts: Route = {
  ...{
    method: 'get',
    path: 'receipts/:act',
    access: ['learner', 'trainer', 'manager'],
    scope: 'record',
    answers: mediaTypes.bundle,
  },
  summary: 'The receipt of a record: a bundle that anybody can verify',
  handle: async (call) => {
    const {
      bytes,
      mediaType: type,
      name,
    } = await receiptFile(call.organisation, principalOf(call), call.params.act ?? '');
    return download(bytes, { type, name });
  },
};

/** The file of a receipt, for who may read the record. */
export async function receiptFile(organisation: Organisation, principal: Principal, act: string) {
  const record = await reachRecord(organisation, principal, act);
  const name = `${record.kind}-${record.received.slice(0, 10)}.paraph.json`;
  return {
    name,
    mediaType: mediaTypes.bundle,
    bytes: new TextEncoder().encode(await bundleOf(organisation, [record])),
  };
}
