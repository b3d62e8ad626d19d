import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const paraphFile = fileURLToPath(new URL('./cli/paraph.js', import.meta.resolve('@paraph/server')));
const run = promisify(execFile);

/** What a command said, and its exit code. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** Runs `paraph` to its end. */
export async function paraph(args: readonly string[], { cwd }: { readonly cwd: string }): Promise<Said> {
  return run(process.execPath, [paraphFile, ...args], { cwd }).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, error: stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      out: stdout,
      error: stderr,
    }),
  );
}

/** A `paraph serve` process on a folder of its own, that can be killed and started again. */
export class ServerProcess {
  readonly folder: string;
  readonly port: number;
  #child: ChildProcess | undefined;
  output = '';

  private constructor(folder: string, port: number) {
    this.folder = folder;
    this.port = port;
  }

  /** Makes the keys, and registers `siteKey`-like secrets by `paraph keys site`. */
  static async make(): Promise<ServerProcess> {
    const folder = await mkdtemp(join(tmpdir(), 'paraph-process-'));
    const port = await freePort();
    const made = await paraph(['keys', '--name', 'Campus Lilas', '--url', `http://localhost:${port}`], { cwd: folder });
    if (made.code !== 0) throw new Error(made.error);
    return new ServerProcess(folder, port);
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  get endpoint(): string {
    return `${this.url}/o/school/`;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Starts it; resolves when it listens. `before` are words before the command, such as a tracer. */
  async start({ before = [] }: { readonly before?: readonly string[] } = {}): Promise<void> {
    const [command, ...args] = [...before, process.execPath, paraphFile, 'serve'];
    const child = spawn(command as string, args, { cwd: this.folder, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    this.output = '';
    await new Promise<void>((resolve, reject) => {
      child.stdout?.on('data', (chunk) => {
        this.output += chunk;
        if (this.output.includes('Paraph on')) resolve();
      });
      child.stderr?.on('data', (chunk) => {
        this.output += chunk;
      });
      child.once('exit', (code) => reject(new Error(`paraph serve ended with ${code}: ${this.output}`)));
    });
  }

  /** Ends it by a signal, and waits for its end. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    return new Promise((resolve) => {
      child.once('exit', (code) => resolve(code));
      child.kill(signal);
    });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, 'localhost', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
