import { Module } from '@nestjs/common';
import { IntakeModule } from '../intake/intake.module.js';
import { ReadingModule } from '../reading/reading.module.js';
import { ActorsController } from './actors.controller.js';
import { ActorsService } from './actors.service.js';

@Module({
  imports: [IntakeModule, ReadingModule],
  controllers: [ActorsController],
  providers: [ActorsService],
  exports: [ActorsService],
})
export class ActorsModule {}
