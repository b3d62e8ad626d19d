import { mediaTypes } from '@paraph/core/wire';
import { reachProgramme } from '../admission/reach.js';
import { programmeView } from '../views/programme.js';
import { eventStream } from './events.js';
import { json } from './respond.js';
import { type Call, principalOf, type Route } from './route.js';

const common = { method: 'get', access: ['manager'], scope: 'programme' } as const;

const viewFor = async (call: Call) => {
  const { of } = await reachProgramme(call.organisation, principalOf(call), call.params.programme ?? '');
  return programmeView(call.organisation, of);
};

/** Who has signed and answered, who qualifies and why not. */
export const programme: Route = {
  ...{ ...common, path: 'programmes/:programme', answers: mediaTypes.json },
  summary: 'Who has signed and answered, who qualifies and why not',
  handle: async (call) => json(await viewFor(call)),
};

/** The same, live. */
export const programmeEvents: Route = {
  ...{ ...common, path: 'programmes/:programme/events', answers: mediaTypes.events },
  summary: 'The programme’s view, now and after each change',
  handle: async (call) => {
    await reachProgramme(call.organisation, principalOf(call), call.params.programme ?? '');
    const concerns = ({ about }: { about: Record<string, unknown> }) => about.programme === call.params.programme;
    return eventStream(call.organisation, {
      name: 'programme',
      view: () => viewFor(call),
      concerns,
      signal: call.request.signal,
    });
  },
};
