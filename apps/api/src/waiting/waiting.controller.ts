import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.decorator.js';
import { ApiPage, type Page, ReadsEdition } from '../reading/envelope.dto.js';
import { WaitingAmendmentDto, WaitingQueryDto } from './waiting.dto.js';
import { WaitingService } from './waiting.service.js';

@ApiTags('reports')
@Controller('v1/waiting')
export class WaitingController {
  constructor(private readonly waiting: WaitingService) {}

  @Get()
  @Needs('answers:read')
  @ApiOperation({
    summary: 'Amendments whose report nobody has sent yet',
    description: 'Corrections, retractions and grades that are kept and apply once their report comes.',
  })
  @ApiPage(WaitingAmendmentDto, 'In order of when they were made known.')
  @ReadsEdition()
  list(@Query() asked: WaitingQueryDto): Promise<Page<WaitingAmendmentDto>> {
    return this.waiting.list(asked);
  }
}
