import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import { READINESS, type ApiParts, type ReadinessReport } from '../api-parts.js';

/** That the process runs. */
export class LivenessDto {
  @ApiProperty({ description: 'Always true: a dead process does not answer.', example: true })
  readonly alive: boolean;
}

/** Whether this process can serve. */
export class ReadinessDto {
  @ApiProperty({ description: 'True when requests may be sent here.', example: true })
  readonly ready: boolean;

  @ApiProperty({ description: 'What is missing.', type: [String], example: [] })
  readonly missing: readonly string[];
}

@ApiTags('health')
@Controller()
export class HealthController {
  constructor(@Inject(READINESS) private readonly ready: ApiParts['ready']) {}

  @Get('livez')
  @ApiOperation({ summary: 'Does the process run?' })
  @ApiOkResponse({ type: LivenessDto })
  livez(): LivenessDto {
    return { alive: true };
  }

  @Get('readyz')
  @ApiOperation({ summary: 'Can it serve?' })
  @ApiOkResponse({ type: ReadinessDto })
  @ApiServiceUnavailableResponse({ type: ReadinessDto, description: 'Not now; `missing` says why.' })
  async readyz(@Res({ passthrough: true }) reply: { code(status: number): unknown }): Promise<ReadinessDto> {
    const report: ReadinessReport = await this.ready();
    reply.code(report.ready ? 200 : 503);
    return { ready: report.ready, missing: report.missing };
  }
}
