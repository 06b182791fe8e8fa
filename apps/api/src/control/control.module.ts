import { Module } from '@nestjs/common';
import { ReadingModule } from '../reading/reading.module.js';
import { ControlController } from './control.controller.js';
import { ControlService } from './control.service.js';

@Module({ imports: [ReadingModule], controllers: [ControlController], providers: [ControlService] })
export class ControlModule {}
