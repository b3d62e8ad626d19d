import type { PlanDocument } from '@paraph/core/wire';

/** The site's key, which the generator mints its tokens with. */
export const siteKey = {
  kid: 'bench',
  name: 'The bench',
  alg: 'HS256',
  jwk: { kty: 'oct', k: Buffer.alloc(32, 7).toString('base64url') },
  roles: ['learner', 'trainer', 'manager'],
} as const;

/** Where the pages of the bench's course would lie: browsers send it along. */
export const siteOrigin = 'https://campus.example';

/** One class with many half-days, all of them now: each learner can sign each of them once. */
export function classPlan({
  learners,
  sessions,
}: {
  readonly learners: number;
  readonly sessions: number;
}): PlanDocument {
  const zone = 'Europe/Paris';
  const local = (time: number) =>
    new Date(time).toLocaleString('sv-SE', { timeZone: zone }).slice(0, 16).replace(' ', 'T');
  const start = Date.now() - 3_600_000;
  return {
    programmes: [
      {
        id: 'first-aid',
        title: { en: 'First aid at work', fr: 'Secourisme au travail' },
        provider: { name: 'Campus Lilas', registration: '11 75 12345 75' },
        sessions: Array.from({ length: sessions }, (_, at) => ({
          id: `half-day-${at}`,
          title: { en: `Half-day ${at + 1}`, fr: `Demi-journée ${at + 1}` },
          ...{ start: local(start), end: local(start + 3.5 * 3_600_000), zone },
          trainers: [{ id: 'nadia', name: 'Nadia Lambert' }],
          place: { en: 'Room 12, 3 rue des Lilas', fr: 'Salle 12, 3 rue des Lilas' },
        })),
        enrolments: Array.from({ length: learners }, (_, at) => ({
          id: `learner-${at}`,
          name: `Zoé Lefèvre ${at}`,
          language: at % 2 === 0 ? 'fr' : 'en',
        })),
      },
    ],
  };
}
