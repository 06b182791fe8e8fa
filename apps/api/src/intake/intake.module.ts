import { Module } from '@nestjs/common';
import { Acceptance } from './acceptance.service.js';
import { Registry } from './registry.service.js';

@Module({ providers: [Acceptance, Registry], exports: [Acceptance, Registry] })
export class IntakeModule {}
