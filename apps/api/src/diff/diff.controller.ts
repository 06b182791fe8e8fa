import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.decorator.js';
import { ApiProblems } from '../http/problem.dto.js';
import { DiffDto } from './diff-answer.dto.js';
import { DiffAddressDto, DiffQueryDto } from './diff-query.dto.js';
import { DiffService } from './diff.service.js';

@ApiTags('editions')
@Controller('v1/editions/:a/diff/:b')
export class DiffController {
  constructor(private readonly diff: DiffService) {}

  @Get()
  @Needs('answers:read')
  @ApiOperation({
    summary: 'What two editions answer differently, or one at two dates',
    description:
      'Answers are compared, not rows: who holds a place, what state a thing is in, how many, which reports and ' +
      'incidents there are, and the gazetteer. At a moment a count or a report is there once it has begun to happen. ' +
      'Another report behind the same answer about a place is no difference.',
  })
  @ApiOkResponse({ type: DiffDto, description: 'What differs, a page of it.' })
  @ApiProblems(400, 404, 409, 503)
  between(@Param() names: DiffAddressDto, @Query() query: DiffQueryDto): Promise<DiffDto> {
    return this.diff.between(names, query);
  }
}
