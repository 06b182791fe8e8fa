import { Module } from '@nestjs/common';
import { ReadingModule } from '../reading/reading.module.js';
import { DaysController } from './days.controller.js';
import { DaysService } from './days.service.js';

@Module({ imports: [ReadingModule], controllers: [DaysController], providers: [DaysService] })
export class DaysModule {}
