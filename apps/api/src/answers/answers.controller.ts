import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.decorator.js';
import { PlaceAddressDto } from '../control/control-query.dto.js';
import { ApiPage, ReadsEdition } from '../reading/envelope.dto.js';
import { NamesDto } from '../reading/names.dto.js';
import { AnswersQueryDto, ConditionRectangleDto, ControlRectangleDto } from './answers.dto.js';
import { AnswersService } from './answers.service.js';

const in_order = 'In the order in which they came to be known; what is unknown is left out.';

@Controller('v1')
export class AnswersController {
  constructor(private readonly answers: AnswersService) {}

  @Get('control/:place/answers')
  @Needs('answers:read')
  @ApiTags('control')
  @ApiOperation({
    summary: 'Every answer about who held one place, over both clocks',
    description:
      'Each with the stretch of the world and the stretch of known time over which it holds. At knownAt a timeline is ' +
      'a cut through these.',
  })
  @ApiPage(ControlRectangleDto, in_order, [NamesDto])
  @ReadsEdition()
  control(@Param() { place }: PlaceAddressDto, @Query() asked: AnswersQueryDto) {
    return this.answers.control(place, asked);
  }

  @Get('conditions/:place/answers')
  @Needs('answers:read')
  @ApiTags('conditions')
  @ApiOperation({
    summary: 'Every answer about the state of one thing, over both clocks',
    description: 'Axis by axis, each with the stretches of the world and of known time over which it holds.',
  })
  @ApiPage(ConditionRectangleDto, in_order, [NamesDto])
  @ReadsEdition()
  conditions(@Param() { place }: PlaceAddressDto, @Query() asked: AnswersQueryDto) {
    return this.answers.conditions(place, asked);
  }
}
