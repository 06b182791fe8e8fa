import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { notify_channel } from './sequencer.js';
import { connectionConfig, type PostgresEventLogOptions } from './postgres-options.js';

const first_pause_ms = 100;
const longest_pause_ms = 5_000;

/**
 * Wakes a reader when somebody appends. It is only a convenience: a reader who waits also looks by itself from time to
 * time, so a lost connection costs promptness and nothing else, and is made again without a word.
 */
export class Doorbell {
  private readonly closing = new AbortController();
  private readonly listening: Promise<void>;
  private hasRung = false;
  private answer: () => void = () => undefined;

  constructor(private readonly options: PostgresEventLogOptions) {
    this.listening = this.listen();
  }

  /** Forgets earlier rings. Called before looking, so that a ring during the look is not missed. */
  reset(): void {
    this.hasRung = false;
  }

  /** Resolves when it rings, when it has rung since the last reset, after the time, or when the signal is raised. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (this.hasRung || signal.aborted) return;
    const over = new AbortController();
    await Promise.race([
      new Promise<void>((resolve) => (this.answer = resolve)),
      delay(ms, undefined, { signal: AbortSignal.any([signal, over.signal]) }).catch(() => undefined),
    ]);
    over.abort();
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.listening;
  }

  private ring(): void {
    this.hasRung = true;
    this.answer();
  }

  private async listen(): Promise<void> {
    const { signal } = this.closing;
    for (let failures = 0; !signal.aborted; failures++) {
      const listened = await this.listenOnce().catch(() => false);
      if (listened) failures = 0;
      const pauseMs = Math.min(first_pause_ms * 2 ** Math.min(failures, 10), longest_pause_ms);
      await delay(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Listens until the connection ends or the bell is closed. */
  private async listenOnce(): Promise<boolean> {
    const { signal } = this.closing;
    const client = new pg.Client(connectionConfig(this.options));
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    client.on('end', end);
    client.on('error', end);
    signal.addEventListener('abort', end);
    client.on('notification', () => this.ring());
    try {
      await client.connect();
      await client.query(`listen ${notify_channel}`);
      // Something may have been appended while nobody listened.
      this.ring();
      await ended;
      return true;
    } finally {
      signal.removeEventListener('abort', end);
      await client.end().catch(() => undefined);
    }
  }
}
