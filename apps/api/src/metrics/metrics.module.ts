import { Global, Module } from '@nestjs/common';
import { ProgressModule } from '../progress/progress.module.js';
import { MetricsController } from './metrics.controller.js';
import { MetricsService } from './metrics.service.js';

/** Whatever does something measurable may say so. */
@Global()
@Module({
  imports: [ProgressModule],
  controllers: [MetricsController],
  providers: [MetricsService],
  exports: [MetricsService],
})
export class MetricsModule {}
