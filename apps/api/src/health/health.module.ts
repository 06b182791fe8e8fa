import { Module } from '@nestjs/common';
import { ProgressModule } from '../progress/progress.module.js';
import { HealthController } from './health.controller.js';

@Module({ imports: [ProgressModule], controllers: [HealthController] })
export class HealthModule {}
