import { setTimeout as pause } from 'node:timers/promises';
import { hasReached, type Position } from '#event-log';

const poll_interval_ms = 15;

interface Waiter {
  readonly position: Position;
  readonly deadlineMs: number;
  readonly resolve: (isReached: boolean) => void;
  readonly reject: (reason: unknown) => void;
}

/** Waits for positions of the live edition. However many wait, one question is asked of the database at a time. */
export class LiveWatch {
  private waiters: Waiter[] = [];
  private isWatching = false;

  /** `readPosition` returns the position of whichever edition is live; undefined while there is none. */
  constructor(private readonly readPosition: () => Promise<Position | undefined>) {}

  /** Resolves to true when the live edition has applied at least `position`, to false when it has not within the time. */
  reached(position: Position, timeoutMs: number): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.waiters.push({ position, deadlineMs: performance.now() + timeoutMs, resolve, reject });
      if (!this.isWatching) void this.watch();
    });
  }

  private async watch(): Promise<void> {
    this.isWatching = true;
    while (this.waiters.length > 0) {
      // Those who come while the question is under way are answered by the next one.
      const asking = this.waiters;
      this.waiters = [];
      try {
        this.settle(asking, await this.readPosition());
      } catch (error) {
        for (const { reject } of asking) reject(error);
      }
      if (this.waiters.length > 0) await pause(poll_interval_ms);
    }
    this.isWatching = false;
  }

  private settle(asking: readonly Waiter[], reached: Position | undefined): void {
    for (const waiter of asking) {
      if (reached !== undefined && hasReached(reached, waiter.position)) waiter.resolve(true);
      else if (performance.now() >= waiter.deadlineMs) waiter.resolve(false);
      else this.waiters.push(waiter);
    }
  }
}
