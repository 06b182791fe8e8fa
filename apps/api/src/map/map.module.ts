import { Module } from '@nestjs/common';
import { ReadingModule } from '../reading/reading.module.js';
import { MapController } from './map.controller.js';
import { MapService } from './map.service.js';

@Module({ imports: [ReadingModule], controllers: [MapController], providers: [MapService] })
export class MapModule {}
