import { ParaphError } from '@paraph/core/errors';
import type { Organisation } from '../organisation/organisation.js';

export interface DossierOptions {
  readonly variant: 'funder';
  readonly by: string;
  readonly page: (certificate: string) => string;
}

export async function exportDossier(
  _organisation: Organisation,
  _enrolment: string,
  _options: DossierOptions,
): Promise<{ readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array }> {
  throw new ParaphError('unavailable', 'Dossiers come with the next change.');
}
