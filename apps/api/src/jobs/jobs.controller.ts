import { Controller, Delete, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.decorator.js';
import { ApiProblems } from '../http/problem.dto.js';
import { JobAddressDto, JobDto, JobListDto, JobQueryDto } from './job.dto.js';
import { JobsService } from './jobs.service.js';

@ApiTags('jobs')
@Controller('v1/jobs')
export class JobsController {
  constructor(private readonly jobs: JobsService) {}

  @Get()
  @Needs('answers:read')
  @ApiOperation({ summary: 'List the jobs', description: 'Those that are over are kept for 30 days.' })
  @ApiOkResponse({ type: JobListDto, description: 'The latest first.' })
  @ApiProblems(400, 404, 503)
  list(@Query() asked: JobQueryDto): Promise<JobListDto> {
    return this.jobs.list(asked);
  }

  @Get(':id')
  @Needs('answers:read')
  @ApiOperation({ summary: 'How far a job is, or what came of it' })
  @ApiOkResponse({ type: JobDto, description: 'As its runner has last written it down.' })
  @ApiProblems(400, 404, 503)
  one(@Param() { id }: JobAddressDto): Promise<JobDto> {
    return this.jobs.one(id);
  }

  @Delete(':id')
  @Needs('editions:write', { audited: 'job_dismissed' })
  @ApiOperation({
    summary: 'Dismiss a job',
    description: 'Its runner ends it within a second or so and cleans up; of a build nothing is left, not its name.',
  })
  @ApiOkResponse({ type: JobDto, description: 'Its end is wanted; `dismissed` once it has come.' })
  @ApiProblems(400, 404, 409, 503)
  dismiss(@Param() { id }: JobAddressDto): Promise<JobDto> {
    return this.jobs.dismiss(id);
  }
}
