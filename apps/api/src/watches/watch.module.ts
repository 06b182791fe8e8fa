import { Module } from '@nestjs/common';
import { ReadModule } from '../read.module.js';
import { WatchAsksService } from './watch-asks.service.js';
import { WatchesController } from './watches.controller.js';
import { WatchesService } from './watches.service.js';
import { WatchingService } from './watching.service.js';

/** Saved questions, and the work of looking for their changes and sending them. */
@Module({
  imports: [ReadModule],
  controllers: [WatchesController],
  providers: [WatchAsksService, WatchesService, WatchingService],
})
export class WatchModule {}
