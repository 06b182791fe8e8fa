import { Module } from '@nestjs/common';
import { ActorsModule } from '../actors/actors.module.js';
import { IncidentsModule } from '../incidents/incidents.module.js';
import { PlacesModule } from '../places/places.module.js';
import { ReportsModule } from '../reports/reports.module.js';
import { BatchController } from './batch.controller.js';
import { BatchService } from './batch.service.js';
import { LineIntake } from './line-intake.service.js';

@Module({
  imports: [ReportsModule, PlacesModule, ActorsModule, IncidentsModule],
  controllers: [BatchController],
  providers: [BatchService, LineIntake],
})
export class BatchModule {}
