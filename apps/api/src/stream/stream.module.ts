import { Module } from '@nestjs/common';
import { LivePositions } from './live-positions.service.js';
import { StreamController } from './stream.controller.js';

@Module({ controllers: [StreamController], providers: [LivePositions] })
export class StreamModule {}
