import type { Principals } from './admission/principal.js';
import type { Organisation } from './organisation/organisation.js';

/** Where an organisation is served, and by what. */
export interface Endpoint {
  readonly organisation: Organisation;
  readonly principals: Principals;
  /** `https://host/o/<slug>/`: what tokens are for. */
  readonly url: string;
  /** The server's own address, without a slash at the end. */
  readonly server: string;
}

/** The address of a certificate's page: what its QR code opens. */
export const certificatePage = ({ server, organisation }: Endpoint, certificate: string): string =>
  `${server}/c/${organisation.options.slug}/${certificate.replace('urn:uuid:', '')}`;

/** The path that the server is mounted under, without a slash at the end: empty at the root of its host. */
export const mountPath = ({ server }: Pick<Endpoint, 'server'>): string => new URL(server).pathname.replace(/\/$/, '');
