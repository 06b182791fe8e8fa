import { Module } from '@nestjs/common';
import { AuditController } from './audit.controller.js';
import { MeController } from './me.controller.js';

@Module({ controllers: [AuditController, MeController] })
export class AccessModule {}
