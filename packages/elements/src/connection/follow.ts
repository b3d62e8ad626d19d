import { ParaphError } from '@paraph/core/errors';
import { mediaTypes } from '@paraph/core/wire';
import type { Connection } from './connection.js';
import { readEvents } from './event-stream.js';

/** What is told of a stream that is followed. */
export interface FollowOptions<T> {
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Given the JSON of each event. */
  readonly onData: (data: T) => void;
  /** Told when the stream broke, and with `false` when it runs again. */
  readonly onLost: (lost: boolean) => void;
}

/** Follows live events until the signal ends it; asks again when the stream breaks, later each time. */
export async function follow<T>(
  connection: Connection,
  path: string,
  { signal, onData, onLost }: FollowOptions<T>,
): Promise<void> {
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      const { body } = await connection.request(path, { accept: mediaTypes.events, signal });
      if (body === null) return;
      onLost(false);
      for await (const { data } of readEvents(body)) {
        failures = 0;
        onData(JSON.parse(data) as T);
      }
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ParaphError && ['role', 'scope', 'not-found'].includes(error.code)) throw error;
    }
    if (signal.aborted) return;
    onLost(true);
    await new Promise((resolve) => setTimeout(resolve, Math.min(1_000 * 2 ** failures, 30_000)));
  }
}
