import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.decorator.js';
import { PlaceAddressDto } from '../control/control-query.dto.js';
import { IsolationDto } from './isolation-answer.dto.js';
import { IsolationService } from './isolation.service.js';
import { ReadsEdition } from '../reading/envelope.dto.js';
import { IsolationQueryDto } from './isolation-query.dto.js';

@ApiTags('isolation')
@Controller('v1/isolation')
export class IsolationController {
  constructor(private readonly isolation: IsolationService) {}

  @Get(':place')
  @Needs('answers:read')
  @ApiOperation({
    summary: 'Whether a place is cut off',
    description:
      'Its exits, from what the gazetteer says that roads, bridges, rivers and borders connect: the condition and the ' +
      'holder of each, and to whom of those who hold or contest the place each remains. Beside it what sources claim ' +
      'about encirclement. Where the two contradict each other both stand. Exits are ways from the place or a part of ' +
      'it to somewhere outside; those of the place that it is a part of are none of its own.',
  })
  @ApiOkResponse({ type: IsolationDto, description: 'Exits in order of their ids, claims in order of known time.' })
  @ReadsEdition()
  of(@Param() { place }: PlaceAddressDto, @Query() asked: IsolationQueryDto): Promise<IsolationDto> {
    return this.isolation.of(place, asked);
  }
}
