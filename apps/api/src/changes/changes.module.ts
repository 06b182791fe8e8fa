import { Module } from '@nestjs/common';
import { ReadingModule } from '../reading/reading.module.js';
import { ChangesController } from './changes.controller.js';
import { ChangesService } from './changes.service.js';

@Module({ imports: [ReadingModule], controllers: [ChangesController], providers: [ChangesService] })
export class ChangesModule {}
