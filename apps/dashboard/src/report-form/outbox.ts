import { useSyncExternalStore } from 'react';
import { mayPass, reasonsOf, send } from '../api/ask.js';
import { KeptHere } from '../shell/kept-here.js';

/** Something written that the server has not taken yet. */
export interface Waiting {
  /** The key under which it counts once. */
  readonly key: string;
  readonly path: string;
  readonly body: unknown;
  /** What it says, for people. */
  readonly text: string;
  readonly since: string;
  /** Why the server refused it; undefined while it waits for a connection. */
  readonly refusal?: string;
}

const retry_ms = 20_000;
const kept = new KeptHere('sitrep.outbox');
let known: { readonly text: string; readonly list: readonly Waiting[] } = { text: '', list: [] };

/** What waits on this device, the oldest first. */
export function waiting(): readonly Waiting[] {
  const text = kept.read() ?? '[]';
  if (text !== known.text) known = { text, list: listOf(text) };
  return known.list;
}

function listOf(text: string): readonly Waiting[] {
  try {
    return JSON.parse(text) as readonly Waiting[];
  } catch {
    return [];
  }
}

function keep(list: readonly Waiting[]): void {
  kept.write(JSON.stringify(list));
}

/** Keeps something until the server takes it. */
export const putAside = (one: Omit<Waiting, 'since'>): void =>
  keep([...waiting().filter(({ key }) => key !== one.key), { ...one, since: new Date().toISOString() }]);

export const forget = (gone: string): void => keep(waiting().filter(({ key }) => key !== gone));

let sending = false;

/**
 * Sends what waits, the oldest first, until the connection fails again. Of several windows one sends. What the server
 * refuses stays with the reason, and the others go on. Returns how many were taken.
 */
export async function sendWaiting(): Promise<number> {
  if (sending || waiting().every(({ refusal }) => refusal !== undefined)) return 0;
  sending = true;
  try {
    return await (navigator.locks?.request('sitrep.outbox', { ifAvailable: true }, (lock) =>
      lock === null ? 0 : sendAll(),
    ) ?? sendAll());
  } finally {
    sending = false;
  }
}

async function sendAll(): Promise<number> {
  let taken = 0;
  for (const one of waiting().filter(({ refusal }) => refusal === undefined)) {
    try {
      await send(one.path, one.body, {}, one.key);
      forget(one.key);
      taken += 1;
    } catch (error) {
      if (mayPass(error)) return taken;
      const refusal = reasonsOf(error);
      keep(waiting().map((other) => (other.key === one.key ? { ...other, refusal } : other)));
    }
  }
  return taken;
}

export const useWaiting = (): readonly Waiting[] => useSyncExternalStore(kept.subscribe, waiting);

/** Sends what waits whenever the connection is back, and now and then in between. `after` is told that something went. */
export function watchOutbox(after: () => void): () => void {
  const attempt = (): void => void sendWaiting().then((taken) => taken > 0 && after());
  const timer = setInterval(attempt, retry_ms);
  window.addEventListener('online', attempt);
  attempt();
  return () => {
    clearInterval(timer);
    window.removeEventListener('online', attempt);
  };
}
