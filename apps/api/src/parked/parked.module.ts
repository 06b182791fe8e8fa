import { Module } from '@nestjs/common';
import { ReadingModule } from '../reading/reading.module.js';
import { ParkedController } from './parked.controller.js';
import { ParkedService } from './parked.service.js';

@Module({ imports: [ReadingModule], controllers: [ParkedController], providers: [ParkedService] })
export class ParkedModule {}
