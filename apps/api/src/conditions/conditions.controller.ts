import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.decorator.js';
import { PlaceAddressDto } from '../control/control-query.dto.js';
import { ApiPage, type Page, ReadsEdition } from '../reading/envelope.dto.js';
import { ClaimedConditionDto } from './claimed-condition.dto.js';
import { ConditionItemDto } from './condition-answer.dto.js';
import { ConditionExplanationDto, ConditionTimelineDto } from './condition-explanation.dto.js';
import { ConditionExplanationService } from './condition-explanation.service.js';
import { ConditionQueryDto } from './condition-query.dto.js';
import { ConditionsService } from './conditions.service.js';
import { conditionsList } from '../exports/columns/condition.columns.js';
import { ExportsList } from '../exports/exports-list.decorator.js';
import { NamesDto } from '../reading/names.dto.js';
import { AsKnownQueryDto, AsOfQueryDto } from '../reading/as-of-query.dto.js';

@ApiTags('conditions')
@Controller('v1/conditions')
export class ConditionsController {
  constructor(
    private readonly conditions: ConditionsService,
    private readonly explanation: ConditionExplanationService,
  ) {}

  @Get()
  @Needs('answers:read')
  @ApiOperation({
    summary: 'What state things are in',
    description:
      'Roads, bridges, buildings and sites at one moment in the world, as known at one moment: how whole they are, and ' +
      'whether one gets through. What nobody has reported is `unknown`. With `stance=claimed` what each side claims, ' +
      'side by side.',
  })
  @ApiPage([ConditionItemDto, ClaimedConditionDto], 'Things in order of their ids.', [NamesDto])
  @ExportsList(conditionsList)
  @ReadsEdition()
  list(@Query() asked: ConditionQueryDto): Promise<Page<ConditionItemDto | ClaimedConditionDto>> {
    return this.conditions.list(asked);
  }

  @Get(':place/timeline')
  @Needs('answers:read')
  @ApiOperation({ summary: 'What state one thing was in, over all of time, as known at one moment' })
  @ApiOkResponse({ type: ConditionTimelineDto, description: 'Periods axis by axis; what is unknown is left out.' })
  @ReadsEdition()
  timeline(@Param() { place }: PlaceAddressDto, @Query() asked: AsKnownQueryDto): Promise<ConditionTimelineDto> {
    return this.explanation.timeline(place, asked);
  }

  @Get(':place/explanation')
  @Needs('answers:read')
  @ApiOperation({
    summary: 'Why a thing is said to be in this state',
    description:
      'For each axis the rule that chose, the claims it rests on, and every other claim known then with why it did not ' +
      'count.',
  })
  @ApiOkResponse({
    type: ConditionExplanationDto,
    description: 'Every claim known then is in one of the two lists of its axis.',
  })
  @ReadsEdition()
  explain(@Param() { place }: PlaceAddressDto, @Query() asked: AsOfQueryDto): Promise<ConditionExplanationDto> {
    return this.explanation.explain(place, asked);
  }
}
