import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const start = fileURLToPath(new URL('../../../examples/campus/start.js', import.meta.url));

/** The campus as `npm start` brings it up: real processes on ports of their own. */
export class Campus {
  readonly port: number;
  readonly data: string;
  #child: ChildProcess | undefined;
  #output = '';

  private constructor(port: number, data: string) {
    this.port = port;
    this.data = data;
  }

  /** On free ports, in an empty folder. */
  static async open(): Promise<Campus> {
    const campus = new Campus(await freePorts(), mkdtempSync(join(tmpdir(), 'paraph-campus-')));
    await campus.start();
    return campus;
  }

  /** Starts it, and waits until it has said where its pages are. */
  async start(): Promise<void> {
    this.#output = '';
    const child = spawn(process.execPath, [start, '--data', this.data, '--port', `${this.port}`]);
    this.#child = child;
    await new Promise<void>((ready, failed) => {
      const hear = (text: Buffer) => {
        this.#output += text.toString();
        if (this.#output.includes('Ctrl-C stops it')) ready();
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('exit', (code) => failed(new Error(`the campus ended with ${code}:\n${this.#output}`)));
    });
  }

  /** What it has printed since its last start. */
  get output(): string {
    return this.#output;
  }

  /** Ends it as Ctrl-C does. @returns its exit code */
  async stop(): Promise<number | null> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null) return child?.exitCode ?? null;
    child.kill('SIGINT');
    await once(child, 'exit');
    return child.exitCode;
  }

  /** Ends it, and removes its folder. */
  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.data, { recursive: true, force: true });
  }

  get paraph(): string {
    return `http://localhost:${this.port}`;
  }

  get site(): string {
    return `http://localhost:${this.port + 1}`;
  }
}

/** The first of two neighbouring ports that nobody listens on. */
async function freePorts(): Promise<number> {
  for (let tries = 0; tries < 50; tries += 1) {
    const port = 20_000 + Math.floor(Math.random() * 20_000);
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  }
  throw new Error('no two neighbouring ports are free');
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, 'localhost', () => server.close(() => resolve(true)));
  });
}
