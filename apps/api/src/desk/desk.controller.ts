import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.decorator.js';
import { EditionQueryDto } from '../reading/as-of-query.dto.js';
import { ReadsEdition } from '../reading/envelope.dto.js';
import { DeskDto } from './desk.dto.js';
import { DeskService } from './desk.service.js';

@ApiTags('desk')
@Controller('v1/desk')
export class DeskController {
  constructor(private readonly desk: DeskService) {}

  @Get()
  @Needs('answers:read')
  @ApiOperation({
    summary: 'What a page must know before its first question',
    description:
      'The desk’s zone, the days that reports cover, where the map begins, and which sides get a colour. What the desk ' +
      'has not set (SITREP_LANGUAGES, SITREP_START_VIEW, SITREP_PARTIES, SITREP_PINS, SITREP_STYLE_URL) is computed ' +
      'from what is reported.',
  })
  @ApiOkResponse({ type: DeskDto, description: 'The desk.' })
  @ReadsEdition()
  describe(@Query() asked: EditionQueryDto): Promise<DeskDto> {
    return this.desk.describe(asked);
  }
}
