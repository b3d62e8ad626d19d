import { mediaTypes } from '@paraph/core/wire';
import { reachSession } from '../admission/reach.js';
import { rosterOf } from '../views/roster.js';
import { eventStream } from './events.js';
import { json } from './respond.js';
import { type Call, principalOf, type Route } from './route.js';

const common = { method: 'get', access: ['trainer', 'manager'], scope: 'session' } as const;

const reached = (call: Call) => reachSession(call.organisation, principalOf(call), call.params.session ?? '');

/** Who was expected at a half-day, who signed. */
export const roster: Route = {
  ...{ ...common, path: 'sessions/:session/roster', answers: mediaTypes.json },
  summary: 'Who was expected at a half-day, and who signed',
  handle: async (call) => json(await rosterOf(call.organisation, await reached(call))),
};

/** The same, live. */
export const rosterEvents: Route = {
  ...{ ...common, path: 'sessions/:session/events', answers: mediaTypes.events },
  summary: 'The roster, now and after each change',
  handle: async (call) => {
    const { of, programme } = await reached(call);
    const view = async () => rosterOf(call.organisation, await reached(call));
    const concerns = ({ about, kind }: { about: Record<string, unknown>; kind: string }) =>
      about.session === of || (kind === 'enrolment' && about.programme === programme);
    return eventStream(call.organisation, { name: 'roster', view, concerns, signal: call.request.signal });
  },
};
