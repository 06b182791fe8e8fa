import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.decorator.js';
import { ApiPage, ReadsEdition } from '../reading/envelope.dto.js';
import { NamesDto } from '../reading/names.dto.js';
import { TalliesService, type TallyPage } from './tallies.service.js';
import { TallyItemDto, TallyPartsDto } from './tally-answer.dto.js';
import { TallyExplanationDto } from './tally-explanation.dto.js';
import { TallyExplanationQueryDto, TallyQueryDto } from './tally-query.dto.js';
import { talliesList } from '../exports/columns/tally.columns.js';
import { ExportsList } from '../exports/exports-list.decorator.js';

@ApiTags('tallies')
@Controller('v1/tallies')
export class TalliesController {
  constructor(private readonly tallies: TalliesService) {}

  @Get()
  @Needs('answers:read')
  @ApiOperation({
    summary: 'How many',
    description:
      'Over some days, as known at one moment. Reports of one incident are counted once; totals are never added to what ' +
      'they contain; states are never summed; forecasts never count. Groups and measures are summed only where asked.',
  })
  @ApiPage(TallyItemDto, 'One item for each bucket, measure, group and unit; none where nothing is recorded.', [
    TallyPartsDto,
    NamesDto,
  ])
  @ExportsList(talliesList)
  @ReadsEdition()
  list(@Query() asked: TallyQueryDto): Promise<TallyPage<TallyItemDto>> {
    return this.tallies.list(asked);
  }

  @Get('explanation')
  @Needs('answers:read')
  @ApiOperation({
    summary: 'Why so many',
    description:
      'The same questions, each answer with the parts that it adds up to, the totals and why they count or not, and ' +
      'what was set aside. A long explanation goes on on the next page.',
  })
  @ApiPage(TallyExplanationDto, 'One explanation for each answer, in the same order.', [TallyPartsDto, NamesDto])
  @ReadsEdition()
  explain(@Query() asked: TallyExplanationQueryDto): Promise<TallyPage<TallyExplanationDto>> {
    return this.tallies.explain(asked);
  }
}
