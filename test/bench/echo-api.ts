// What Nest on Fastify costs by itself: takes a report through the same parser, pipe and DTO as the api, and gives its id back; on GET as much as an answer about one place.
import 'reflect-metadata';
import { Body, Controller, Get, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DraftDto } from '../../apps/api/src/reports/draft.dto.js';
import { acceptOnlyJson } from '../../apps/api/src/http/json-only.parser.js';
import { ShapePipe } from '../../apps/api/src/http/shape.pipe.js';

const reports = Array.from({ length: 6 }, (_, number) => ({ id: '0190d5a2-7c1e-7b4e-8f0a-3d2c1b0a9f8e', number }));
const answer = { items: [{ place: { id: 'place-1', name: 'Place 1' }, status: 'held', reports }], position: '12000' };

@Controller('v1/reports')
class EchoController {
  @Get()
  get(): object {
    return answer;
  }

  @Post()
  echo(@Body() draft: DraftDto): object {
    return { id: draft.id, externalId: draft.externalId ?? null };
  }
}

@Module({ controllers: [EchoController] })
class EchoModule {}

const options = { logger: false, bodyParser: false } as const;
const app = await NestFactory.create<NestFastifyApplication>(EchoModule, new FastifyAdapter(), options);
acceptOnlyJson(app);
app.useGlobalPipes(new ShapePipe());
await app.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1');
process.stderr.write(`listening on ${await app.getUrl()}\n`);
