import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Editions } from '#editions';
import { EventLog } from '#event-log';
import type { TimeZone } from '#situation';
import { startWatchRunner, type WatchPace, type WatchParts, type WatchRunner, type WatchSettings } from '#watches';
import { AGED_AFTER_DAYS, DESK_TIME_ZONE, PUBLIC_BASE_URL, WATCH_PACE, WATCH_SETTINGS } from '../api-parts.js';
import { Withholding } from '../sensitivity/withholding.service.js';
import { WatchAsksService } from './watch-asks.service.js';

/** Looks for changes and sends them while the api runs: in one of the processes of a database at a time. */
@Injectable()
export class WatchingService implements OnApplicationBootstrap, OnModuleDestroy {
  readonly parts: WatchParts;
  private readonly logger = new Logger('Watches');
  private runner: WatchRunner | undefined;

  constructor(
    editions: Editions,
    eventLog: EventLog,
    asks: WatchAsksService,
    @Inject(WATCH_SETTINGS) settings: WatchSettings,
    @Inject(WATCH_PACE) pace: WatchPace,
    @Inject(DESK_TIME_ZONE) timeZone: TimeZone,
    @Inject(AGED_AFTER_DAYS) agedAfterDays: number,
    @Inject(PUBLIC_BASE_URL) baseUrl: string | undefined,
    sight: Withholding,
  ) {
    const onTrouble = (what: string, cause: unknown): void => this.logger.warn(`${what}: ${String(cause)}`);
    const { database } = editions;
    const desk = { timeZone, agedAfterDays, baseUrl: baseUrl ?? '' };
    this.parts = { database, editions, eventLog, settings, pace, ...desk, asks, sight, onTrouble };
  }

  onApplicationBootstrap(): void {
    this.runner = startWatchRunner(this.parts);
  }

  async onModuleDestroy(): Promise<void> {
    await this.runner?.stop();
  }
}
