import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.decorator.js';
import { SentBy } from '../access/sent-by.decorator.js';
import type { Sending } from '../intake/acceptance.service.js';
import { ApiProblems } from '../http/problem.dto.js';
import { type Accepted, TakesEvent } from '../intake/accepted.interceptor.js';
import { EditionQueryDto } from '../reading/as-of-query.dto.js';
import { ApiPage, ReadsEdition } from '../reading/envelope.dto.js';
import { PlaceAddressDto, PlaceAnswerDto, PlaceDto, PlaceQueryDto, RecordedPlaceDto } from './place.dto.js';
import { PlacesService } from './places.service.js';
import { placesList } from '../exports/columns/gazetteer.columns.js';
import { ExportsList } from '../exports/exports-list.decorator.js';

@ApiTags('places')
@Controller('v1/places')
export class PlacesController {
  constructor(private readonly places: PlacesService) {}

  @Post()
  @Needs('names:write')
  @TakesEvent()
  @ApiOperation({
    summary: 'Register a place, or say anew what it is',
    description:
      'Answered once the log has it for good. Of several registrations of one id the last registeredAt stands.',
  })
  @ApiCreatedResponse({ type: RecordedPlaceDto, description: 'The log has it.' })
  @ApiProblems(400, 413, 415, 422, 503)
  register(@Body() place: PlaceDto, @SentBy() sending: Sending): Promise<Accepted<RecordedPlaceDto>> {
    return this.places.register(place, sending);
  }

  @Get()
  @Needs('answers:read')
  @ApiOperation({ summary: 'List the places, or search them by name' })
  @ApiPage(PlaceDto, 'Places in order of their ids; of a search the best matches first.')
  @ExportsList(placesList)
  @ReadsEdition()
  list(@Query() asked: PlaceQueryDto) {
    return this.places.list(asked);
  }

  @Get(':id')
  @Needs('answers:read')
  @ApiOperation({ summary: 'One place' })
  @ApiOkResponse({ type: PlaceAnswerDto, description: 'As it is registered.' })
  @ReadsEdition()
  one(@Param() { id }: PlaceAddressDto, @Query() asked: EditionQueryDto): Promise<PlaceAnswerDto> {
    return this.places.one(id, asked);
  }
}
