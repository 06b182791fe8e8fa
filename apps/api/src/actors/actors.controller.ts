import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.decorator.js';
import { SentBy } from '../access/sent-by.decorator.js';
import type { Sending } from '../intake/acceptance.service.js';
import { ApiProblems } from '../http/problem.dto.js';
import { type Accepted, TakesEvent } from '../intake/accepted.interceptor.js';
import { ApiPage, ReadsEdition } from '../reading/envelope.dto.js';
import {
  ActorAddressDto,
  ActorAnswerDto,
  ActorDto,
  ActorQueryDto,
  ActorTimeDto,
  ListedActorDto,
  RecordedActorDto,
} from './actor.dto.js';
import { ActorsService } from './actors.service.js';
import { actorsList } from '../exports/columns/gazetteer.columns.js';
import { ExportsList } from '../exports/exports-list.decorator.js';

@ApiTags('actors')
@Controller('v1/actors')
export class ActorsController {
  constructor(private readonly actors: ActorsService) {}

  @Post()
  @Needs('names:write')
  @TakesEvent()
  @ApiOperation({
    summary: 'Register an actor, or say anew what it is',
    description:
      'Answered once the log has it for good. Of several registrations of one id the last registeredAt stands.',
  })
  @ApiCreatedResponse({ type: RecordedActorDto, description: 'The log has it.' })
  @ApiProblems(400, 413, 415, 422, 503)
  register(@Body() actor: ActorDto, @SentBy() sending: Sending): Promise<Accepted<RecordedActorDto>> {
    return this.actors.register(actor, sending);
  }

  @Get()
  @Needs('answers:read')
  @ApiOperation({ summary: 'List the actors, or search them by name' })
  @ApiPage(ListedActorDto, 'Actors in order of their ids; of a search the best matches first.')
  @ExportsList(actorsList)
  @ReadsEdition()
  list(@Query() asked: ActorQueryDto) {
    return this.actors.list(asked);
  }

  @Get(':id')
  @Needs('answers:read')
  @ApiOperation({ summary: 'One actor' })
  @ApiOkResponse({ type: ActorAnswerDto, description: 'As it is registered.' })
  @ReadsEdition()
  one(@Param() { id }: ActorAddressDto, @Query() asked: ActorTimeDto): Promise<ActorAnswerDto> {
    return this.actors.one(id, asked);
  }
}
