import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.decorator.js';
import { ApiPage, type Page, ReadsEdition } from '../reading/envelope.dto.js';
import { contradictionsList } from '../exports/columns/contradiction.columns.js';
import { ExportsList } from '../exports/exports-list.decorator.js';
import { ContradictionDto } from './contradiction.dto.js';
import { ContradictionsQueryDto } from './contradictions-query.dto.js';
import { ContradictionsService } from './contradictions.service.js';

@ApiTags('contradictions')
@Controller('v1/contradictions')
export class ContradictionsController {
  constructor(private readonly contradictions: ContradictionsService) {}

  @Get()
  @Needs('answers:read')
  @ApiOperation({
    summary: 'Which reports contradict each other',
    description:
      'Pairs of which one report declares that it contradicts the other, then what the rules find: accounts of who holds ' +
      'a place whose order is open, disputed states of things, and counts of one incident that cannot all be right. Each ' +
      'says what they differ on, and whether that was settled by then, and by what.',
  })
  @ApiPage(ContradictionDto, 'Declared ones first, in order of the ids of their reports.')
  @ExportsList(contradictionsList)
  @ReadsEdition()
  list(@Query() asked: ContradictionsQueryDto): Promise<Page<ContradictionDto>> {
    return this.contradictions.list(asked);
  }
}
