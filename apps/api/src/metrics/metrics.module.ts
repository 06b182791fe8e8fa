import { Module } from '@nestjs/common';
import { ProgressModule } from '../progress/progress.module.js';
import { MetricsController } from './metrics.controller.js';
import { MetricsService } from './metrics.service.js';

@Module({ imports: [ProgressModule], controllers: [MetricsController], providers: [MetricsService] })
export class MetricsModule {}
