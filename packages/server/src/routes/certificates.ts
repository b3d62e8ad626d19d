import { ParaphError } from '@paraph/core/errors';
import type { Digest } from '@paraph/core/model';
import { limits, mediaTypes } from '@paraph/core/wire';
import { reachEnrolment } from '../admission/reach.js';
import { certificatePage } from '../endpoint.js';
import { issueFor } from '../issue/issue-certificate.js';
import { bundleOf } from '../issue/write-bundle.js';
import { certificateView } from '../views/certificates.js';
import { certificateBody, readBody } from './bodies.js';
import { bodyOf, download, json } from './respond.js';
import { type Call, principalOf, type Route } from './route.js';

const body = { accepts: [mediaTypes.json], limit: limits.requestBytes };

/** Issues the certificate of an enrolment whose records qualify. */
export const issueCertificate: Route = {
  ...{
    method: 'post',
    path: 'enrolments/:enrolment/certificate',
    access: ['manager'],
    scope: 'enrolment',
    body,
    answers: mediaTypes.json,
  },
  summary: 'Issue the certificate of an enrolment that qualifies',
  handle: async (call) => {
    const principal = principalOf(call);
    readBody((await bodyOf(call.request, body)).text, certificateBody);
    const { of } = await reachEnrolment(call.organisation, principal, call.params.enrolment ?? '');
    const { certificate, act, issued } = await issueFor(call.organisation, of, {
      by: `site:${principal.kid}:${principal.subject}`,
    });
    return json({ certificate, act }, { status: issued ? 201 : 200 });
  },
};

const certificateOf = ({ params }: Call): string => {
  const asked = params.certificate ?? '';
  return asked.startsWith('urn:uuid:') ? asked : `urn:uuid:${asked}`;
};

/** What the page of a certificate prints. */
export const certificate: Route = {
  ...{ method: 'get', path: 'certificates/:certificate', access: 'public', scope: 'none', answers: mediaTypes.json },
  summary: 'A certificate, by its identifier, which cannot be guessed',
  handle: async (call) => {
    const id = certificateOf(call);
    const addresses = { endpoint: call.endpoint.url, page: certificatePage(call.endpoint, id) };
    return json(await certificateView(call.organisation, id, addresses));
  },
};

/** The certificate as a bundle. */
export const certificateBundle: Route = {
  ...{
    method: 'get',
    path: 'certificates/:certificate/bundle',
    access: 'public',
    scope: 'none',
    answers: mediaTypes.bundle,
  },
  summary: 'A certificate as a bundle that anybody can verify',
  handle: async (call) => {
    const entry = (await call.organisation.storage.entriesOf('certificate', { of: certificateOf(call) }))[0];
    const record = entry && (await call.organisation.storage.record(entry.act));
    if (!record) throw new ParaphError('not-found', 'There is no such certificate here.');
    // Whoever has the link sees that the survey was answered, never what was answered.
    const relied = call.organisation.statements.open(record).statement.relies ?? [];
    const evidence = await call.organisation.storage.records(relied as Digest[]);
    const stubs = evidence.filter(({ kind }) => kind === 'response');
    const name = `certificate-${record.received.slice(0, 10)}.paraph.json`;
    return download(await bundleOf(call.organisation, [record], { stubs }), { type: mediaTypes.bundle, name });
  },
};
