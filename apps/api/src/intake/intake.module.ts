import { Module } from '@nestjs/common';
import { WritingBounds } from '../access/writing-bounds.service.js';
import { AmendmentChain } from './amendment-chain.service.js';
import { Acceptance } from './acceptance.service.js';
import { IncidentAccounts } from './incident-accounts.service.js';
import { Registry } from './registry.service.js';

@Module({
  providers: [Acceptance, AmendmentChain, IncidentAccounts, Registry, WritingBounds],
  exports: [Acceptance, AmendmentChain, IncidentAccounts, Registry, WritingBounds],
})
export class IntakeModule {}
