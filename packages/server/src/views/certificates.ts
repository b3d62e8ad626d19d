import { ParaphError } from '@paraph/core/errors';
import type { Certificate, Identifier, Programme } from '@paraph/core/model';
import { type CertificateCard, type CertificateView, paths } from '@paraph/core/wire';
import type { Organisation } from '../organisation/organisation.js';
import { plannedOne } from './planned.js';

/** The certificates that were issued for an enrolment. */
export async function certificateCards(organisation: Organisation, enrolment: string): Promise<CertificateCard[]> {
  const { storage } = organisation;
  const entries = await storage.entriesOf('certificate', { by: enrolment });
  return Promise.all(
    entries.map(async ({ of, act, received, programme }) => {
      const planned = await plannedOne<Programme>(
        organisation,
        await storage.entry({ kind: 'programme', of: programme }),
      );
      return { certificate: of as Identifier, act, title: planned?.statement.title ?? {}, issued: received };
    }),
  );
}

/**
 * What the page of a certificate prints. Its identifier can't be guessed: whoever has it was given the link or the paper.
 *
 * @param addresses the endpoint's URL, and the page that the QR code opens
 * @throws A {@link ParaphError} `not-found`
 */
export async function certificateView(
  organisation: Organisation,
  certificate: string,
  addresses: { readonly endpoint: string; readonly page: string },
): Promise<CertificateView> {
  const entry = (await organisation.storage.entriesOf('certificate', { of: certificate }))[0];
  const planned = await plannedOne<Certificate>(organisation, entry);
  if (!entry || !planned) throw new ParaphError('not-found', 'There is no such certificate here.');
  return {
    certificate: planned,
    issued: entry.received,
    fingerprint: organisation.fingerprint,
    link: addresses.page,
    bundle: new URL(paths.certificateBundle(certificate), addresses.endpoint).href,
  };
}
