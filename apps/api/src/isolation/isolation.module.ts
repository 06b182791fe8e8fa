import { Module } from '@nestjs/common';
import { ReadingModule } from '../reading/reading.module.js';
import { IsolationController } from './isolation.controller.js';
import { IsolationService } from './isolation.service.js';

@Module({ imports: [ReadingModule], controllers: [IsolationController], providers: [IsolationService] })
export class IsolationModule {}
