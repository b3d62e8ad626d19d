import { limits, mediaTypes } from '@paraph/core/wire';
import { reachEnrolment } from '../admission/reach.js';
import { certificatePage } from '../endpoint.js';
import { exportDossier } from '../issue/export-dossier.js';
import { dossierBody, readBody } from './bodies.js';
import { bodyOf, json } from './respond.js';
import { principalOf, type Route } from './route.js';
import { putFile } from './tickets.js';

const body = { accepts: [mediaTypes.json], limit: limits.requestBytes };

/** Exports the dossier of an enrolment: sealed, and ready to be fetched by a ticket. */
export const dossier: Route = {
  ...{
    method: 'post',
    path: 'enrolments/:enrolment/dossier',
    access: ['manager'],
    scope: 'enrolment',
    body,
    answers: mediaTypes.json,
  },
  summary: 'Export the dossier of an enrolment; the answer’s ticket fetches the ZIP',
  handle: async (call) => {
    const principal = principalOf(call);
    const { variant } = readBody((await bodyOf(call.request, body)).text, dossierBody);
    const { of } = await reachEnrolment(call.organisation, principal, call.params.enrolment ?? '');
    const file = await exportDossier(call.organisation, of, {
      variant,
      by: `site:${principal.kid}:${principal.subject}`,
      page: (certificate) => certificatePage(call.endpoint, certificate),
    });
    return json({ ticket: await putFile(call, file), name: file.name }, { status: 201 });
  },
};
