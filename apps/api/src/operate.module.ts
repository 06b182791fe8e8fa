import { Global, Module } from '@nestjs/common';
import { AuditController } from './access/audit.controller.js';
import { RevocationsController } from './access/openid/revocations.controller.js';
import { AuthController } from './access/openid/auth.controller.js';
import { MeController } from './access/me.controller.js';
import { EditionOrders } from './editions/edition-orders.service.js';
import { EditionsController } from './editions/editions.controller.js';
import { EditionsService } from './editions/editions.service.js';
import { HealthController } from './health/health.controller.js';
import { JobsController } from './jobs/jobs.controller.js';
import { JobsService } from './jobs/jobs.service.js';
import { MetricsController } from './health/metrics.controller.js';
import { MetricsService } from './health/metrics.service.js';
import { ParkedController } from './parked/parked.controller.js';
import { ParkedService } from './parked/parked.service.js';
import { ProgressService } from './health/progress.service.js';
import { ReadModule } from './read.module.js';
import { SwitchingController } from './switching/switching.controller.js';
import { SwitchingService } from './switching/switching.service.js';
import { VerificationController } from './verification/verification.controller.js';
import { VerificationService } from './verification/verification.service.js';
import { WaitingController } from './waiting/waiting.controller.js';
import { WaitingService } from './waiting/waiting.service.js';

/** The resources of running a desk: editions and the jobs that make them, parked events, health. */
@Global()
@Module({
  imports: [ReadModule],
  controllers: [
    MeController,
    AuthController,
    RevocationsController,
    AuditController,
    EditionsController,
    JobsController,
    VerificationController,
    SwitchingController,
    ParkedController,
    WaitingController,
    HealthController,
    MetricsController,
  ],
  providers: [
    EditionOrders,
    EditionsService,
    JobsService,
    VerificationService,
    SwitchingService,
    ParkedService,
    WaitingService,
    ProgressService,
    MetricsService,
  ],
  exports: [MetricsService],
})
export class OperateModule {}
