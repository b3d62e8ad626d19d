import type { ParseArgsConfig } from 'node:util';

/** One command of `paraph`. */
export interface Command {
  readonly name: string;
  /** After the name, in the usage line. */
  readonly usage: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What `--help` adds. */
  readonly help?: string;
  readonly options: Readonly<Record<string, Option>>;
  /** @returns the exit code */
  readonly run: (given: Given, out: Output) => Promise<number>;
}

/** An option with what `--help` says of it. */
export type Option = NonNullable<ParseArgsConfig['options']>[string] & { readonly about: string };

/** What was typed. */
export interface Given {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
}

/** Where a command speaks. */
export interface Output {
  readonly say: (line: string) => void;
  readonly warn: (line: string) => void;
}

/** A text option, or undefined. */
export const textOf = ({ values }: Given, name: string): string | undefined => {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
};

/** An option that may be given several times, or as a list with commas. */
export const listOf = ({ values }: Given, name: string): string[] => {
  const value = values[name];
  const given = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return given.flatMap((one) => String(one).split(',')).filter((one) => one !== '');
};

/** The option that all commands share. */
export const dataOption: Option = {
  type: 'string',
  about: 'folder with the database and the keys (default .paraph, or PARAPH_DATA)',
};

/** The folder that was meant. */
export const dataFolder = (given: Given): string => textOf(given, 'data') ?? process.env.PARAPH_DATA ?? '.paraph';
