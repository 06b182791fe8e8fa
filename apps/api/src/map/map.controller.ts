import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.decorator.js';
import { ReadsEdition } from '../reading/envelope.dto.js';
import { MapDto } from './map-answer.dto.js';
import { MapQueryDto } from './map-query.dto.js';
import { MapService } from './map.service.js';

@ApiTags('map')
@Controller('v1/map')
export class MapController {
  constructor(private readonly map: MapService) {}

  @Get()
  @Needs('answers:read')
  @ApiOperation({
    summary: 'All that is known of all places at one moment',
    description:
      'Who holds each place and what state it is in, as /v1/control and /v1/conditions say, with what a map needs to ' +
      'draw it, in one answer without pages. Places of which nothing is known are listed by id. With `since` only what ' +
      'differs from another moment.',
  })
  @ApiOkResponse({ type: MapDto, description: 'The map.' })
  @ReadsEdition()
  read(@Query() asked: MapQueryDto): Promise<MapDto> {
    return this.map.read(asked);
  }
}
