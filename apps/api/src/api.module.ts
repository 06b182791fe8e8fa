import { type DynamicModule, Global, Module } from '@nestjs/common';
import { default_edition_limits, Editions, Jobs } from '#editions';
import { EventLog } from '#event-log';
import { Clock } from '#platform';
import { AccessModule } from './access/access.module.js';
import { Gate } from './access/gate.js';
import { ActorsModule } from './actors/actors.module.js';
import { default_aged_after_days } from '#situation';
import { BatchModule } from './batch/batch.module.js';
import {
  AGED_AFTER_DAYS,
  type ApiParts,
  DESK_SETTINGS,
  DESK_TIME_ZONE,
  EDITION_LIMITS,
  READERS,
  READINESS,
} from './api-parts.js';
import { AnswersModule } from './answers/answers.module.js';
import { CatalogueModule } from './catalogue/catalogue.module.js';
import { ChangesModule } from './changes/changes.module.js';
import { ConditionsModule } from './conditions/conditions.module.js';
import { ContradictionsModule } from './contradictions/contradictions.module.js';
import { ControlModule } from './control/control.module.js';
import { DaysModule } from './days/days.module.js';
import { DeskModule } from './desk/desk.module.js';
import { EditionsModule } from './editions/editions.module.js';
import { DiffModule } from './diff/diff.module.js';
import { ExportsModule } from './exports/exports.module.js';
import { HealthModule } from './health/health.module.js';
import { IncidentsModule } from './incidents/incidents.module.js';
import { IsolationModule } from './isolation/isolation.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { MapModule } from './map/map.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { ParkedModule } from './parked/parked.module.js';
import { PlacesModule } from './places/places.module.js';
import { PoliciesModule } from './policies/policies.module.js';
import { ProblemsModule } from './problems/problems.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { TalliesModule } from './tallies/tallies.module.js';
import { StreamModule } from './stream/stream.module.js';
import { SwitchingModule } from './switching/switching.module.js';
import { VerificationModule } from './verification/verification.module.js';
import { WaitingModule } from './waiting/waiting.module.js';

/** The HTTP side: reports in, read models out. Its parts come from outside and are there for every resource. */
@Global()
@Module({})
export class ApiModule {
  static register({ eventLog, editions, readers, jobs, clock, settings, ready }: ApiParts, gate: Gate): DynamicModule {
    const parts = [
      { provide: EventLog, useValue: eventLog },
      { provide: Editions, useValue: editions },
      { provide: READERS, useValue: readers },
      { provide: Jobs, useValue: jobs },
      { provide: Clock, useValue: clock },
      { provide: DESK_TIME_ZONE, useValue: settings.timeZone },
      { provide: AGED_AFTER_DAYS, useValue: settings.agedAfterDays ?? default_aged_after_days },
      { provide: DESK_SETTINGS, useValue: settings.desk ?? {} },
      { provide: EDITION_LIMITS, useValue: settings.editionLimits ?? default_edition_limits },
      { provide: Gate, useValue: gate },
      { provide: READINESS, useValue: ready },
    ];
    return {
      module: ApiModule,
      imports: [
        AccessModule,
        ReportsModule,
        BatchModule,
        PlacesModule,
        ActorsModule,
        ControlModule,
        ConditionsModule,
        IsolationModule,
        TalliesModule,
        IncidentsModule,
        ChangesModule,
        ContradictionsModule,
        DeskModule,
        StreamModule,
        AnswersModule,
        DaysModule,
        MapModule,
        EditionsModule,
        JobsModule,
        VerificationModule,
        SwitchingModule,
        DiffModule,
        ExportsModule,
        PoliciesModule,
        CatalogueModule,
        ProblemsModule,
        ParkedModule,
        WaitingModule,
        HealthModule,
        MetricsModule,
      ],
      providers: parts,
      exports: parts.map(({ provide }) => provide),
    };
  }
}
