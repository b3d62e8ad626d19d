import { mediaTypes } from '@paraph/core/wire';
import type { Change } from '../organisation/changes.js';
import type { Organisation } from '../organisation/organisation.js';

export interface EventsOptions<T> {
  /** The event's name. */
  readonly name: string;
  /** What it carries: the whole view, so that a page that missed one is right again with the next. */
  readonly view: () => Promise<T>;
  /** Whether a change is of interest. */
  readonly concerns: (change: Change) => boolean;
  readonly signal: AbortSignal;
}

/** Milliseconds that changes are gathered before a view is made again, and between signs of life. */
const gathered = 150;
const heartbeat = 20_000;

/** Streams a view, now and after each change, in the form of server-sent events; read by fetch, so that a token can go with it. */
export function eventStream<T>(
  organisation: Organisation,
  { name, view, concerns, signal }: EventsOptions<T>,
): Response {
  const encoder = new TextEncoder();
  let stop = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let timer: NodeJS.Timeout | undefined;
      let ended = false;
      // The page may leave at any moment, also while a view is being made for it.
      const say = (line: string) => void (ended || controller.enqueue(encoder.encode(line)));
      const tell = async () => {
        timer = undefined;
        try {
          say(`event: ${name}\ndata: ${JSON.stringify(await view())}\n\n`);
        } catch {
          if (ended) return;
          stop();
          controller.close();
        }
      };
      const alive = setInterval(() => say(': \n\n'), heartbeat).unref();
      const forget = organisation.changes.listen((changes) => {
        if (changes.some(concerns)) timer ??= setTimeout(() => void tell(), gathered).unref();
      });
      stop = () => {
        ended = true;
        forget();
        clearInterval(alive);
        clearTimeout(timer);
      };
      signal.addEventListener('abort', () => stop());
      void tell();
    },
    cancel: () => stop(),
  });
  return new Response(body, {
    headers: {
      'content-type': mediaTypes.events,
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    },
  });
}
