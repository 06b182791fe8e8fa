import type { ServerResponse } from 'node:http';

/** An event of a stream. */
export interface EventOfStream {
  readonly event: 'position' | 'resync';
  readonly id: string;
  readonly content: object;
}

/** What waits to be sent to a listener that does not read, at most. */
const most_bytes_waiting = 64 * 1024;
const retry_after_ms = 2_000;

/** The headers of a stream. */
export const streamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  // Some proxies keep answers until they are whole.
  'x-accel-buffering': 'no',
} as const;

/** Somebody who listens, by server-sent events (HTML Living Standard, 9.2). One that does not read is let go. */
export class Listener {
  private lastId: string | undefined;

  constructor(private readonly response: ServerResponse) {}

  /** Begins the answer, with headers that were set before beside its own. */
  begin(headers: Readonly<Record<string, number | string | readonly string[] | undefined>>): void {
    for (const [name, value] of Object.entries(headers))
      if (value !== undefined) this.response.setHeader(name, typeof value === 'object' ? [...value] : value);
    this.response.writeHead(200, streamHeaders);
    this.write(`retry: ${retry_after_ms}\n\n`);
  }

  /** Sends an event; a position that was the last one sent is not told again. */
  send({ event, id, content }: EventOfStream): void {
    if (event === 'position' && id === this.lastId) return;
    if (event === 'position') this.lastId = id;
    this.write(`event: ${event}\nid: ${id}\ndata: ${JSON.stringify(content)}\n\n`);
  }

  /** Sends a comment, so that nobody on the way takes the connection for dead. */
  beat(): void {
    this.write(': still here\n\n');
  }

  /** Ends the answer and the connection, which would be kept for another request otherwise. */
  end(): void {
    this.response.end(() => this.response.socket?.end());
  }

  onLeave(leave: () => void): void {
    this.response.once('close', leave);
  }

  private write(text: string): void {
    if (this.response.destroyed || this.response.writableEnded) return;
    if (this.response.writableLength > most_bytes_waiting) this.response.destroy();
    else this.response.write(text);
  }
}
