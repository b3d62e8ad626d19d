import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Failure } from './failure.js';

const command = fileURLToPath(import.meta.resolve('@paraph/server/package.json')).replace(
  /package\.json$/,
  'dist/cli/paraph.js',
);

/** Fails with what to do where the project was not built. */
export function needBuild() {
  if (!existsSync(command)) throw new Failure('The project is not built.', 'Run: npm ci && npm start');
}

/**
 * Runs one `paraph` command, as an operator would in a terminal.
 *
 * @param {readonly string[]} args
 * @returns {Promise<string>} what it printed
 */
export async function paraph(args) {
  const child = spawn(process.execPath, [command, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0)
    throw new Failure(
      `paraph ${args[0]} ended with code ${code}:\n${indent(output)}`,
      'If it goes on: remove the folder .data, which starts the campus anew.',
    );
  return output;
}

/** A Paraph server as a process of its own. */
export class ParaphServer {
  #child;
  #ended;
  #log;

  /** @param {readonly string[]} args @param {string} log the file that gets what it prints */
  constructor(args, log) {
    const file = openSync(log, 'w');
    this.#log = log;
    this.#child = spawn(process.execPath, [command, 'serve', ...args], { stdio: ['ignore', file, file] });
    closeSync(file);
    this.#ended = new Promise((resolve) => {
      this.#child.once('error', resolve).once('exit', resolve);
    });
  }

  /** Settles when the process ends. */
  get ended() {
    return this.#ended;
  }

  /** Waits until it answers. */
  async ready(url, { seconds = 30 } = {}) {
    const until = Date.now() + seconds * 1000;
    while (Date.now() < until) {
      if (await isHealthy(url)) return;
      if (await Promise.race([this.#ended.then(() => true), pause(50, false)])) break;
    }
    throw new Failure(
      `The Paraph server does not answer at ${url}:\n${indent(this.lastWords())}`,
      `Its whole log is in ${this.#log}.`,
    );
  }

  /** The end of its log. */
  lastWords() {
    return readFileSync(this.#log, 'utf8').trim().split('\n').slice(-8).join('\n');
  }

  /** Lets it finish what it does, and waits for it. */
  async stop() {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill('SIGTERM');
    await this.#ended;
  }
}

async function isHealthy(url) {
  try {
    return (await fetch(`${url}/health`, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}

const indent = (text) => text.trim().replaceAll(/^/gm, '    ');
