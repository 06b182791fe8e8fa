import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.decorator.js';
import { ApiProblems } from '../http/problem.dto.js';
import { EditionDto, EditionListDto, OrderedEditionDto } from './edition-answer.dto.js';
import { EditionAddressDto, EditionChangeDto, EditionOrderDto } from './edition-order.dto.js';
import { EditionOrders } from './edition-orders.service.js';
import { EditionsService } from './editions.service.js';
import type { Reply } from '../http/reply.js';

@ApiTags('editions')
@Controller('v1/editions')
export class EditionsController {
  constructor(
    private readonly orders: EditionOrders,
    private readonly editions: EditionsService,
  ) {}

  @Post()
  @Needs('editions:write', { audited: 'edition_ordered' })
  @HttpCode(202)
  @ApiOperation({
    summary: 'Order an edition',
    description:
      'A set of read models of its own, made of a part of the log: until a date, or a position; without outlets, ' +
      'sources, sides or bad grades. Its end is fixed now; a projector builds it. Every question takes it as `edition=`, by name or id. ' +
      'The same order again changes nothing and is answered with the same edition and job.',
  })
  @ApiAcceptedResponse({
    type: OrderedEditionDto,
    description: 'Ordered; the job says how far it is.',
    headers: { Location: { description: 'The job that builds it.', schema: { type: 'string' } } },
  })
  @ApiProblems(400, 409, 413, 415, 422, 503)
  async order(@Body() order: EditionOrderDto, @Res({ passthrough: true }) reply: Reply): Promise<OrderedEditionDto> {
    const ordered = await this.orders.order(order);
    reply.header('Location', `/v1/jobs/${ordered.job.id}`);
    return ordered;
  }

  @Get()
  @Needs('answers:read')
  @ApiOperation({ summary: 'List the editions', description: 'All of them, the live one and failed ones included.' })
  @ApiOkResponse({ type: EditionListDto, description: 'The oldest first.' })
  @ApiProblems(400, 503)
  list(): Promise<EditionListDto> {
    return this.editions.list();
  }

  @Get(':edition')
  @Needs('answers:read')
  @ApiOperation({ summary: 'One edition' })
  @ApiOkResponse({ type: EditionDto, description: 'What it is made of, how far it is, what it leaves out.' })
  @ApiProblems(400, 404, 503)
  one(@Param() { edition }: EditionAddressDto): Promise<EditionDto> {
    return this.editions.one(edition);
  }

  @Patch(':edition')
  @Needs('editions:write', { audited: 'edition_changed' })
  @ApiOperation({ summary: 'Name an edition anew, pin it, or say how long it is kept' })
  @ApiOkResponse({ type: EditionDto, description: 'As it is now.' })
  @ApiProblems(400, 404, 409, 413, 415, 422, 503)
  change(@Param() { edition }: EditionAddressDto, @Body() change: EditionChangeDto): Promise<EditionDto> {
    return this.editions.change(edition, change);
  }

  @Delete(':edition')
  @Needs('editions:write', { audited: 'edition_dropped' })
  @HttpCode(204)
  @ApiOperation({
    summary: 'Drop an edition with all its rows',
    description: 'Not the live one, no pinned one, and none that is being built: dismiss its job for that.',
  })
  @ApiNoContentResponse({ description: 'It is gone, and so are its snapshots.' })
  @ApiProblems(400, 404, 409, 503)
  async drop(@Param() { edition }: EditionAddressDto): Promise<void> {
    await this.editions.drop(edition);
  }
}
