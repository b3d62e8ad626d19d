import { globSync, readFileSync } from 'node:fs';

/** One fenced block of a Markdown file. */
export interface Fence {
  /** The file, from the root of the repository. */
  readonly file: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
  /** The first word after the fence. */
  readonly language: string;
  /** The words after it: how the block is tried. */
  readonly words: readonly string[];
  /** Why it isn't run: what stands after `norun:`. */
  readonly reason: string | undefined;
  readonly text: string;
}

/** The Markdown whose snippets are tried. */
export function documents(): string[] {
  return globSync(['README.md', 'docs/*.md', 'docs/decisions/*.md', 'packages/*/README.md']).sort();
}

/** All fenced blocks of a Markdown file, in order. */
export function fencesOf(file: string): Fence[] {
  const fences: Fence[] = [];
  let open: { info: string; line: number; lines: string[] } | undefined;
  for (const [at, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    const fence = /^ {0,3}```(.*)$/.exec(line);
    if (open === undefined && fence) open = { info: (fence[1] ?? '').trim(), line: at + 1, lines: [] };
    else if (open !== undefined && fence) {
      fences.push(fenceOf(file, open));
      open = undefined;
    } else open?.lines.push(line);
  }
  if (open !== undefined) throw new Error(`${file}:${open.line}: this fence is never closed`);
  return fences;
}

function fenceOf(file: string, { info, line, lines }: { info: string; line: number; lines: string[] }): Fence {
  const [before = '', reason] = info.split(/\bnorun:/);
  const [language = '', ...words] = before.trim().split(/\s+/);
  return { file, line, language, words, reason: reason?.trim(), text: `${lines.join('\n')}\n` };
}
