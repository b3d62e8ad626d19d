import type { Certificate } from '@paraph/core/model';
import type { CertificateView } from '@paraph/core/wire';
import * as cast from './cast.js';
import type { GalleryState } from './show-state.js';

const element = 'paraph-certificate';

/** A certificate, as the server prints it. */
export function certificateView(holder = 'Alice Martin'): Promise<CertificateView> {
  const statement = {
    kind: 'certificate',
    version: 1,
    organisation: cast.organisation,
    nonce: 'AAAAAAAAAAAAAAAAAAAAAA',
    about: {
      programme: cast.programmeId,
      enrolment: cast.id(100),
      learner: cast.id(200),
      certificate: cast.certificateId,
    },
    at: '2026-11-24T08:10:00.000Z',
    zone: 'Europe/Paris',
    by: 'gallery',
    holder: { name: holder },
    period: { from: '2026-11-09', until: '2026-11-24' },
    hours: { plannedMin: 1_260, connectedMin: null, creditedMin: 630, certifiedMin: 630, rule: 'half-days signed' },
    halfDays: 3,
    printed: {
      en: {
        heading: 'Attestation of hours signed',
        provider: 'Académie du Lac, 4 quai des Brumes, 74000 Annecy',
        registration: 'Training organisation no. 84 74 00000 74',
        holder,
        statement: 'signed attendance at half-days of the training',
        programme: 'Cybersecurity for everyone',
        period: 'from 9 November 2026 to 24 November 2026',
        hours: '10 h 30 signed, of 21 h planned, in 3 half-days',
        rule: 'Hours counted: half-days signed on time, in full. Connected time was not measured.',
        date: 'Issued on 24 November 2026',
      },
      fr: {
        heading: 'Attestation des heures signées',
        provider: 'Académie du Lac, 4 quai des Brumes, 74000 Annecy',
        registration: 'Organisme de formation n° 84 74 00000 74',
        holder,
        statement: 'a signé sa présence à des demi-journées de la formation',
        programme: 'La cybersécurité pour tous',
        period: 'du 9 novembre 2026 au 24 novembre 2026',
        hours: '10 h 30 signées, sur 21 h prévues, en 3 demi-journées',
        rule: 'Heures comptées : demi-journées signées à temps, en entier. Le temps de connexion n’a pas été mesuré.',
        date: 'Établie le 24 novembre 2026',
      },
    },
  } as unknown as Certificate;
  return Promise.resolve({
    certificate: { act: `sha-256:${'A'.repeat(43)}`, statement },
    issued: '2026-11-24T08:10:00.000Z',
    fingerprint: cast.fingerprint,
    link: 'https://paraph.example/c/lac/7f3c1f0e-2a7b-4a7e-9b0e-5d2f6c1a9e44',
    bundle: 'https://paraph.example/o/lac/certificates/7f3c1f0e-2a7b-4a7e-9b0e-5d2f6c1a9e44/bundle',
  });
}

const attributes = { certificate: cast.certificateId };

/** Every state of `<paraph-certificate>`. */
export const certificateGallery: readonly GalleryState[] = [
  { element, state: 'empty' },
  {
    element,
    state: 'certificate',
    attributes,
    server: (server) => {
      server.certificateView = () => certificateView();
    },
  },
  {
    element,
    state: 'certificate',
    variant: 'long-name',
    attributes,
    server: (server) => {
      server.certificateView = () => certificateView('Jean-Baptiste de La Tour-Maubourg d’Estrées');
    },
  },
];
