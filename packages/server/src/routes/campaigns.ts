import { ParaphError } from '@paraph/core/errors';
import type { Campaign, Enrolment, Instrument, Programme } from '@paraph/core/model';
import { mediaTypes } from '@paraph/core/wire';
import { planned } from '../admission/reach.js';
import { checkScope } from '../admission/scope.js';
import { campaignCard } from '../views/agenda.js';
import { plannedOne } from '../views/planned.js';
import { json } from './respond.js';
import { principalOf, type Route } from './route.js';

/** One survey with its questions: for a learner whom it asks, or for a manager. */
export const campaign: Route = {
  ...{
    method: 'get',
    path: 'campaigns/:campaign',
    access: ['learner', 'manager'],
    scope: 'campaign',
    answers: mediaTypes.json,
  },
  summary: 'A survey with its questions',
  handle: async (call) => {
    const { organisation, params } = call;
    const { role, people, scope } = principalOf(call);
    const { storage } = organisation;
    const of = params.campaign ?? '';
    const entry = await planned(organisation, 'campaign', of);
    const asked = people.find((person) => person.programme === entry.programme);
    if (role === 'learner' && !asked) throw new ParaphError('scope', 'This survey does not ask you.');
    checkScope(scope, { programme: entry.programme, enrolment: asked?.of });
    const programme = await plannedOne<Programme>(
      organisation,
      await storage.entry({ kind: 'programme', of: entry.programme }),
    );
    if (role === 'manager') {
      const found = await plannedOne<Campaign>(organisation, entry);
      const instrument = await storage.entry({ kind: 'instrument', of: found?.statement.about.instrument ?? '' });
      return json({ campaign: found, instrument: await plannedOne<Instrument>(organisation, instrument), programme });
    }
    const enrolment = await plannedOne<Enrolment>(
      organisation,
      await storage.entry({ kind: 'enrolment', of: asked?.of ?? '' }),
    );
    if (!programme || !enrolment) throw new ParaphError('not-found', 'There is no such survey here.');
    return json(await campaignCard(organisation, { of, enrolment, programme }));
  },
};
