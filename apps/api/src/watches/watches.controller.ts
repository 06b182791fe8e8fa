import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Query,
  Req,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#platform';
import { atom_type } from '#watches';
import { Needs } from '../access/needs.decorator.js';
import { AskedBy } from '../access/sent-by.decorator.js';
import { PUBLIC_BASE_URL } from '../api-parts.js';
import { ApiProblems } from '../http/problem.dto.js';
import type { Reply } from '../http/reply.js';
import { NewWatchDto, WatchDeliveryListDto, WatchDto, WatchListDto, WatchTestDto } from './watch-answer.dto.js';
import { WatchChangeDto, WatchOrderDto } from './watch-order.dto.js';
import { WatchAddressDto, WatchDeliveryQueryDto } from './watch-query.dto.js';
import { WatchesService } from './watches.service.js';

interface AskedAt {
  readonly protocol: string;
  readonly headers: { readonly host?: string };
}

@ApiTags('watches')
@Controller('v1/watches')
export class WatchesController {
  constructor(
    private readonly watches: WatchesService,
    @Inject(PUBLIC_BASE_URL) private readonly baseUrl: string | undefined,
  ) {}

  @Post()
  @Needs('watches:write', { shownOnce: 'secret' })
  @HttpCode(201)
  @ApiOperation({
    summary: 'Watch a question',
    description:
      'From now on each change that the log makes known is reported once, in order, however late it speaks of: what was ' +
      'so before, what is so now, and the reports that made the difference. The mere passing of time is no change. Every ' +
      'watch has a feed; a webhook or mail beside it. 100 watches at most, 120 messages a minute each.',
  })
  @ApiCreatedResponse({
    type: NewWatchDto,
    description: 'Made; the secret is shown this once.',
    headers: { Location: { description: 'The watch.', schema: { type: 'string' } } },
  })
  @ApiProblems(400, 409, 413, 415, 422, 503)
  async create(
    @Body() order: WatchOrderDto,
    @AskedBy() principal: Principal,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<NewWatchDto> {
    const made = await this.watches.create(order, principal.id);
    reply.header('Location', `/v1/watches/${made.id}`);
    return made;
  }

  @Get()
  @Needs('watches:read')
  @ApiOperation({ summary: 'List the watches' })
  @ApiOkResponse({ type: WatchListDto, description: 'All of them, the oldest first.' })
  @ApiProblems(400, 503)
  list(): Promise<WatchListDto> {
    return this.watches.list();
  }

  @Get(':id')
  @Needs('watches:read')
  @ApiOperation({ summary: 'One watch, whether it works, and what waits' })
  @ApiOkResponse({ type: WatchDto, description: 'As it is now, without its secret.' })
  @ApiProblems(400, 404, 503)
  one(@Param() { id }: WatchAddressDto): Promise<WatchDto> {
    return this.watches.one(id);
  }

  @Patch(':id')
  @Needs('watches:write')
  @ApiOperation({ summary: 'Pause a watch, resume it, or change its name or its question' })
  @ApiOkResponse({ type: WatchDto, description: 'As it is now.' })
  @ApiProblems(400, 404, 409, 413, 415, 422, 503)
  change(
    @Param() { id }: WatchAddressDto,
    @Body() change: WatchChangeDto,
    @AskedBy() principal: Principal,
  ): Promise<WatchDto> {
    return this.watches.change(id, change, principal.id);
  }

  @Delete(':id')
  @Needs('watches:write')
  @HttpCode(204)
  @ApiOperation({ summary: 'Drop a watch', description: 'With its messages, those that wait among them.' })
  @ApiNoContentResponse({ description: 'It is gone.' })
  @ApiProblems(400, 404, 503)
  async drop(@Param() { id }: WatchAddressDto, @AskedBy() principal: Principal): Promise<void> {
    await this.watches.drop(id, principal.id);
  }

  @Post(':id/test')
  @Needs('watches:write')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Send a test now',
    description: 'Of a paused watch, too. It is tried once, and stands among the deliveries. At most 5 a minute.',
  })
  @ApiOkResponse({ type: WatchTestDto, description: 'What the receiver made of it.' })
  @ApiProblems(400, 404, 429, 503)
  test(@Param() { id }: WatchAddressDto, @AskedBy() principal: Principal): Promise<WatchTestDto> {
    return this.watches.test(id, principal.id);
  }

  @Get(':id/feed')
  @Needs('watches:read')
  @ApiOperation({
    summary: 'The messages of a watch as an Atom feed',
    description: 'The latest 100, those of the last 30 days. A reader of feeds sends the key as the password of Basic.',
  })
  @ApiOkResponse({
    description: 'RFC 4287, the newest first.',
    content: { [atom_type]: { schema: { type: 'string' } } },
  })
  @ApiProblems(400, 404, 503)
  async feed(
    @Param() { id }: WatchAddressDto,
    @Req() { protocol, headers }: AskedAt,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<StreamableFile> {
    const base = this.baseUrl ?? `${protocol}://${headers.host ?? 'localhost'}`;
    const feed = await this.watches.feed(id, base);
    reply.header('Content-Type', `${atom_type}; charset=utf-8`);
    return new StreamableFile(Buffer.from(feed));
  }

  @Get(':id/deliveries')
  @Needs('watches:read')
  @ApiOperation({ summary: 'What was tried to be delivered, and what came of it' })
  @ApiOkResponse({ type: WatchDeliveryListDto, description: 'The latest first.' })
  @ApiProblems(400, 404, 503)
  deliveries(@Param() { id }: WatchAddressDto, @Query() asked: WatchDeliveryQueryDto): Promise<WatchDeliveryListDto> {
    return this.watches.deliveries(id, asked);
  }
}
