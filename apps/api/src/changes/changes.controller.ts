import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ChangesDto } from './changes-answer.dto.js';
import { ChangesQueryDto } from './changes-query.dto.js';
import { ChangesService } from './changes.service.js';
import { ReadsEdition } from '../reading/reads-edition.decorator.js';

@ApiTags('changes')
@Controller('v1/changes')
export class ChangesController {
  constructor(private readonly changes: ChangesService) {}

  @Get()
  @ApiOperation({
    summary: 'What changed between two dates, in the world and in what was known',
    description:
      'world compares control at validAt=from with validAt=to, both as known at to. knowledge compares control about ' +
      'validAt=to as known at from with as known at to, and lists the reports that came, were corrected, retracted, ' +
      'graded, linked or unlinked in between. As validAt a day is the local day of each place, as knownAt a day of the ' +
      'desk, each to its end.',
  })
  @ApiOkResponse({
    type: ChangesDto,
    description: 'Both, apart. Each list holds at most `limit` and says if there is more.',
  })
  @ReadsEdition()
  between(@Query() asked: ChangesQueryDto): Promise<ChangesDto> {
    return this.changes.between(asked);
  }
}
