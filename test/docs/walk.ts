import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Fence } from './fences.js';
import { mintWith } from './site-tokens.js';

const written = { server: 'http://localhost:8080', page: 'http://localhost:3000' };

/** Somebody who follows the README, with a folder, a server and a page of their own. */
export class Walk {
  readonly folder = mkdtempSync(join(tmpdir(), 'paraph-readme-'));
  readonly #port: number;
  readonly #pagePort: number;
  #server: ChildProcess | undefined;
  #page: Server | undefined;
  /** What the commands printed. */
  printed = '';

  private constructor(ports: readonly [number, number]) {
    [this.#port, this.#pagePort] = ports;
    // The ports of the README may be taken here. Everything else is typed as it stands there.
    const command = `"${process.execPath}" "${resolve('packages/server/dist/cli/paraph.js')}"`;
    const shim = `#!/bin/sh\nif [ "$1" = keys ] && [ "$2" != site ]; then set -- "$@" --url ${this.server}; fi\nexec ${command} "$@"\n`;
    writeFileSync(join(this.folder, 'paraph'), shim);
    chmodSync(join(this.folder, 'paraph'), 0o755);
  }

  static async begin(): Promise<Walk> {
    return new Walk([await freePort(), await freePort()]);
  }

  get server(): string {
    return `http://localhost:${this.#port}`;
  }

  get page(): string {
    return `http://localhost:${this.#pagePort}`;
  }

  /** A text of the README with the addresses of this walk. */
  here(text: string): string {
    return text.replaceAll(written.server, this.server).replaceAll(written.page, this.page);
  }

  /** Writes the plan with a half-day around now, as the README asks. */
  writePlan({ text }: Fence): void {
    const times = new Map([
      ['2026-11-24T09:00', parisTime(-60)],
      ['2026-11-24T12:30', parisTime(60)],
    ]);
    let plan = text;
    for (const [from, to] of times) plan = plan.replaceAll(from, to);
    assert.notEqual(plan, text);
    writeFileSync(join(this.folder, 'plan.json'), plan);
  }

  /** Types a snippet into a shell. */
  async type(fence: Fence): Promise<void> {
    const env = { ...process.env, PATH: `${this.folder}:${process.env.PATH}` };
    if (fence.words.includes('serve')) {
      this.#server = spawn('sh', ['-e', '-c', `exec ${fence.text.trim()}`], { cwd: this.folder, env, stdio: 'pipe' });
      let output = '';
      for (const stream of [this.#server.stdout, this.#server.stderr]) stream?.on('data', (text) => (output += text));
      await answers(`${this.server}/health`, () => output);
      return;
    }
    const child = spawn('sh', ['-e', '-c', this.here(fence.text)], { cwd: this.folder, env, stdio: 'pipe' });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (output += text));
    const code = await new Promise((done) => child.once('close', done));
    assert.equal(code, 0, `${fence.file}:${fence.line}\n${output}`);
    this.printed += output;
  }

  /** One of the values that `paraph keys site` prints. */
  value(name: 'kid' | 'secret' | 'aud'): string {
    return new RegExp(`^${name} +(\\S+)`, 'm').exec(this.printed)?.[1] ?? assert.fail(`no ${name} was printed`);
  }

  /** A token for Alice, as the README's backend mints it. */
  token(snippet: Fence): string {
    const values = { kid: this.value('kid'), secret: this.value('secret'), endpoint: this.value('aud'), user: 'alice' };
    return mintWith(snippet, values);
  }

  /** Serves the README's page under the README's policy, and the token that its backend answers. */
  async servePage({ html, policy, token }: { html: Fence; policy: Fence; token: Fence }): Promise<void> {
    const headers = { 'content-security-policy': this.here(policy.text.trim()) };
    this.#page = createServer((request, response) => {
      if (request.url === '/my/token') response.end(this.token(token));
      else response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(this.here(html.text));
    });
    await new Promise<void>((done) => this.#page?.listen(this.#pagePort, 'localhost', done));
  }

  /** Runs `paraph audit`. */
  audit(): string {
    const ran = spawnSync(join(this.folder, 'paraph'), ['audit'], { cwd: this.folder, encoding: 'utf8' });
    assert.equal(ran.status, 0, ran.stdout + ran.stderr);
    return ran.stdout;
  }

  async end(): Promise<void> {
    this.#page?.close();
    this.#page?.closeAllConnections();
    if (this.#server && this.#server.exitCode === null) {
      this.#server.kill('SIGTERM');
      await new Promise((done) => this.#server?.once('close', done));
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function parisTime(minutes: number): string {
  return new Date(Date.now() + minutes * 60_000)
    .toLocaleString('sv-SE', { timeZone: 'Europe/Paris' })
    .slice(0, 16)
    .replace(' ', 'T');
}

async function answers(url: string, output: () => string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (
      await fetch(url).then(
        (response) => response.ok,
        () => false,
      )
    )
      return;
    await new Promise((done) => setTimeout(done, 100));
  }
  assert.fail(`nothing answers at ${url}\n${output()}`);
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const socket = createSocket().listen(0, 'localhost', () => {
      const { port } = socket.address() as AddressInfo;
      socket.close(() => done(port));
    });
  });
}
