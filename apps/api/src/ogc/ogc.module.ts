import { Module } from '@nestjs/common';
import { ReadModule } from '../read.module.js';
import { WriteModule } from '../write.module.js';
import { FeaturesService } from './features.service.js';
import { OgcController } from './ogc.controller.js';
import { HistorySource } from './sources/history.source.js';
import { PlacesSources } from './sources/places.sources.js';
import { ReportsSources } from './sources/reports.sources.js';

/** The same lists as features, for programs of maps. */
@Module({
  imports: [ReadModule, WriteModule],
  controllers: [OgcController],
  providers: [FeaturesService, PlacesSources, HistorySource, ReportsSources],
})
export class OgcModule {}
