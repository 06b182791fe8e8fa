import { Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { IncomingHttpHeaders } from 'node:http';
import type { PassThrough } from 'node:stream';
import { Needs } from '../access/needs.decorator.js';
import { ApiProblems } from '../http/problem.dto.js';
import { ImportEndDto, ImportFormDto, ImportLineDto } from './import.dto.js';
import { ImportsService } from './imports.service.js';
import type { FormRequest } from './uploaded-form.js';

/** The part of a Fastify reply that a streamed answer needs. */
interface StreamReply {
  header(name: string, value: string): StreamReply;
  send(stream: PassThrough): unknown;
}

@ApiTags('imports')
@Controller('v1/imports')
export class ImportsController {
  constructor(private readonly imports: ImportsService) {}

  @Post()
  @Needs('names:write', { staysOpen: true })
  @HttpCode(200)
  @ApiOperation({
    summary: 'Import a file: a dataset or a table with a mapping',
    description:
      'The file is read to its end before anything is recorded: one that is cut, in another encoding or no table at all is ' +
      'refused as a whole, and says why. Then each row becomes a report, as `sitrep import` makes it, and the answer tells ' +
      'how far it is, which rows are refused and why, and at last what became of all. Sending the file again is harmless: ' +
      'what is there already is passed over, what says something else becomes a correction. An answer that is not read to ' +
      'its last line ends the import after the rows that are on their way. Two files at once.',
  })
  @ApiConsumes('multipart/form-data')
  @ApiExtraModels(ImportLineDto, ImportEndDto)
  @ApiBody({ type: ImportFormDto })
  @ApiOkResponse({
    description: 'Lines as they come, and a last one with the counts.',
    content: {
      'application/x-ndjson': {
        schema: { oneOf: [{ $ref: getSchemaPath(ImportLineDto) }, { $ref: getSchemaPath(ImportEndDto) }] },
      },
    },
  })
  @ApiProblems(400, 409, 413, 415, 422, 503)
  async import(
    @Req() request: FormRequest & { readonly headers: IncomingHttpHeaders },
    @Res() reply: StreamReply,
  ): Promise<void> {
    const lines = await this.imports.import(request);
    reply.header('Content-Type', 'application/x-ndjson; charset=utf-8').send(lines);
  }
}
