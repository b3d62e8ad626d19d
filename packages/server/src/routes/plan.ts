import { ParaphError } from '@paraph/core/errors';
import { limits, mediaTypes } from '@paraph/core/wire';
import { derivedIdentifier } from '../admission/derived-identifier.js';
import { checkScope } from '../admission/scope.js';
import { currentPlan } from '../plan/current-plan.js';
import { importPlan } from '../plan/import-plan.js';
import { readPlan } from './bodies.js';
import { bodyOf, json } from './respond.js';
import { principalOf, type Route } from './route.js';

const body = { accepts: [mediaTypes.json], limit: limits.planBytes };
const common = { path: 'plan', access: ['manager'], scope: 'programme', answers: mediaTypes.json } as const;

/** Brings programmes, half-days, learners and surveys in. The same plan twice changes nothing. */
export const postPlan: Route = {
  ...{ ...common, method: 'post', body },
  summary: 'Bring a plan in: what is new or changed becomes records',
  handle: async (call) => {
    const principal = principalOf(call);
    const plan = readPlan((await bodyOf(call.request, body)).text);
    for (const { id } of plan.programmes)
      checkScope(principal.scope, { programme: derivedIdentifier(call.organisation.id, 'programme', id) });
    if (principal.scope.session !== undefined || principal.scope.enrolment !== undefined)
      throw new ParaphError('scope', 'The token reaches only a part of a programme.');
    return json(await importPlan(call.organisation, plan, { by: `site:${principal.kid}:${principal.subject}` }));
  },
};

/** The plan in force, as it could be brought in again. */
export const getPlan: Route = {
  ...{ ...common, method: 'get' },
  summary: 'The plan in force',
  handle: async (call) => json(await currentPlan(call.organisation, principalOf(call).scope)),
};
