import { type JWK, jwtVerify, SignJWT } from 'jose';
import { ParaphError } from '../errors.js';
import type { Digest } from '../model.js';
import { decodeBase64url } from './base64url.js';
import { digestOf } from './digests.js';
import type { Ports } from './ports.js';
import { parseJson } from './strict-json.js';
import { decodeUtf8, encodeUtf8 } from './utf8.js';

/** Roles that a token can speak for. */
export type TokenRole = 'learner' | 'trainer' | 'signatory' | 'manager' | 'auditor';

/** What a token may reach, when less than its role would: one programme, session or enrolment. */
export interface TokenScope {
  readonly programme?: string;
  readonly session?: string;
  readonly enrolment?: string;
}

/** A site's key as it was registered: its algorithm, roles and scope are pinned to it. */
export interface SiteKey {
  readonly kid: string;
  readonly alg: 'ES256' | 'HS256';
  /** The public JWK for ES256, `{ kty: 'oct', k }` for HS256. */
  readonly jwk: JWK;
  readonly roles: readonly TokenRole[];
  readonly scope?: TokenScope;
}

/** What a token says. */
export interface TokenClaims {
  /** The site's own identifier of its user. */
  readonly subject: string;
  readonly role: TokenRole;
  readonly scope?: TokenScope;
}

/** A token that was checked. */
export interface VerifiedToken extends TokenClaims {
  readonly kid: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
  /** SHA-256 of the token's text: what the seal's `identified.evidence` holds. */
  readonly digest: Digest;
}

/** Longest life of a token, in seconds. */
export const maxTokenSeconds = 3600;

/** By how many seconds the clocks of site and server may differ. */
const toleranceSeconds = 60;
const scopeNames = ['programme', 'session', 'enrolment'] as const;

/**
 * Mints a site's token: a JWT (RFC 7519) that says who its user is.
 *
 * @param claims who, in which role, reaching what
 * @param options the site's private key, the endpoint, and how long it lives in seconds (default 600)
 * @returns the compact JWT
 *
 * @example
 * ```ts
 * import { mintToken } from '@paraph/core/signing';
 * const key = { kid: 'site-1', alg: 'HS256', jwk: { kty: 'oct', k: 'c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA' } } as const;
 * const token = await mintToken({ subject: 'alice', role: 'learner' }, { key, audience: 'https://paraph.example/o/school/', now: Date.now() });
 * console.log(token.split('.').length); // 3
 * ```
 */
export async function mintToken(
  { subject, role, scope }: TokenClaims,
  options: {
    readonly key: Pick<SiteKey, 'kid' | 'alg' | 'jwk'>;
    readonly audience: string;
    readonly now: number;
    readonly seconds?: number;
  },
): Promise<string> {
  const { key, audience, now, seconds = 600 } = options;
  const issued = Math.floor(now / 1000);
  return new SignJWT({ role, ...(scope ? { scope } : {}) })
    .setProtectedHeader({ alg: key.alg, kid: key.kid, typ: 'JWT' })
    .setSubject(subject)
    .setAudience(audience)
    .setIssuedAt(issued)
    .setExpirationTime(issued + seconds)
    .sign(key.jwk);
}

/**
 * Checks a site's token: signed by the registered key that it names, by that key's algorithm, for this endpoint, now, for a role and scope that the key may claim.
 *
 * @param token the compact JWT
 * @param options `keyOf` finds a registered key by `kid`; `audience` is the endpoint's URL; `now` in milliseconds
 * @throws A {@link ParaphError} `token`, `role` or `scope`
 */
export async function verifyToken(
  token: string,
  options: {
    readonly keyOf: (kid: string) => SiteKey | undefined | Promise<SiteKey | undefined>;
    readonly audience: string;
    readonly now: number;
    readonly hash: Ports['hash'];
  },
): Promise<VerifiedToken> {
  const kid = readKid(token);
  const key = await options.keyOf(kid);
  if (!key) throw new ParaphError('token', 'The token is signed by a key that is not registered here.');
  const payload = await jwtVerify(token, key.jwk, {
    algorithms: [key.alg],
    audience: options.audience,
    currentDate: new Date(options.now),
    clockTolerance: toleranceSeconds,
    requiredClaims: ['sub', 'exp', 'iat', 'role'],
  }).then(
    (result) => result.payload,
    (cause: unknown) => {
      throw new ParaphError('token', 'The token is not valid: signature, audience or time does not fit.', { cause });
    },
  );
  const { sub, exp = 0, iat = 0 } = payload;
  // jose leaves the type of these open: they come from whoever has the site's key.
  if (typeof sub !== 'string' || sub === '' || sub.length > 200)
    throw new ParaphError('token', 'The token names nobody.');
  // Else a token could be minted today for an hour in ten years, and hold until then.
  if (iat > options.now / 1000 + toleranceSeconds)
    throw new ParaphError('token', 'The token was issued in the future: the site’s clock is wrong.');
  if (exp - iat > maxTokenSeconds)
    throw new ParaphError('token', `The token lives longer than ${maxTokenSeconds} seconds.`);
  const role = payload.role as TokenRole;
  if (!key.roles.includes(role)) throw new ParaphError('role', 'The token claims a role that its key may not claim.');
  const claimed = readScope(payload.scope);
  const scope: TokenScope = { ...claimed, ...key.scope };
  for (const name of scopeNames)
    if (claimed[name] !== undefined && claimed[name] !== scope[name])
      throw new ParaphError('scope', 'The token claims a scope that its key may not claim.');
  return { subject: sub, role, scope, kid, expires: exp * 1000, digest: digestOf(encodeUtf8(token), options.hash) };
}

function readKid(token: string): string {
  try {
    const [header = ''] = token.split('.');
    const { kid } = parseJson(decodeUtf8(decodeBase64url(header))) as { kid?: unknown };
    if (typeof kid === 'string') return kid;
  } catch (cause) {
    throw new ParaphError('token', 'The token is not a JWT.', { cause });
  }
  throw new ParaphError('token', 'The token names no key (kid).');
}

function readScope(scope: unknown): TokenScope {
  if (scope === undefined) return {};
  const isScope =
    typeof scope === 'object' &&
    scope !== null &&
    !Array.isArray(scope) &&
    // A limit that is not understood would be no limit.
    Object.keys(scope).every((name) => (scopeNames as readonly string[]).includes(name)) &&
    Object.values(scope).every((one) => typeof one === 'string');
  if (!isScope)
    throw new ParaphError('token', `The token’s scope is not an object of identifiers: ${scopeNames.join(', ')}.`);
  return scope as TokenScope;
}
