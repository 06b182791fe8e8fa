import { Module } from '@nestjs/common';
import { IntakeModule } from '../intake/intake.module.js';
import { ReadingModule } from '../reading/reading.module.js';
import { IncidentIntake } from './incident-intake.service.js';
import { IncidentsController } from './incidents.controller.js';
import { IncidentsService } from './incidents.service.js';

@Module({
  imports: [IntakeModule, ReadingModule],
  controllers: [IncidentsController],
  providers: [IncidentIntake, IncidentsService],
})
export class IncidentsModule {}
