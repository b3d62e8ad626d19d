import { createHash } from 'node:crypto';

const everyPage = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};

/** Answers with a page under a strict policy: its own scripts, no frames around it, no third party. */
export function page(
  html: string,
  { status = 200, csp = strictPolicy() }: { readonly status?: number; readonly csp?: string } = {},
): Response {
  return new Response(html, {
    status,
    headers: {
      ...everyPage,
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy': csp,
    },
  });
}

/** What a page may load. */
export function strictPolicy({
  scripts = [],
  styles = [],
}: {
  readonly scripts?: readonly string[];
  readonly styles?: readonly string[];
} = {}): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${scripts.join(' ')}`.trim(),
    `style-src 'self' ${styles.join(' ')}`.trim(),
    "img-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The policy of a page that carries its scripts and styles inside: each is allowed by its hash, and no other. */
export function policyOfSingleFile(html: string): string {
  const hashes = (tag: string) =>
    [...html.matchAll(new RegExp(`<${tag}(?:\\s[^>]*)?>([\\s\\S]*?)</${tag}>`, 'g'))].map(
      ([, body = '']) => `'sha256-${createHash('sha256').update(body).digest('base64')}'`,
    );
  return strictPolicy({ scripts: hashes('script'), styles: hashes('style') });
}

/** Text inside HTML. */
export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
