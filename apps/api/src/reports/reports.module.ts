import { Module } from '@nestjs/common';
import { IntakeModule } from '../intake/intake.module.js';
import { ReadingModule } from '../reading/reading.module.js';
import { PreviewService } from '../preview/preview.service.js';
import { ReportIntake } from './report-intake.service.js';
import { ReportReading } from './report-reading.service.js';
import { ReportsController } from './reports.controller.js';

@Module({
  imports: [IntakeModule, ReadingModule],
  controllers: [ReportsController],
  providers: [ReportIntake, ReportReading, PreviewService],
  exports: [ReportIntake, ReportReading],
})
export class ReportsModule {}
