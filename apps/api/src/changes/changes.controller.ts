import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.decorator.js';
import { ChangesDto } from './changes-answer.dto.js';
import { ChangesQueryDto } from './changes-query.dto.js';
import { ChangesService } from './changes.service.js';
import { changesList } from '../exports/columns/change.columns.js';
import { ExportsList } from '../exports/exports-list.decorator.js';
import { ReadsEdition } from '../reading/envelope.dto.js';

@ApiTags('changes')
@Controller('v1/changes')
export class ChangesController {
  constructor(private readonly changes: ChangesService) {}

  @Get()
  @Needs('answers:read')
  @ApiOperation({
    summary: 'What changed between two dates',
    description:
      'Compares every answer at validAt=from with that at validAt=to, both as known at knownAt, and sorts what differs by ' +
      'why: a place changed hands, was reported for the first time, lapsed without a claim, or was refined. Beside it ' +
      'what became of things, what is told of the days in between, and what came to be known in between. A day is the ' +
      'local day of each place, and as known a day of the desk, each to its end. With sinceRecorded, what the log has ' +
      'recorded since a position, in the same kinds: the log as it was then and as it is, asked the same question.',
  })
  @ApiOkResponse({
    type: ChangesDto,
    description: 'At most `limit` items in all lists together, list by list; `next` goes on behind the last.',
  })
  @ExportsList(changesList)
  @ReadsEdition()
  between(@Query() asked: ChangesQueryDto): Promise<ChangesDto> {
    return this.changes.between(asked);
  }
}
