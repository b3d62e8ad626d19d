import { createHash } from 'node:crypto';
import type { Identifier } from '@paraph/core/model';
import { defaultPorts, encodeBase64url, jwkSigner, type Ports, type Signer } from '@paraph/core/signing';

const ec = (x: string, y: string, d: string) => ({ kty: 'EC', crv: 'P-256', x, y, d }) as const;

/** Private keys, made for the tests and for nothing else. */
export const privateJwks = {
  recovery: ec(
    '7zNtMjrq3IOLlP49nm9AB2Qh27kim8JLGDZBrCtmn2g',
    'VHHx602gwPo_7o353ahra8FohLhmsTlheSVdQdq7DWM',
    '8D94FLGxCMBy3MF3weULAm8MiJCF7t8mV-6HkEC6y-Q',
  ),
  seal: ec(
    'i5wJ62ogwjKxQH7O7gqatEg7r29ELFN6jNNjwKnYXWs',
    'OdqcsmwLqjr06bDhlamsSsZKDO7cTjNK9gWSOSli310',
    '6JzPjaxkHlRGifcm2Ic3UeWr7X0hkiYV-OOhFhPW-zs',
  ),
  checkpoint: {
    kty: 'OKP',
    crv: 'Ed25519',
    x: 'H51p7m6PZHj3ctSZxSZH7Zq3s39F92-gPTpVI9CEodw',
    d: 'mBoZR-ecB633swK4Lwmp4YTqaK87yYdZe0vXeQpx-Z0',
  },
  learner: ec(
    'bih-EvEuO5_1nGymlfYLJiKoPGbwWeCAUw7g5P2dAnQ',
    '2_uRPGsEMg1W5lgC4jnm0MJylNKPjqWz8cKbRLc6TBc',
    'KALE3u-TscmgOirCNOsgL1xH-iv5rU7WB4-1zcxCbRY',
  ),
  trainer: ec(
    'Hoh6VSSxbPgPwYS2CQnXCRwwPbk5M2_dxyMaOh2HecI',
    'LMN1Ds_cmhIyp654z6vu0kWM78u5AXUMQQ73G2KSCSQ',
    'IKHYuDY_SugiNbDt7ACAKS4uIhwLeYktnj7S6MmwMGE',
  ),
  manager: ec(
    'yO4Ef9_S46T7ehNzCAUuGbAAU2Ah9-2qAk_bm--DfkI',
    'qoFBFPJNGlbpzy0KFto1ze_jV1Wx5z6NiVqkiAm0tXY',
    'Wb04QmOyOBJAf7R3NYX9XvpGrlswk9sfqm5Hi1KaIbk',
  ),
  stranger: ec(
    '0895V7jMlJAtFoKPS3-5RpQ0Yj8y-gNk3lZ5UMnGU5c',
    'ZzOdrZKa6uOtkazL_vwb_tArTAHRyyIuv35WaIRg214',
    '3ZRj-rQmv7RH91UxwWp7EIZaG0UrvM6_722WlCdkG6k',
  ),
} as const;

/** The organisation's recovery, seal and checkpoint keys; a device each of the learner, the trainer, the manager; and a key of nobody's. */
export const keys = Object.fromEntries(
  await Promise.all(Object.entries(privateJwks).map(async ([name, jwk]) => [name, await jwkSigner(jwk)] as const)),
) as { readonly [name in keyof typeof privateJwks]: Signer };

/** The thumbprint of its first recovery key. */
export const organisation = keys.recovery.key;

/** Tuesday 24 November 2026, ten past nine in Paris: the morning's half-day has begun. Milliseconds since 1970. */
export const now = Date.parse('2026-11-24T08:10:00.000Z');

const digestOfWords = (words: string) => createHash('sha256').update(words).digest();

/** A lasting identifier, the same for the same words. */
export function named(words: string): Identifier {
  const hex = digestOfWords(words).toString('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A nonce, the same for the same words. */
export const nonceOf = (words: string): string => encodeBase64url(digestOfWords(words).subarray(0, 16));

/** `subject` is the site's own identifier: the `sub` of its tokens. */
export const people = {
  learner: { person: named('Alice Martin'), name: 'Alice Martin', subject: 'alice' },
  secondLearner: { person: named('Karim Benali'), name: 'Karim Benali', subject: 'karim' },
  trainer: { person: named('Nadia Lambert'), name: 'Nadia Lambert', subject: 'nadia' },
  manager: { person: named('Luc Moreau'), name: 'Luc Moreau', subject: 'luc' },
} as const;

/** Bytes that look random and are the same for the same seed: for nonces in tests, never for keys. */
export function seededRandom(seed = 'paraph'): Ports['random'] {
  let count = 0;
  return (size) => {
    const bytes = new Uint8Array(size);
    for (let at = 0; at < size; at += 32) bytes.set(digestOfWords(`${seed} ${count++}`).subarray(0, size - at), at);
    return bytes;
  };
}

/** Core's default ports, under the fixed clock and with seeded randomness. */
export const ports = (seed?: string): Ports => ({
  ...defaultPorts(),
  clock: () => now,
  random: seededRandom(seed),
});
