import { existsSync, readFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** What a mark remembers of one ledger. */
export interface Marked {
  readonly log: string;
  readonly size: number;
  /** base64, as in the note. */
  readonly root: string;
}

/**
 * The file outside the database that remembers the largest checkpoint signed of each ledger, and every `key` record: so that a
 * database restored from a backup can't go on as if nothing had been signed after it (format.md, Mark).
 */
export class Mark {
  readonly #file: string;
  readonly #largest = new Map<string, Marked>();
  #handle: FileHandle | undefined;
  /** A crash or a full disk cut the last line off: the next one begins on a line of its own, or it could not be read either. */
  #cutOff = false;

  constructor(file: string) {
    this.#file = file;
    if (!existsSync(file)) return;
    const text = readFileSync(file, 'utf8');
    this.#cutOff = text !== '' && !text.endsWith('\n');
    for (const line of text.split('\n')) {
      const marked = readLine(line);
      if (marked && marked.size >= (this.#largest.get(marked.log)?.size ?? 0)) this.#largest.set(marked.log, marked);
    }
  }

  largest(log: string): Marked | undefined {
    return this.#largest.get(log);
  }

  /** Appends a checkpoint, and resolves when it is on the disk. */
  async checkpoint(marked: Marked): Promise<void> {
    await this.#append({ log: marked.log, size: marked.size, root: marked.root });
    this.#largest.set(marked.log, marked);
  }

  /** Appends a `key` record as it stands in the ledger, and resolves when it is on the disk. */
  async key(record: string): Promise<void> {
    await this.#append({ key: JSON.parse(record) });
  }

  async close(): Promise<void> {
    await this.#handle?.close();
    this.#handle = undefined;
  }

  async #append(line: object): Promise<void> {
    this.#handle ??= await open(this.#file, 'a', 0o600);
    const before = this.#cutOff ? '\n' : '';
    this.#cutOff = true;
    await this.#handle.writeFile(`${before}${JSON.stringify(line)}\n`);
    this.#cutOff = false;
    await this.#handle.datasync();
  }
}

/** A line that was cut off by a crash says nothing: what it marks was not served yet. */
function readLine(line: string): Marked | undefined {
  try {
    const { log, size, root } = JSON.parse(line) as Partial<Marked>;
    return typeof log === 'string' && typeof size === 'number' && typeof root === 'string'
      ? { log, size, root }
      : undefined;
  } catch {
    return undefined;
  }
}
