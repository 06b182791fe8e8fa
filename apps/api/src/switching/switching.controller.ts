import { Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.decorator.js';
import { EditionAddressDto } from '../editions/edition-order.dto.js';
import { ApiProblems } from '../http/problem.dto.js';
import { JobDto } from '../jobs/job.dto.js';
import { SwitchingService } from './switching.service.js';
import type { Reply } from '../http/reply.js';

@ApiTags('editions')
@Controller('v1/editions/:edition/switch')
export class SwitchingController {
  constructor(private readonly switching: SwitchingService) {}

  @Post()
  @Needs('live:switch', { audited: 'live_switched' })
  @HttpCode(202)
  @ApiOperation({
    summary: 'Make an edition the live one',
    description:
      'A job brings it up to the end of the log and changes names with the live one, which is kept as `live-before`: ' +
      'switch to that to go back. Reading and writing go on meanwhile. Only an edition of the whole log can be live.',
  })
  @ApiAcceptedResponse({
    type: JobDto,
    description: 'The job that switches.',
    headers: { Location: { description: 'The address of the job.', schema: { type: 'string' } } },
  })
  @ApiProblems(400, 404, 409, 503)
  async order(@Param() { edition }: EditionAddressDto, @Res({ passthrough: true }) reply: Reply): Promise<JobDto> {
    const job = await this.switching.order(edition);
    reply.header('Location', `/v1/jobs/${job.id}`);
    return job;
  }
}
