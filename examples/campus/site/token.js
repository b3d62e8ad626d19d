import { createPrivateKey, sign } from 'node:crypto';

/**
 * The five lines that a site's backend needs: a JWT that says who its user is, signed with its own key (ES256, RFC 7518 §3.4).
 *
 * @param {{ subject: string, role: 'learner' | 'trainer' | 'manager' }} user `subject` is the site's own id for the user
 * @param {{ key: object, kid: string, endpoint: string, seconds?: number }} options the site's private JWK, the name under which Paraph knows it
 */
export function mintToken({ subject, role }, { key, kid, endpoint, seconds = 600 }) {
  const encode = (part) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const text = `${encode({ alg: 'ES256', kid })}.${encode({ aud: endpoint, sub: subject, role, iat: now, exp: now + seconds })}`;
  const signature = sign('sha256', text, { key: createPrivateKey({ key, format: 'jwk' }), dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
}
