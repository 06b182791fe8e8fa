import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '../access/needs.decorator.js';
import { ProgressService } from './progress.service.js';
import { READINESS, type ApiParts, type ReadinessReport } from '../api-parts.js';

/** That the process runs. */
export class LivenessDto {
  @ApiProperty({ description: 'Always true: a dead process does not answer.', example: true })
  readonly alive: boolean;
}

/** How far the live edition is. */
export class ProgressDto {
  @ApiProperty({ description: 'The log position that it has been applied up to.', example: '331' })
  readonly position: string;

  @ApiProperty({ description: 'The end of the log.', example: '331' })
  readonly head: string;

  @ApiProperty({ description: 'Events in the log that it has not applied yet.', example: 0 })
  readonly lag: number;

  @ApiProperty({ description: 'Seconds since the oldest of them was recorded; 0 when there is none.', example: 0 })
  readonly lagSeconds: number;

  @ApiProperty({ description: 'Events that could not be decoded or projected; see /v1/parked.', example: 0 })
  readonly parked: number;

  @ApiProperty({ description: 'Seconds that the oldest of them has waited.', example: 0 })
  readonly oldestParkedSeconds: number;
}

/** Whether this process can serve. */
export class ReadinessDto {
  @ApiProperty({ description: 'True when requests may be sent here.', example: true })
  readonly ready: boolean;

  @ApiProperty({ description: 'What is missing.', type: [String], example: [] })
  readonly missing: readonly string[];

  @ApiProperty({
    description: 'How far the live edition is; null when the log or the database does not answer.',
    type: ProgressDto,
    nullable: true,
  })
  readonly progress: ProgressDto | null;
}

@ApiTags('health')
@Controller()
export class HealthController {
  constructor(
    @Inject(READINESS) private readonly ready: ApiParts['ready'],
    private readonly progress: ProgressService,
  ) {}

  @Get('livez')
  @Public()
  @ApiOperation({ summary: 'Does the process run?' })
  @ApiOkResponse({ type: LivenessDto })
  livez(): LivenessDto {
    return { alive: true };
  }

  @Get('readyz')
  @Public()
  @ApiOperation({ summary: 'Can it serve?' })
  @ApiOkResponse({ type: ReadinessDto })
  @ApiServiceUnavailableResponse({ type: ReadinessDto, description: 'Not now; `missing` says why.' })
  async readyz(@Res({ passthrough: true }) reply: { code(status: number): unknown }): Promise<ReadinessDto> {
    const report: ReadinessReport = await this.ready();
    reply.code(report.ready ? 200 : 503);
    return { ready: report.ready, missing: report.missing, progress: await this.progress.read() };
  }
}
