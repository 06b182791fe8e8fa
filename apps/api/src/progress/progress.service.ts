import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type EditionProgress, Editions, editionProgress } from '#editions';
import { EventLog } from '#event-log';

/** What could be learned of how far the live edition is; null where the log or the database did not answer in time. */
export type Progress = EditionProgress | null;

/** A broker that is away must not hold up those who ask how things stand. */
const patience_ms = 2_000;

/** Knows how far the live edition is behind the log, and what is parked. */
@Injectable()
export class ProgressService {
  constructor(
    private readonly eventLog: EventLog,
    private readonly editions: Editions,
  ) {}

  async read(): Promise<Progress> {
    const over = new AbortController();
    const late = pause(patience_ms, null, { signal: over.signal }).catch(() => null);
    const asked = editionProgress(this.editions, this.eventLog).catch(() => null);
    try {
      return await Promise.race([asked, late]);
    } finally {
      over.abort();
    }
  }
}
