import { Injectable } from '@nestjs/common';
import { type EditionProgress, Editions, editionProgress } from '#editions';
import { EventLog } from '#event-log';
import { within } from '#platform';

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
    return within(patience_ms, editionProgress(this.editions, this.eventLog), null);
  }
}
