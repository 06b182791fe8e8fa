import { Module } from '@nestjs/common';
import { IntakeModule } from '../intake/intake.module.js';
import { ReadingModule } from '../reading/reading.module.js';
import { PlacesController } from './places.controller.js';
import { PlacesService } from './places.service.js';

@Module({
  imports: [IntakeModule, ReadingModule],
  controllers: [PlacesController],
  providers: [PlacesService],
  exports: [PlacesService],
})
export class PlacesModule {}
