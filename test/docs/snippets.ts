import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import type { Fence } from './fences.js';

/** Where snippets are written: inside the repository, so that they find the packages as a site's own code would. */
const folder = resolve('test/dist/snippets');

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: ['node'],
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  noEmit: true,
};

/** A file for one snippet. */
export function writeSnippet({ file, line, text }: Fence, ending: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${file.replaceAll(/[/.]/g, '-')}-${line}.${ending}`);
  writeFileSync(path, text);
  return path;
}

/** Forgets what an earlier run wrote. */
export function clearSnippets(): void {
  rmSync(folder, { recursive: true, force: true });
}

/** What TypeScript finds wrong, by the snippet's file. All are compiled in one program: to start one costs more than to check them. */
export function typeErrors(fences: readonly Fence[]): Map<Fence, string[]> {
  const paths = new Map(fences.map((fence) => [writeSnippet(fence, 'mts'), fence]));
  const program = ts.createProgram([...paths.keys()], options);
  const errors = new Map<Fence, string[]>(fences.map((fence) => [fence, []]));
  for (const found of ts.getPreEmitDiagnostics(program)) {
    const fence = found.file && paths.get(resolve(found.file.fileName));
    const line = found.file ? found.file.getLineAndCharacterOfPosition(found.start ?? 0).line + 1 : 0;
    const message = `line ${line} of the snippet: ${ts.flattenDiagnosticMessageText(found.messageText, '\n')}`;
    if (fence) errors.get(fence)?.push(message);
    else throw new Error(message);
  }
  return errors;
}

/** Runs JavaScript, or TypeScript without its types, in Node; holds what it prints against the comments behind its `console.log`s. */
export function runInNode(fence: Fence): void {
  const isTyped = fence.language === 'ts';
  const code = isTyped
    ? ts.transpileModule(fence.text, { compilerOptions: { ...options, module: ts.ModuleKind.ESNext, noEmit: false } })
        .outputText
    : fence.text;
  const path = writeSnippet({ ...fence, text: code }, 'mjs');
  // A snippet that writes does so in a folder of its own; the others read files of the repository.
  const cwd = fence.words.includes('folder') ? mkdtempSync(join(tmpdir(), 'paraph-snippet-')) : process.cwd();
  const ran = spawnSync(process.execPath, [path], { cwd, encoding: 'utf8', timeout: 60_000 });
  if (cwd !== process.cwd()) rmSync(cwd, { recursive: true, force: true });
  assert.equal(ran.status, 0, ran.stderr);
  const printed = ran.stdout.split('\n');
  const expected = [...fence.text.matchAll(/^\s*console\.log\(.*\);\s*\/\/ (.+)$/gm)].map(([, text]) => text as string);
  for (const [at, text] of expected.entries()) if (!text.includes('…')) assert.equal(printed[at], text);
}

/** Runs a shell snippet at the root of the repository. */
export function runInShell({ text }: Fence): void {
  const ran = spawnSync('sh', ['-e', '-c', text], { encoding: 'utf8', timeout: 60_000 });
  assert.equal(ran.status, 0, ran.stdout + ran.stderr);
}
