import { Module } from '@nestjs/common';
import { ReadingModule } from '../reading/reading.module.js';
import { ConditionExplanationService } from './condition-explanation.service.js';
import { ConditionsController } from './conditions.controller.js';
import { ConditionsService } from './conditions.service.js';

@Module({
  imports: [ReadingModule],
  controllers: [ConditionsController],
  providers: [ConditionsService, ConditionExplanationService],
  exports: [ConditionsService],
})
export class ConditionsModule {}
