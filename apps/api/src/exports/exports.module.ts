import { Module } from '@nestjs/common';
import { ReadingModule } from '../reading/reading.module.js';
import { ExportInterceptor } from './export.interceptor.js';

@Module({ imports: [ReadingModule], providers: [ExportInterceptor], exports: [ExportInterceptor] })
export class ExportsModule {}
