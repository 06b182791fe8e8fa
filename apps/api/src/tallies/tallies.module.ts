import { Module } from '@nestjs/common';
import { ReadingModule } from '../reading/reading.module.js';
import { TalliesController } from './tallies.controller.js';
import { TalliesService } from './tallies.service.js';

@Module({ imports: [ReadingModule], controllers: [TalliesController], providers: [TalliesService] })
export class TalliesModule {}
