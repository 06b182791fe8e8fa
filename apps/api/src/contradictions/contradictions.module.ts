import { Module } from '@nestjs/common';
import { ReadingModule } from '../reading/reading.module.js';
import { ContradictionsController } from './contradictions.controller.js';
import { ContradictionsService } from './contradictions.service.js';

@Module({ imports: [ReadingModule], controllers: [ContradictionsController], providers: [ContradictionsService] })
export class ContradictionsModule {}
