import { Module } from '@nestjs/common';
import { SwitchingController } from './switching.controller.js';
import { SwitchingService } from './switching.service.js';

@Module({ controllers: [SwitchingController], providers: [SwitchingService] })
export class SwitchingModule {}
