import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../http/problem.dto.js';
import { ApiPage, type Page } from '../reading/envelope.dto.js';
import { ConditionItemDto } from './condition-answer.dto.js';
import { ConditionQueryDto } from './condition-query.dto.js';
import { ConditionsService } from './conditions.service.js';

@ApiTags('conditions')
@Controller('v1/conditions')
export class ConditionsController {
  constructor(private readonly conditions: ConditionsService) {}

  @Get()
  @ApiOperation({
    summary: 'What state things are in',
    description:
      'Roads, bridges, buildings and sites at one moment in the world, as known at one moment: how whole they are, and ' +
      'whether one gets through. What nobody has reported is `unknown`.',
  })
  @ApiPage(ConditionItemDto, 'Things in order of their ids.')
  @ApiProblems(400, 404, 503)
  list(@Query() asked: ConditionQueryDto): Promise<Page<ConditionItemDto>> {
    return this.conditions.list(asked);
  }
}
