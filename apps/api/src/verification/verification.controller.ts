import { Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.decorator.js';
import { ApiProblems } from '../http/problem.dto.js';
import { LastVerificationDto, VerificationDto, VerifiedEditionAddressDto } from './verification.dto.js';
import { VerificationService } from './verification.service.js';
import type { Reply } from '../http/reply.js';

@ApiTags('editions')
@Controller('v1/editions/:id/verification')
export class VerificationController {
  constructor(private readonly verifications: VerificationService) {}

  @Post()
  @Needs('editions:write', { audited: 'verification_ordered' })
  @HttpCode(202)
  @ApiOperation({
    summary: 'Verify an edition',
    description:
      'A job refolds the log up to where the edition stands by a plain path of its own and compares row for row and ' +
      'digest for digest; it runs beside an edition that goes on. While one is under way, that one is answered.',
  })
  @ApiAcceptedResponse({
    type: VerificationDto,
    description: 'The job has been ordered.',
    headers: { Location: { description: 'The address of the job.', schema: { type: 'string' } } },
  })
  @ApiProblems(400, 404, 503)
  async order(
    @Param() { id }: VerifiedEditionAddressDto,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<VerificationDto> {
    const ordered = await this.verifications.order(id);
    reply.header('Location', `/v1/jobs/${ordered.job.id}`);
    return ordered;
  }

  @Get()
  @Needs('answers:read')
  @ApiOperation({
    summary: 'The last verdict on an edition',
    description:
      'With the latest job: a verification that goes on or came to nothing leaves the last verdict standing.',
  })
  @ApiOkResponse({ type: LastVerificationDto, description: 'The job, and the verdict where there is one.' })
  @ApiProblems(400, 404, 503)
  last(@Param() { id }: VerifiedEditionAddressDto): Promise<LastVerificationDto> {
    return this.verifications.last(id);
  }
}
