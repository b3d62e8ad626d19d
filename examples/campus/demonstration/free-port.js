import { createServer } from 'node:net';
import { Failure } from './failure.js';

/** Fails with what to do when something else listens on a port of this machine. */
export async function needFree(port) {
  // On all addresses: a program that listens on ::1 only would otherwise be met by a browser, and not by this check.
  for (const host of ['127.0.0.1', '::1']) {
    const code = await new Promise((resolve) => {
      const server = createServer();
      server.once('error', (error) => resolve(error.code));
      server.listen(port, host, () => server.close(() => resolve(undefined)));
    });
    if (code === 'EADDRINUSE')
      throw new Failure(
        `Port ${port} is taken by another program.`,
        `Stop it, or choose other ports: PORT=5180 npm start (takes 5180 and 5181).`,
      );
    if (code === 'EACCES')
      throw new Failure(`Port ${port} may not be used.`, 'Choose one above 1023: PORT=5180 npm start.');
  }
}
