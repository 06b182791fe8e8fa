import { Module } from '@nestjs/common';
import { ReadingModule } from '../reading/reading.module.js';
import { WaitingController } from './waiting.controller.js';
import { WaitingService } from './waiting.service.js';

@Module({ imports: [ReadingModule], controllers: [WaitingController], providers: [WaitingService] })
export class WaitingModule {}
