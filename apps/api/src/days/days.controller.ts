import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.decorator.js';
import { ReadsEdition } from '../reading/envelope.dto.js';
import { DaysDto, DaysQueryDto } from './days.dto.js';
import { DaysService } from './days.service.js';

@ApiTags('days')
@Controller('v1/days')
export class DaysController {
  constructor(private readonly days: DaysService) {}

  @Get()
  @Needs('answers:read')
  @ApiOperation({
    summary: 'What happened and what became known, day by day',
    description:
      'Which places changed hands in each bucket of time, how many reports became known in it, and how many reports of ' +
      'which bucket became known in which: of this a time bar is drawn. At most 1,000 buckets.',
  })
  @ApiOkResponse({ type: DaysDto, description: 'Every bucket, in order of time.' })
  @ReadsEdition()
  read(@Query() asked: DaysQueryDto): Promise<DaysDto> {
    return this.days.read(asked);
  }
}
