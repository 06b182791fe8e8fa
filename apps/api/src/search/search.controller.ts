import { Controller, Get, Query } from '@nestjs/common';
import { Needs } from '../access/needs.decorator.js';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ReadsEdition } from '../reading/envelope.dto.js';
import { SearchAnswerDto, SearchQueryDto } from './search.dto.js';
import { SearchService } from './search.service.js';

@ApiTags('search')
@Controller('v1/search')
export class SearchController {
  constructor(private readonly searching: SearchService) {}

  @Get()
  @Needs('answers:read')
  @ApiOperation({
    summary: 'Search places, actors, reports and incidents',
    description: 'For a search box: the first hits of each kind, in any script, as known then.',
  })
  @ApiOkResponse({
    type: SearchAnswerDto,
    description: 'Each kind in a list of its own; empty where nothing is found.',
  })
  @ReadsEdition()
  search(@Query() asked: SearchQueryDto): Promise<SearchAnswerDto> {
    return this.searching.search(asked);
  }
}
