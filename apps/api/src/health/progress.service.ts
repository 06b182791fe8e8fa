import { Injectable } from '@nestjs/common';
import { type EditionProgress, Editions, editionProgress } from '#editions';
import { EventLog } from '#event-log';
import { within } from '#platform';

/** What could be learned of how far the live edition is; null where the log or the database did not answer in time. */
export type Progress = EditionProgress | null;

/** A broker that is away must not hold up those who ask how things stand. */
const patience_ms = 2_000;
const shared_ms = 1_000;

/** Knows how far the live edition is behind the log, and what is parked. */
@Injectable()
export class ProgressService {
  private last: { readonly read: Promise<Progress>; readonly atMs: number } | undefined;

  constructor(
    private readonly eventLog: EventLog,
    private readonly editions: Editions,
  ) {}

  /** Everybody who asks within a second shares a reading: it takes several statements, and anybody may ask. */
  async read(): Promise<Progress> {
    const now = performance.now();
    if (this.last === undefined || now - this.last.atMs >= shared_ms) {
      const read = within(patience_ms, editionProgress(this.editions, this.eventLog), null);
      this.last = { read, atMs: now };
    }
    return this.last.read;
  }
}
