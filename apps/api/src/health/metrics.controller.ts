import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.decorator.js';
import { MetricsService } from './metrics.service.js';

@ApiTags('health')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: MetricsService) {}

  @Get()
  @Needs('operations:read')
  @ApiOperation({ summary: 'Measurements for Prometheus: lag, parked events, requests, the process' })
  @ApiProduces('text/plain')
  async read(@Res({ passthrough: true }) reply: { type(mediaType: string): unknown }): Promise<string> {
    const { contentType, text } = await this.metrics.exposition();
    reply.type(contentType);
    return text;
  }
}
