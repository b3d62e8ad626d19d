import { writeVerifierKey } from '@paraph/core/ledger';
import { type Announcement, mediaTypes } from '@paraph/core/wire';
import { timeOf } from '../views/planned.js';
import { json } from './respond.js';
import type { Route } from './route.js';

/** Who keeps records here, and at which level. */
export const announcement: Route = {
  ...{ method: 'get', path: '', access: 'public', scope: 'none', answers: mediaTypes.json },
  summary: 'Who keeps records here: organisation, fingerprint, ledger, languages, time',
  handle: ({ organisation, endpoint }) => {
    const { name, log, languages = ['en', 'fr'] } = organisation.options;
    return json({
      level: 'ledger',
      organisation: organisation.id,
      name,
      fingerprint: organisation.fingerprint,
      log,
      checkpointKeys: organisation.checkpointKeys.map(writeVerifierKey),
      languages,
      kinds: ['attendance', 'closing', 'response'],
      time: timeOf(organisation),
      verifier: `${endpoint.server}/verify`,
    } satisfies Announcement);
  },
};
