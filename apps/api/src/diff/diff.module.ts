import { Module } from '@nestjs/common';
import { ReadingModule } from '../reading/reading.module.js';
import { DiffController } from './diff.controller.js';
import { DiffService } from './diff.service.js';

@Module({ imports: [ReadingModule], controllers: [DiffController], providers: [DiffService] })
export class DiffModule {}
