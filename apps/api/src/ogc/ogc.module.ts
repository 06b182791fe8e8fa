import { Module } from '@nestjs/common';
import { ConditionsModule } from '../conditions/conditions.module.js';
import { ControlModule } from '../control/control.module.js';
import { IncidentsModule } from '../incidents/incidents.module.js';
import { ReadingModule } from '../reading/reading.module.js';
import { ReportsModule } from '../reports/reports.module.js';
import { FeaturesService } from './features.service.js';
import { OgcController } from './ogc.controller.js';
import { HistorySource } from './sources/history.source.js';
import { PlacesSources } from './sources/places.sources.js';
import { ReportsSources } from './sources/reports.sources.js';

@Module({
  imports: [ReadingModule, ControlModule, ConditionsModule, IncidentsModule, ReportsModule],
  controllers: [OgcController],
  providers: [FeaturesService, PlacesSources, HistorySource, ReportsSources],
})
export class OgcModule {}
