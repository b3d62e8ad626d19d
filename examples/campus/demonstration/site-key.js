import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The campus's own key, made once and kept by the campus. Paraph gets its public half, and nothing else.
 *
 * @param {string} folder
 * @returns {{ privateJwk: object, publicFile: string }}
 */
export function siteKey(folder) {
  const privateFile = join(folder, 'private.jwk.json');
  const publicFile = join(folder, 'public.jwk.json');
  if (!existsSync(privateFile)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    writeFileSync(publicFile, JSON.stringify(publicKey.export({ format: 'jwk' })));
    writeFileSync(privateFile, JSON.stringify(privateKey.export({ format: 'jwk' })), { mode: 0o600 });
  }
  return { privateJwk: JSON.parse(readFileSync(privateFile, 'utf8')), publicFile };
}
