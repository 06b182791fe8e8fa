import { Module } from '@nestjs/common';
import { ExportAccess } from '../access/export-access.service.js';
import { ReadingModule } from '../reading/reading.module.js';
import { ExportInterceptor } from './export.interceptor.js';

@Module({ imports: [ReadingModule], providers: [ExportAccess, ExportInterceptor], exports: [ExportInterceptor] })
export class ExportsModule {}
