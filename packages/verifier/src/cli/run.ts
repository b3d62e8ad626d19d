/**
 * The command `paraph-verify`, for other commands to offer too.
 *
 * @module command
 */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { type Report, writeReport } from '@paraph/core/bundle';
import { limits } from '../archive/limits.js';
import { writeReportText } from '../render/render-text.js';
import { type Language, languageOf, languages, Speech } from '../texts/speak.js';
import { type VerifierInput, verify } from '../verify.js';

/** Where the command writes, and what it reads of its surroundings. */
export interface CommandPorts {
  /** Takes what the command says. */
  readonly write: (text: string) => void;
  /** Takes what went wrong. */
  readonly complain: (text: string) => void;
  /** Variables such as `LANG`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Exit code when the command itself is wrong: not 1, which says that a verification failed (sysexits.h, EX_USAGE). */
const misused = 64;

/** Those of the process. */
const ofProcess: CommandPorts = {
  write: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
  environment: process.env,
};

/**
 * Runs the command `paraph-verify`.
 *
 * @param args its arguments, without the program's
 * @param ports where it writes; default: the process
 * @returns the exit code: that of the report, or 64 when the command itself is wrong
 *
 * @example
 * ```ts
 * import { runVerifier } from '@paraph/verifier/command';
 * console.log(await runVerifier(['--version'])); // 0, after the version
 * ```
 */
export async function runVerifier(args: readonly string[], ports: CommandPorts = ofProcess): Promise<number> {
  const { write, complain, environment } = ports;
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  const system = [LC_ALL, LC_MESSAGES, LANG].find((locale) => locale !== undefined && locale !== '');
  let speech = new Speech(languageOf(system));
  const refuse = (text: string): number => {
    complain(`${text}\n`);
    return misused;
  };
  let parsed: ReturnType<typeof readArguments>;
  try {
    parsed = readArguments(args);
  } catch (error) {
    return refuse((error as Error).message);
  }
  const { values, positionals } = parsed;
  const { command } = speech.texts;
  if (values.language !== undefined) {
    if (!Object.hasOwn(languages, values.language))
      return refuse(speech.fill(command.language, { value: values.language }));
    speech = new Speech(values.language as Language);
  }
  return answer({ values, positionals, speech, locale: localeOf(system), refuse, write });
}

function readArguments(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      fingerprint: { type: 'string' },
      from: { type: 'string' },
      json: { type: 'boolean', default: false },
      language: { type: 'string' },
      zone: { type: 'string' },
      version: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
}

interface Asked {
  readonly values: ReturnType<typeof readArguments>['values'];
  readonly positionals: readonly string[];
  readonly speech: Speech;
  readonly locale: string | undefined;
  readonly refuse: (text: string) => number;
  readonly write: (text: string) => void;
}

async function answer({ values, positionals, speech, locale, refuse, write }: Asked): Promise<number> {
  const { command } = speech.texts;
  const { fingerprint, from, zone } = values;
  if (values.help) {
    write(`${speech.typeset(command.usage)}\n`);
    return 0;
  }
  if (values.version) {
    write(`${await version()}\n`);
    return 0;
  }
  if (positionals.length === 0) return refuse(speech.typeset(command.noFiles));
  if (fingerprint !== undefined && from === undefined) return refuse(speech.typeset(command.needsFrom));
  if (from !== undefined && fingerprint === undefined) return refuse(speech.typeset(command.needsFingerprint));
  if (zone !== undefined && !isZone(zone)) return refuse(speech.fill(command.zone, { value: zone }));
  const inputs: VerifierInput[] = [];
  for (const path of positionals) {
    const input = await read(path, speech);
    if (typeof input === 'string') return refuse(input);
    inputs.push(input);
  }
  const report = await verify(inputs, {
    ...(fingerprint === undefined ? {} : { fingerprint }),
    ...(from === undefined ? {} : { from }),
  });
  write(values.json ? writeReport(report) : text(report, { speech, zone, locale }));
  return report.exitCode;
}

function text(
  report: Report,
  { speech, zone, locale }: { speech: Speech; zone: string | undefined; locale: string | undefined },
): string {
  return writeReportText(report, {
    language: speech.language,
    ...(zone === undefined ? {} : { zone }),
    ...(locale === undefined ? {} : { locale }),
  });
}

/** A file, or the sentence that says why it can't be read. */
async function read(path: string, speech: Speech): Promise<VerifierInput | string> {
  const { command } = speech.texts;
  const name = basename(path);
  try {
    const about = await stat(path);
    if (about.isDirectory()) return speech.fill(command.isFolder, { name: path });
    if (about.size > limits.fileBytes) return speech.fill(command.tooLarge, { name: path });
    return { name, bytes: new Uint8Array(await readFile(path)) };
  } catch (error) {
    return speech.fill(command.cannotOpen, { name: path, cause: (error as NodeJS.ErrnoException).code ?? 'error' });
  }
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** `fr_CA.UTF-8` is `fr-CA`; `C` and `POSIX` are none. */
function localeOf(system: string | undefined): string | undefined {
  const tag = /^[a-z]{2,3}_[A-Z]{2}/.exec(system ?? '')?.[0];
  return tag?.replace('_', '-');
}

async function version(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
