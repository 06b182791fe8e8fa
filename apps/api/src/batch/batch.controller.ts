import { Controller, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiExtraModels, ApiHeader, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { Needs } from '../access/needs.decorator.js';
import { SentBy } from '../access/sent-by.decorator.js';
import type { Sending } from '../intake/acceptance.service.js';
import { Readable } from 'node:stream';
import { ApiLines, type LinesReply, sendLines } from '../http/ndjson-answer.js';
import { ndjsonTypes } from '../http/ndjson-body.js';
import { ApiProblems } from '../http/problem.dto.js';
import { DraftDto } from '../reports/draft.dto.js';
import { BatchEndDto, BatchQueryDto, LineResultDto } from './batch.dto.js';
import { BatchService } from './batch.service.js';
import { lineKinds } from './sent-line.js';

const line = {
  oneOf: [
    { $ref: getSchemaPath(DraftDto) },
    {
      type: 'object',
      required: ['kind', 'body'],
      properties: {
        kind: { type: 'string', enum: [...lineKinds] },
        id: { type: 'string', format: 'uuid', description: 'The report that is amended.' },
        body: { type: 'object', description: 'The body of the route of this kind.' },
      },
    },
  ],
};

@ApiTags('reports')
@Controller('v1/reports/batch')
export class BatchController {
  constructor(private readonly batch: BatchService) {}

  @Post()
  @Needs('reports:write', { staysOpen: true })
  @HttpCode(200)
  @ApiOperation({
    summary: 'Submit any number of reports, registrations and amendments, one a line',
    description:
      'A line is a report, or {"kind", "id", "body"}: what the route of that kind takes, with the id of the report for an ' +
      'amendment. Each line has a result of its own, in order, written once the log has it for good; read them while you ' +
      'send, for a body whose results nobody reads is not read on, and one that stands still for 30 seconds is cut off. ' +
      'Later lines may name what earlier ones register. A refused line does not stop the others. Sending the same again ' +
      'is harmless: after a cut, send the lines without a result. With `dryRun=true` nothing is recorded: the results tell ' +
      'what would become of the lines, of which later ones may name what earlier ones would register.',
  })
  @ApiHeader({ name: 'traceparent', required: false, description: 'W3C Trace Context, stored with every event.' })
  @ApiExtraModels(DraftDto)
  @ApiConsumes(...ndjsonTypes)
  @ApiBody({ description: 'JSON in UTF-8, one value a line.', schema: line })
  @ApiLines('One result a line, and a last line with the counts.', LineResultDto, BatchEndDto)
  @ApiProblems(400, 415)
  submit(
    @Query() { draft, bundle, revise, dryRun }: BatchQueryDto,
    @Req() request: { readonly body: Readable },
    @Res() reply: LinesReply,
    @SentBy() sending: Sending,
  ): void {
    const asked = {
      ...sending,
      asDraft: draft === 'true',
      bundle,
      revises: revise === 'true',
      isTrial: dryRun === 'true',
    };
    const results = this.batch.resultsOf(request.body, { ...asked, inBatch: true });
    sendLines(reply, Readable.from(results, { objectMode: false }));
  }
}
