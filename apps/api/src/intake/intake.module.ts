import { Module } from '@nestjs/common';
import { AmendmentChain } from './amendment-chain.service.js';
import { Acceptance } from './acceptance.service.js';
import { IncidentAccounts } from './incident-accounts.service.js';
import { Registry } from './registry.service.js';

@Module({
  providers: [Acceptance, AmendmentChain, IncidentAccounts, Registry],
  exports: [Acceptance, AmendmentChain, IncidentAccounts, Registry],
})
export class IntakeModule {}
