import { Controller, Get, Headers, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.decorator.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { senderSubject } from '../access/address-subject.js';
import { principalOf } from '../access/requested-access.js';
import { ApiProblems } from '../http/problem.dto.js';
import { Listener, streamHeaders } from './listener.js';
import { LivePositions } from './live-positions.service.js';

const example =
  'event: position\nid: 0190d5a2-7c1e-7b4e-8f0a-3d2c1b0a9f8e.331\n' +
  'data: {"edition":"0190d5a2-7c1e-7b4e-8f0a-3d2c1b0a9f8e","position":"331"}\n\n';

@ApiTags('stream')
@Controller('v1/stream')
export class StreamController {
  constructor(private readonly positions: LivePositions) {}

  @Get()
  @Needs('answers:read', { staysOpen: true })
  @ApiOperation({
    summary: 'How the live edition moves, as server-sent events',
    description:
      '`position` whenever the live edition has come further, and at the beginning; then ask again what is shown. ' +
      '`resync` before it, where what was asked before the last id is better asked anew: after another edition became ' +
      'the live one, or more than 1,000 events. A comment every 15 seconds keeps the connection open. 200 listeners at ' +
      'most, 20 of them with one key, or from one address without a key.',
  })
  @ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    description: 'The id of the last event that was received; browsers send it by themselves.',
  })
  @ApiOkResponse({
    description: 'Events until either side ends it.',
    content: { 'text/event-stream': { schema: { type: 'string', example } } },
  })
  @ApiProblems(400, 409)
  async listen(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Headers('last-event-id') lastEventId?: string,
  ): Promise<void> {
    if (request.method === 'HEAD') return void reply.headers(streamHeaders).send();
    const giveBack = this.positions.takePlace(senderSubject(principalOf(request), request));
    reply.raw.once('close', giveBack);
    if (reply.raw.destroyed) giveBack();
    reply.hijack();
    const listener = new Listener(reply.raw);
    listener.begin(reply.getHeaders());
    await this.positions.add(listener, lastEventId);
  }
}
