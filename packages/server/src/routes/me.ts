import { mediaTypes } from '@paraph/core/wire';
import { agendaOf } from '../views/agenda.js';
import { json } from './respond.js';
import { principalOf, type Route } from './route.js';

/** What the person of the token can do now. */
export const me: Route = {
  ...{ method: 'get', path: 'me', access: ['learner', 'trainer', 'manager'], scope: 'own', answers: mediaTypes.json },
  summary: 'What the person of the token can sign, answer, lead and fetch',
  handle: async (call) => json(await agendaOf(call.organisation, principalOf(call))),
};
