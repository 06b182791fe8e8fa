import { setTimeout as delay } from 'node:timers/promises';

import type { Following } from '../event-log.js';
import { FollowSession, type FollowOptions } from './follow-session.js';

const first_pause_ms = 250;
const longest_pause_ms = 10_000;

/** Follows through one session after another until it is stopped or following is over for good. */
export class KafkaFollowing implements Following {
  readonly ended: Promise<void>;
  private readonly stopping = new AbortController();

  constructor(private readonly options: FollowOptions) {
    this.ended = this.run();
    // The caller awaits `ended`; a rejection before that must not end the process.
    this.ended.catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.ended.catch(() => undefined);
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    const stopped = new Promise<'stopped'>((resolve) => signal.addEventListener('abort', () => resolve('stopped')));
    for (let failures = 0; !signal.aborted; failures++) {
      const session = new FollowSession(this.options);
      void session.start();
      const end = await Promise.race([session.ended, stopped]);
      await session.close();
      if (end === 'stopped') return;
      if (end.kind === 'over') throw end.cause;
      if (session.hasJoined) failures = 0;
      this.options.onTrouble(`following "${this.options.topic}" was interrupted`, end.cause);
      const pauseMs = Math.min(first_pause_ms * 2 ** Math.min(failures, 10), longest_pause_ms);
      await delay(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
