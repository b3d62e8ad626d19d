/** One event of a stream (WHATWG HTML, server-sent events). */
export interface StreamedEvent {
  readonly event: string;
  readonly data: string;
}

/**
 * Reads server-sent events from a fetched body. `EventSource` can't send a token, and would put it into the address.
 *
 * @param body the body of an answer of type `text/event-stream`
 */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamedEvent> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = '';
  let event = '';
  let data: string[] = [];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const lines = `${rest}${value}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines.map((one) => one.replace(/\r$/, ''))) {
        if (line === '') {
          if (data.length > 0) yield { event: event === '' ? 'message' : event, data: data.join('\n') };
          event = '';
          data = [];
          continue;
        }
        const colon = line.indexOf(':');
        const name = colon === -1 ? line : line.slice(0, colon);
        const text = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
        if (name === 'event') event = text;
        if (name === 'data') data.push(text);
      }
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}
