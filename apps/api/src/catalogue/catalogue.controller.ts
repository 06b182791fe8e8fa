import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.decorator.js';
import { ApiProblems } from '../http/problem.dto.js';
import { CatalogueDto, DevelopmentTypeAddressDto, DevelopmentTypeWithSchemaDto } from './catalogue.dto.js';
import { CatalogueService } from './catalogue.service.js';

@ApiTags('catalogue')
@Controller('v1/catalogue')
export class CatalogueController {
  constructor(private readonly catalogue: CatalogueService) {}

  @Get()
  @Needs('answers:read')
  @ApiOperation({
    summary: 'What can be reported',
    description: 'Every type of development, with what a report of it may say about control, condition and figures.',
  })
  @ApiOkResponse({ type: CatalogueDto, description: 'The catalogue.' })
  all(): Promise<CatalogueDto> {
    return this.catalogue.all();
  }

  @Get(':type')
  @Needs('answers:read')
  @ApiOperation({ summary: 'One type of development, with the JSON Schema of its events' })
  @ApiOkResponse({ type: DevelopmentTypeWithSchemaDto, description: 'The type and its schema.' })
  @ApiProblems(400, 404)
  one(@Param() { type }: DevelopmentTypeAddressDto): Promise<DevelopmentTypeWithSchemaDto> {
    return this.catalogue.one(type);
  }
}
