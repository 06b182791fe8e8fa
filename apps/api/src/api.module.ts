import { type DynamicModule, Global, Module } from '@nestjs/common';
import { default_edition_limits, Editions } from '#editions';
import { EventLog } from '#event-log';
import { Jobs } from '#jobs';
import { Clock, default_sensitivity, no_review, ReadingFor } from '#platform';
import { usual_pace } from '#watches';
import { Gate } from './access/gate.js';
import { PageSignIn } from './access/openid/page-sign-in.js';
import { default_aged_after_days } from '#situation';
import {
  AGED_AFTER_DAYS,
  type ApiParts,
  DESK_SETTINGS,
  DESK_TIME_ZONE,
  EDITION_LIMITS,
  KEPT_BYTES,
  PUBLIC_BASE_URL,
  READERS,
  READINESS,
  SENSITIVITY,
  WATCH_PACE,
  REVIEW_SETTINGS,
  WATCH_SETTINGS,
} from './api-parts.js';
import { OgcModule } from './ogc/ogc.module.js';
import { OperateModule } from './operate.module.js';
import { ReadModule } from './read.module.js';
import { Clearances } from './sensitivity/clearances.js';
import { most_kept_bytes } from './reading/kept-readings.js';
import { WatchModule } from './watches/watch.module.js';
import { WriteModule } from './write.module.js';

/** The HTTP side: reports in, read models out. Its parts come from outside and are there for every resource. */
@Global()
@Module({})
export class ApiModule {
  static register(
    { eventLog, editions, readers, guarded, jobs, clock, settings, ready }: ApiParts,
    gate: Gate,
    signIn: PageSignIn,
  ): DynamicModule {
    const { sensitivity = default_sensitivity } = settings;
    const parts = [
      { provide: EventLog, useValue: eventLog },
      { provide: Editions, useValue: editions },
      { provide: READERS, useValue: readers },
      { provide: ReadingFor, useValue: guarded },
      { provide: Jobs, useValue: jobs },
      { provide: Clock, useValue: clock },
      { provide: DESK_TIME_ZONE, useValue: settings.timeZone },
      { provide: AGED_AFTER_DAYS, useValue: settings.agedAfterDays ?? default_aged_after_days },
      { provide: DESK_SETTINGS, useValue: settings.desk ?? {} },
      { provide: SENSITIVITY, useValue: sensitivity },
      { provide: Clearances, useValue: new Clearances(sensitivity) },
      { provide: EDITION_LIMITS, useValue: settings.editionLimits ?? default_edition_limits },
      { provide: Gate, useValue: gate },
      { provide: PageSignIn, useValue: signIn },
      { provide: KEPT_BYTES, useValue: settings.keptBytes ?? most_kept_bytes },
      { provide: PUBLIC_BASE_URL, useValue: settings.publicBaseUrl },
      { provide: REVIEW_SETTINGS, useValue: settings.review ?? no_review },
      { provide: READINESS, useValue: ready },
      { provide: WATCH_SETTINGS, useValue: settings.watches ?? { allowsPrivate: false } },
      { provide: WATCH_PACE, useValue: settings.watchPace ?? usual_pace },
    ];
    return {
      module: ApiModule,
      imports: [WriteModule, ReadModule, OgcModule, OperateModule, WatchModule],
      providers: parts,
      exports: parts.map(({ provide }) => provide),
    };
  }
}
