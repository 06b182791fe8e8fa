import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.decorator.js';
import { ApiPage, type Page, ReadsEdition } from '../reading/envelope.dto.js';
import { ClaimedControlDto } from './claimed-control.dto.js';
import { ControlItemDto, TimelineDto } from './control-answer.dto.js';
import { ControlQueryDto, PlaceAddressDto, TimelineQueryDto } from './control-query.dto.js';
import { ControlService } from './control.service.js';
import { ControlExplanationDto } from './explanation.dto.js';
import { ExplanationService } from './explanation.service.js';
import { controlList, controlTimelineList } from '../exports/columns/control.columns.js';
import { ExportsList } from '../exports/exports-list.decorator.js';
import { NamesDto } from '../reading/names.dto.js';
import { AsOfQueryDto } from '../reading/as-of-query.dto.js';

@ApiTags('control')
@Controller('v1/control')
export class ControlController {
  constructor(
    private readonly control: ControlService,
    private readonly explanation: ExplanationService,
  ) {}

  @Get()
  @Needs('answers:read')
  @ApiOperation({
    summary: 'Who holds what',
    description:
      'At one moment in the world, as known at one moment. A place without evidence is `unknown`. With `stance=claimed` ' +
      'what each side claims, side by side.',
  })
  @ApiPage([ControlItemDto, ClaimedControlDto], 'Places in order of their ids.', [NamesDto])
  @ExportsList(controlList)
  @ReadsEdition()
  list(@Query() asked: ControlQueryDto): Promise<Page<ControlItemDto | ClaimedControlDto>> {
    return this.control.list(asked);
  }

  @Get(':place/timeline')
  @Needs('answers:read')
  @ApiOperation({ summary: 'Who held one place, over all of time, as known at one moment' })
  @ApiOkResponse({ type: TimelineDto, description: 'Periods in order; what is unknown is left out.' })
  @ExportsList(controlTimelineList)
  @ReadsEdition()
  timeline(@Param() { place }: PlaceAddressDto, @Query() asked: TimelineQueryDto): Promise<TimelineDto> {
    return this.control.timeline(place, asked);
  }

  @Get(':place/explanation')
  @Needs('answers:read')
  @ApiOperation({
    summary: 'Why a place is said to be held so',
    description:
      'The rule that chose, the claims it rests on, and every other claim known then with why it did not count.',
  })
  @ApiOkResponse({ type: ControlExplanationDto, description: 'Every claim known then is in one of the two lists.' })
  @ReadsEdition()
  explain(@Param() { place }: PlaceAddressDto, @Query() asked: AsOfQueryDto): Promise<ControlExplanationDto> {
    return this.explanation.explain(place, asked);
  }
}
