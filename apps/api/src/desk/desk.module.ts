import { Module } from '@nestjs/common';
import { ReadingModule } from '../reading/reading.module.js';
import { DeskController } from './desk.controller.js';
import { DeskService } from './desk.service.js';

@Module({ imports: [ReadingModule], controllers: [DeskController], providers: [DeskService] })
export class DeskModule {}
