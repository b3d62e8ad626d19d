import { consistencyProof } from '@paraph/core/ledger';
import { encodeBase64url } from '@paraph/core/signing';
import { limits, mediaTypes, type PermitAnswer, type PermitRequest, problemOf } from '@paraph/core/wire';
import { grantPermit } from '../admission/grant.js';
import { writePermit } from '../admission/permits.js';
import type { Organisation } from '../organisation/organisation.js';
import { timeOf } from '../views/planned.js';
import { readPermits } from './bodies.js';
import { sourceOf } from './ledger.js';
import { bodyOf, json } from './respond.js';
import { principalOf, type Route } from './route.js';

const body = { accepts: [mediaTypes.json], limit: limits.requestBytes };

/** Gives leave for acts to come, each on its own: one that is refused leaves the others. */
export const permits: Route = {
  ...{
    method: 'post',
    path: 'permits',
    access: ['learner', 'trainer', 'manager'],
    scope: 'own',
    body,
    answers: mediaTypes.json,
  },
  summary: 'Ask leave for acts to come; brings the latest checkpoint with a proof from the one held',
  handle: async (call) => {
    const { organisation } = call;
    const principal = principalOf(call);
    const { requests, seen } = readPermits((await bodyOf(call.request, body)).text);
    const given = await Promise.all(
      requests.map(async (asked) => {
        try {
          const claims = await grantPermit(organisation, principal, asked);
          return { permit: writePermit(claims, organisation.options.keys.permit) };
        } catch (error) {
          return { problem: problemOf(error) };
        }
      }),
    );
    // The seal will name this token's digest as what identified the person.
    if (given.some((one) => 'permit' in one)) await organisation.storage.putEvidence(principal.sender.evidence);
    const checkpoint = await organisation.checkpoints.latest();
    return json({
      permits: given,
      checkpoint: checkpoint?.note ?? '',
      ...(await proofFrom(organisation, { seen, size: checkpoint?.size ?? 0 })),
      time: timeOf(organisation),
    } satisfies PermitAnswer);
  },
};

async function proofFrom(
  organisation: Organisation,
  { seen, size }: { readonly seen: PermitRequest['seen']; readonly size: number },
): Promise<Pick<PermitAnswer, 'consistency'>> {
  // No proof leads from another log or from beyond the end: the device then sees that histories differ.
  if (!seen || seen.log !== organisation.options.log || seen.size > size) return {};
  const path = await consistencyProof({ from: seen.size, to: size }, sourceOf(organisation));
  return { consistency: path.map(encodeBase64url) };
}
