import { ParaphError } from '../errors.js';
import { decodeUtf8 } from './utf8.js';

/** What {@link parseJson} may be asked beyond the rules of the format. */
export interface ParseOptions {
  /** Refuse white space between tokens, as a bundle does. Default `false`. */
  readonly compact?: boolean;
}

const whiteSpace = /[ \t\n\r]*/y;
const plainString = /"[^"\\\p{Cc}]*"/uy;
const integer = /-?(?:0|[1-9][0-9]*)(?![0-9.eE])/y;
const literal = /true|false|null/y;
const loneSurrogate = /\p{Surrogate}/u;
const maxDepth = 32;

/**
 * Parses JSON as the format allows it: UTF-8 without BOM, no name twice in one object (compared after unescaping), no lone surrogates,
 * whole numbers within ±(2⁵³−1) and no other, at most 32 levels. Stricter than RFC 8259, so that every reader reads the same.
 *
 * @param source bytes, or text that was decoded strictly
 * @returns the value
 * @throws A {@link ParaphError} `malformed`
 *
 * @example
 * ```ts
 * import { parseJson } from '@paraph/core/signing';
 * try { parseJson('{"a":1,"a":2}'); } catch (error) { console.log(error.code); } // malformed
 * ```
 */
export function parseJson(source: string | Uint8Array, { compact = false }: ParseOptions = {}): unknown {
  const text = typeof source === 'string' ? source : decodeUtf8(source);
  if (loneSurrogate.test(text)) throw malformed('a lone surrogate');
  new Scanner(text, compact).document();
  // Scanned first, because JSON.parse keeps the last of two equal names and says nothing.
  return JSON.parse(text);
}

const malformed = (what: string) => new ParaphError('malformed', `Not the JSON that the format allows: ${what}.`);

function readString(string: string): string {
  try {
    return JSON.parse(string) as string;
  } catch (cause) {
    throw new ParaphError('malformed', 'A string has a control character or an escape that JSON does not know.', {
      cause,
    });
  }
}

class Scanner {
  readonly #text: string;
  readonly #compact: boolean;
  #at = 0;

  constructor(text: string, compact: boolean) {
    this.#text = text;
    this.#compact = compact;
  }

  document(): void {
    this.#value(1);
    this.#space();
    if (this.#at !== this.#text.length) throw malformed(`something follows at ${this.#at}`);
  }

  #value(depth: number): void {
    this.#space();
    switch (this.#text[this.#at]) {
      case '{':
        this.#object(depth);
        break;
      case '[':
        this.#array(depth);
        break;
      case '"':
        this.#string();
        break;
      case 't':
      case 'f':
      case 'n':
        this.#take(literal);
        break;
      default:
        this.#number();
    }
  }

  #object(depth: number): void {
    this.#enter(depth);
    if (this.#empty('}')) return;
    const names = new Set<string>();
    while (true) {
      this.#space();
      const name = this.#string();
      if (names.has(name)) throw malformed('a name stands twice in one object');
      names.add(name);
      this.#space();
      this.#expect(':');
      this.#value(depth + 1);
      if (this.#ended('}')) return;
    }
  }

  #array(depth: number): void {
    this.#enter(depth);
    if (this.#empty(']')) return;
    while (true) {
      this.#value(depth + 1);
      if (this.#ended(']')) return;
    }
  }

  #enter(depth: number): void {
    if (depth > maxDepth) throw malformed(`more than ${maxDepth} levels`);
    this.#at++;
  }

  #empty(close: string): boolean {
    this.#space();
    if (this.#text[this.#at] !== close) return false;
    this.#at++;
    return true;
  }

  #ended(close: string): boolean {
    this.#space();
    const next = this.#text[this.#at++];
    if (next !== close && next !== ',') throw malformed(`"," or "${close}" expected at ${this.#at - 1}`);
    return next === close;
  }

  #string(): string {
    plainString.lastIndex = this.#at;
    const plain = plainString.exec(this.#text);
    if (plain) {
      this.#at = plainString.lastIndex;
      return plain[0].slice(1, -1);
    }
    const end = this.#endOfString();
    const value = readString(this.#text.slice(this.#at, end));
    this.#at = end;
    if (loneSurrogate.test(value)) throw malformed('a lone surrogate');
    return value;
  }

  /** Past the first quotation mark that no backslash escapes. Searched for, because a regular expression overflows the stack on a long string. */
  #endOfString(): number {
    this.#peek('"');
    let quote = this.#at;
    let slashes: number;
    do {
      quote = this.#text.indexOf('"', quote + 1);
      if (quote < 0) throw malformed(`a string without end at ${this.#at}`);
      slashes = 0;
      while (this.#text[quote - 1 - slashes] === '\\') slashes++;
    } while (slashes % 2 === 1);
    return quote + 1;
  }

  #number(): void {
    const text = this.#take(integer);
    if (text === '-0' || !Number.isSafeInteger(Number(text)))
      throw malformed('a number that is not a whole number within ±(2⁵³−1)');
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (!match) throw malformed(`unexpected at ${this.#at}`);
    this.#at = pattern.lastIndex;
    return match[0];
  }

  #expect(character: string): void {
    this.#peek(character);
    this.#at++;
  }

  #peek(character: string): void {
    if (this.#text[this.#at] !== character) throw malformed(`"${character}" expected at ${this.#at}`);
  }

  #space(): void {
    // Most tokens follow at once; everything that is not white space is above U+0020.
    if (this.#compact || this.#text.charCodeAt(this.#at) > 0x20) return;
    whiteSpace.lastIndex = this.#at;
    whiteSpace.exec(this.#text);
    this.#at = whiteSpace.lastIndex;
  }
}
