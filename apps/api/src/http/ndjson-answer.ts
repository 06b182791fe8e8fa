import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';
import type { Readable } from 'node:stream';
import { ndjsonTypes } from './ndjson-body.js';

/** The part of a Fastify reply that an answer of lines needs. */
export interface LinesReply {
  header(name: string, value: string): LinesReply;
  send(stream: Readable): unknown;
}

/** Describes an answer that is JSON a line: many of one kind, and a last one of another. */
export const ApiLines = (description: string, line: Type, end: Type): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(line, end),
    ApiOkResponse({
      description,
      content: {
        [ndjsonTypes[0]]: { schema: { oneOf: [{ $ref: getSchemaPath(line) }, { $ref: getSchemaPath(end) }] } },
      },
    }),
  );

/** Answers with lines as they come. */
export const sendLines = (reply: LinesReply, lines: Readable): void =>
  void reply.header('Content-Type', `${ndjsonTypes[0]}; charset=utf-8`).send(lines);
