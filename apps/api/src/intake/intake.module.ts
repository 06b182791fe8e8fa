import { Module } from '@nestjs/common';
import { AmendmentChain } from './amendment-chain.service.js';
import { Acceptance } from './acceptance.service.js';
import { Registry } from './registry.service.js';

@Module({ providers: [Acceptance, AmendmentChain, Registry], exports: [Acceptance, AmendmentChain, Registry] })
export class IntakeModule {}
