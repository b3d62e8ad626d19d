import { ParaphError } from '@paraph/core/errors';
import { decodeUtf8 } from '@paraph/core/signing';
import { mediaTypes, problemOf } from '@paraph/core/wire';

/** On every answer: what is said here is for one person, now. */
const everyAnswer = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** Answers with JSON. */
export function json(value: unknown, { status = 200 }: { readonly status?: number } = {}): Response {
  return new Response(JSON.stringify(value), { status, headers: { ...everyAnswer, 'content-type': mediaTypes.json } });
}

/** Answers with text that is sent as it stands. */
export function text(
  body: string | Uint8Array<ArrayBuffer>,
  {
    type,
    status = 200,
    headers = {},
  }: { readonly type: string; readonly status?: number; readonly headers?: Readonly<Record<string, string>> },
): Response {
  return new Response(body, { status, headers: { ...everyAnswer, 'content-type': type, ...headers } });
}

/** Answers with a problem document. */
export function problem(error: unknown): Response {
  const document = problemOf(error);
  const challenge: Record<string, string> = document.status === 401 ? { 'www-authenticate': 'Bearer' } : {};
  return text(JSON.stringify(document), { type: mediaTypes.problem, status: document.status, headers: challenge });
}

/** Offers a file to be kept, never opened in place. */
export function download(
  bytes: Uint8Array<ArrayBuffer> | string,
  { type, name }: { readonly type: string; readonly name: string },
): Response {
  const ascii = name.replaceAll(/[^\w.-]/g, '_');
  return text(bytes, {
    type,
    headers: { 'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name)}` },
  });
}

/**
 * Reads a body of a limited size.
 *
 * @throws A {@link ParaphError} `media-type`, `too-large`, or `malformed` when it isn't UTF-8
 */
export async function bodyOf(
  request: Request,
  { accepts, limit }: { readonly accepts: readonly string[]; readonly limit: number },
): Promise<{ readonly text: string; readonly type: string }> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (!accepts.includes(type))
    throw new ParaphError('media-type', `Send it as ${accepts.join(' or ')}, not as ${type || 'nothing'}.`);
  const tooLarge = () => new ParaphError('too-large', `At most ${limit} bytes are taken here.`, { limit });
  // Refused before it is read where it says how long it is; counted in any case, since that may be wrong.
  if (Number(request.headers.get('content-length')) > limit) throw tooLarge();
  if (request.headers.has('content-length')) {
    const bytes = new Uint8Array(await request.arrayBuffer());
    if (bytes.length > limit) throw tooLarge();
    return { text: decodeUtf8(bytes), type };
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.length;
    if (size > limit) throw tooLarge();
    parts.push(part);
  }
  return { text: decodeUtf8(Buffer.concat(parts)), type };
}
