import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.decorator.js';
import { ApiPage, type Page, ReadsEdition } from '../reading/envelope.dto.js';
import { ParkedEventDto, ParkedQueryDto } from './parked.dto.js';
import { ParkedService } from './parked.service.js';

@ApiTags('parked')
@Controller('v1/parked')
export class ParkedController {
  constructor(private readonly parked: ParkedService) {}

  @Get()
  @Needs('operations:read')
  @ApiOperation({
    summary: 'Events that could not be decoded or projected',
    description: 'With their bytes, the reason and the position. `sitrep redrive` tries them again.',
  })
  @ApiPage(ParkedEventDto, 'In order of partition and offset.')
  @ReadsEdition()
  list(@Query() asked: ParkedQueryDto): Promise<Page<ParkedEventDto>> {
    return this.parked.list(asked);
  }
}
