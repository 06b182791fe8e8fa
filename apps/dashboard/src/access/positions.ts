import { refusedBy } from '../api/ask.js';
import { keyHeaders, storedKey } from './key.js';

/** What is told of the stream of positions. */
interface PositionsListener {
  /** Tells the position; of a resync, that what was asked before is better asked anew. */
  readonly heard: (told: string, isResync: boolean) => void;
  /** False while it is broken off; it is opened again by itself. */
  readonly connected: (is: boolean) => void;
}

const reopen_delay_ms = 3_000;
const path = '/v1/stream';
const kinds = ['position', 'resync'] as const;

/** Follows the live edition until the function returned is called. An EventSource could not send the key. */
export function followPositions(listener: PositionsListener): () => void {
  const over = new AbortController();
  if (storedKey() === undefined) followWithout(listener, over.signal);
  else void followWith(listener, over.signal);
  return () => over.abort();
}

/** An EventSource that is refused tells not why and is not opened again: what follows asks as one with a key does. */
function followWithout(listener: PositionsListener, signal: AbortSignal): void {
  const { heard, connected } = listener;
  const stream = new EventSource(path);
  for (const kind of kinds)
    stream.addEventListener(kind, (event) => heard(String((event as MessageEvent).data), kind === 'resync'));
  stream.addEventListener('error', () => {
    connected(stream.readyState !== EventSource.CLOSED);
    if (stream.readyState === EventSource.CLOSED) void followWith(listener, signal);
  });
  signal.addEventListener('abort', () => stream.close());
}

async function followWith(listener: PositionsListener, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await readOnce(listener, signal).catch(() => undefined);
    if (signal.aborted) return;
    listener.connected(false);
    await new Promise((resolve) => setTimeout(resolve, reopen_delay_ms));
  }
}

/** Reads the stream to its end. Throws `Refusal`; one for want of a key makes the page ask for one. */
async function readOnce({ heard }: PositionsListener, signal: AbortSignal): Promise<void> {
  const response = await fetch(path, { headers: { ...keyHeaders(), Accept: 'text/event-stream' }, signal });
  if (!response.ok) throw refusedBy(response.status, await response.json().catch(() => ({})));
  if (response.body === null) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const events = (rest + value).split('\n\n');
    rest = events.pop() ?? '';
    for (const event of events) {
      const told = eventIn(event);
      if (told !== undefined) heard(told.text, told.kind === 'resync');
    }
  }
}

/** What one event of the stream tells; undefined for a comment, and for an event of another kind. */
export function eventIn(event: string): { readonly kind: (typeof kinds)[number]; readonly text: string } | undefined {
  const lines = event.split('\n');
  const field = (name: string): string | undefined =>
    lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
  const kind = kinds.find((one) => one === field('event'));
  return kind === undefined ? undefined : { kind, text: field('data') ?? '' };
}
