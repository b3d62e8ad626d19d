import { parseArgs } from 'node:util';
import { isParaphError } from '@paraph/core/errors';
import { audit } from './audit.js';
import type { Command, Output } from './command.js';
import { importCommand } from './import.js';
import { keys } from './keys.js';
import { serve } from './serve.js';
import { token } from './token.js';
import { verify } from './verify.js';

const commands: readonly Command[] = [keys, serve, importCommand, token, verify, audit];

const out: Output = {
  say: (line) => void process.stdout.write(`${line}\n`),
  warn: (line) => void process.stderr.write(`${line}\n`),
};

/**
 * Runs one command.
 *
 * @param name the command's; without one, all are listed
 * @returns the exit code: 64 when the call itself is wrong (sysexits.h, EX_USAGE)
 */
export async function runCommand(name: string | undefined, args: readonly string[]): Promise<number> {
  const command = commands.find((one) => one.name === name);
  if (!command) {
    out.say(overview());
    return name === undefined || name === '--help' || name === 'help' ? 0 : 64;
  }
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...command.options, help: { type: 'boolean' } },
      allowPositionals: true,
    });
    if (values.help) {
      out.say(helpOf(command));
      return 0;
    }
    return await command.run({ values, positionals }, out);
  } catch (error) {
    const misuse = isParaphError(error, 'misuse') || (error instanceof TypeError && 'code' in error);
    out.warn(`paraph ${command.name}: ${error instanceof Error ? error.message : String(error)}`);
    if (misuse) out.warn(`paraph ${command.name} --help says more.`);
    else if (!isParaphError(error)) throw error;
    return misuse ? 64 : 1;
  }
}

function overview(): string {
  const lines = commands.map(({ name, summary }) => `  paraph ${name.padEnd(8)} ${summary}`);
  return `Paraph: signed records of attendance, surveys and certificates\n\n${lines.join('\n')}\n\nparaph COMMAND --help says more.`;
}

function helpOf({ name, usage, summary, help, options }: Command): string {
  const lines = Object.entries(options).map(
    ([option, { type, about }]) => `  --${`${option}${type === 'string' ? ' …' : ''}`.padEnd(18)} ${about}`,
  );
  return [`paraph ${name} ${usage}`.trim(), `  ${summary}`, ...(help ? ['', help] : []), '', ...lines].join('\n');
}
