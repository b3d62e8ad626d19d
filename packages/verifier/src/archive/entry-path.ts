import { limits } from './limits.js';
import { Unreadable } from './unreadable.js';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
// Control and bidirectional characters make a name read otherwise than it is.
const unsafeCharacter = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\\:]/u;
const maxLength = 500;

/**
 * The path of an entry, if it is one that every system unpacks to the same place below the folder.
 *
 * @throws {@link Unreadable} `archive-path`
 */
export function readEntryPath(name: Uint8Array): string {
  let path: string;
  try {
    path = decoder.decode(name);
  } catch {
    throw new Unreadable('archive-path');
  }
  const segments = (path.endsWith('/') ? path.slice(0, -1) : path).split('/');
  const leaves = segments.some((segment) => segment === '' || segment === '.' || segment === '..');
  if (leaves || path.length > maxLength || unsafeCharacter.test(path)) throw new Unreadable('archive-path');
  return path;
}

/** Takes each path once, as systems that ignore case and normalise accents would. */
export class TakenPaths {
  readonly #taken = new Set<string>();

  /** @throws {@link Unreadable} `archive-twice`, or `archive-too-large` after too many */
  take(path: string): void {
    const folded = path.normalize('NFC').toLowerCase();
    if (this.#taken.has(folded)) throw new Unreadable('archive-twice');
    this.#taken.add(folded);
    if (this.#taken.size > limits.entries) throw new Unreadable('archive-too-large');
  }
}
