import { mediaTypes } from '@paraph/core/wire';
import { json } from './respond.js';
import type { Call, Route } from './route.js';

const common = { method: 'get', access: 'public', scope: 'none', answers: mediaTypes.json } as const;

/** All `key` records of the organisation, by which everything else is verified. */
export const keys: Route = {
  ...{ ...common, path: 'keys' },
  summary: 'All key records, in order',
  handle: ({ organisation }) => json({ records: organisation.keys.records }),
};

/** The keys in force as a JWK Set (RFC 7517 §5). */
export const jwks: Route = {
  ...{ ...common, path: 'jwks.json' },
  summary: 'The keys in force, as a JWK Set',
  handle: ({ organisation }) =>
    json({
      keys: inForce(organisation).map(({ key, held }) => ({
        ...held.jwk,
        kid: key,
        alg: held.jwk.kty === 'OKP' ? 'EdDSA' : 'ES256',
        use: 'sig',
      })),
    }),
};

/** The organisation as a `did:web` document: the recovery key stands there as a method without relationship. */
export const didDocument: Route = {
  ...{ ...common, path: 'did.json' },
  summary: 'The organisation as a did:web document',
  handle: (call) => json(didOf(call)),
};

/** The DID document of an endpoint, under the name by which it was asked for: its own address, or the bare host's. */
export function didOf(
  { organisation, endpoint }: Pick<Call, 'organisation' | 'endpoint'>,
  { bare = false }: { readonly bare?: boolean } = {},
): object {
  const { host, pathname } = new URL(endpoint.url);
  const id = `did:web:${encodeURIComponent(host)}${bare ? '' : pathname.replace(/\/$/, '').replaceAll('/', ':')}`;
  const methods = inForce(organisation).map(({ key, held }) => ({
    method: {
      id: `${id}#${key.slice(key.lastIndexOf(':') + 1)}`,
      type: 'JsonWebKey',
      controller: id,
      publicKeyJwk: held.jwk,
    },
    purpose: held.purpose,
  }));
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/jwk/v1'],
    id,
    alsoKnownAs: [organisation.id],
    verificationMethod: methods.map(({ method }) => method),
    assertionMethod: methods
      .filter(({ purpose }) => purpose === 'credential' || purpose === 'seal')
      .map(({ method }) => method.id),
  };
}

const inForce = (organisation: Call['organisation']) =>
  [...organisation.keys.followed.held]
    .filter(([, held]) => held.until === undefined)
    .map(([key, held]) => ({ key, held }));
