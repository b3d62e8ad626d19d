import { connect, type Socket } from 'node:net';

/** What came back over a connection. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/**
 * One keep-alive connection of the generator: one request at a time, answered with a content length.
 * Bare, because what the generator takes of the two cores the server doesn't get.
 */
export class KeepAliveConnection {
  readonly #socket: Socket;
  readonly #head: string;
  #read: Buffer = Buffer.alloc(0);
  #waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined;

  private constructor(socket: Socket, head: string) {
    this.#socket = socket;
    this.#head = head;
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('error', (error) => this.#waiting?.reject(error));
    socket.on('close', () => this.#waiting?.reject(new Error('The server closed the connection.')));
  }

  /** @param url what is posted to, on this machine. @param headers that every request has */
  static open(url: URL, headers: Readonly<Record<string, string>>): Promise<KeepAliveConnection> {
    const lines = Object.entries({ host: url.host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
    return new Promise((resolve, reject) => {
      const socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true });
      socket.once('error', reject);
      socket.once('connect', () =>
        resolve(new KeepAliveConnection(socket, `POST ${url.pathname} HTTP/1.1\r\n${lines.join('')}`)),
      );
    });
  }

  /** Posts a body of ASCII characters. */
  post(body: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
    let head = `${this.#head}content-length: ${body.length}\r\n`;
    for (const name in headers) head += `${name}: ${headers[name]}\r\n`;
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(`${head}\r\n${body}`, 'latin1');
    });
  }

  close(): void {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#read = this.#read.length === 0 ? chunk : Buffer.concat([this.#read, chunk]);
    const end = this.#read.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = this.#read.toString('latin1', 0, end);
    const length = Number(/^content-length: (\d+)/im.exec(head)?.[1]);
    if (this.#read.length < end + 4 + length) return;
    const waiting = this.#waiting;
    const answer = { status: Number(head.slice(9, 12)), body: this.#read.toString('utf8', end + 4, end + 4 + length) };
    this.#read = Buffer.alloc(0);
    if (Number.isNaN(length)) waiting?.reject(new Error('An answer without its length.'));
    else waiting?.resolve(answer);
  }
}
