import { Module } from '@nestjs/common';
import { IntakeModule } from '../intake/intake.module.js';
import { ReadingModule } from '../reading/reading.module.js';
import { IncidentIntake } from './incident-intake.service.js';
import { IncidentSuggestionsController } from './incident-suggestions.controller.js';
import { IncidentsController } from './incidents.controller.js';
import { IncidentsService } from './incidents.service.js';

@Module({
  imports: [IntakeModule, ReadingModule],
  controllers: [IncidentsController, IncidentSuggestionsController],
  providers: [IncidentIntake, IncidentsService],
  exports: [IncidentIntake, IncidentsService],
})
export class IncidentsModule {}
