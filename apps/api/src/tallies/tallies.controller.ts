import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../http/problem.dto.js';
import { ApiPage, type Page } from '../reading/envelope.dto.js';
import { TalliesService } from './tallies.service.js';
import { TallyItemDto } from './tally-answer.dto.js';
import { TallyQueryDto } from './tally-query.dto.js';

@ApiTags('tallies')
@Controller('v1/tallies')
export class TalliesController {
  constructor(private readonly tallies: TalliesService) {}

  @Get()
  @ApiOperation({
    summary: 'How many',
    description:
      'Over some days, as known at one moment. Reports of one incident are counted once; totals are never added to what ' +
      'they contain; forecasts never count. Groups are never summed.',
  })
  @ApiPage(TallyItemDto, 'One item for each group and unit; none when nothing is recorded.')
  @ApiProblems(400, 404, 503)
  list(@Query() asked: TallyQueryDto): Promise<Page<TallyItemDto>> {
    return this.tallies.list(asked);
  }
}
