import { Module } from '@nestjs/common';
import { ReadingModule } from '../reading/reading.module.js';
import { ControlController } from './control.controller.js';
import { ControlService } from './control.service.js';
import { ExplanationService } from './explanation.service.js';

@Module({
  imports: [ReadingModule],
  controllers: [ControlController],
  providers: [ControlService, ExplanationService],
  exports: [ControlService],
})
export class ControlModule {}
