import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.decorator.js';
import { ReadsEdition } from '../reading/envelope.dto.js';
import { SuggestionQueryDto } from './incident-query.dto.js';
import { IncidentsService } from './incidents.service.js';
import { scoring, SuggestionsDto } from './suggestion.dto.js';

/** Not below `v1/incidents`, where `suggestions` is the key of an incident. */
@ApiTags('incidents')
@Controller('v1/incident-suggestions')
export class IncidentSuggestionsController {
  constructor(private readonly incidents: IncidentsService) {}

  @Get()
  @Needs('answers:read')
  @ApiOperation({
    summary: 'Reports in different incidents that may tell of one development',
    description: `For a person to decide, who links them or does not; nothing is merged. ${scoring}`,
  })
  @ApiOkResponse({ type: SuggestionsDto, description: 'The likeliest first, with what each score is made of.' })
  @ReadsEdition()
  suggestions(@Query() asked: SuggestionQueryDto): Promise<SuggestionsDto> {
    return this.incidents.suggestions(asked);
  }
}
