import { Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { IncomingHttpHeaders } from 'node:http';
import { Needs } from '../access/needs.decorator.js';
import { ApiLines, type LinesReply, sendLines } from '../http/ndjson-answer.js';
import { ApiProblems } from '../http/problem.dto.js';
import { ImportEndDto, ImportFormDto, ImportLineDto } from './import.dto.js';
import { ImportProposalDto, ProposalFormDto } from './import-proposal.dto.js';
import { ImportsService } from './imports.service.js';
import type { FormRequest } from './uploaded-form.js';

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
  @ApiBody({ type: ImportFormDto })
  @ApiLines('Lines as they come, and a last one with the counts.', ImportLineDto, ImportEndDto)
  @ApiProblems(400, 409, 413, 415, 422, 503)
  async import(
    @Req() request: FormRequest & { readonly headers: IncomingHttpHeaders },
    @Res() reply: LinesReply,
  ): Promise<void> {
    sendLines(reply, await this.imports.import(request));
  }

  @Post('proposals')
  @Needs('names:write', { staysOpen: true })
  @HttpCode(200)
  @ApiOperation({
    summary: 'Propose how a file can be imported',
    description:
      'Says what the file looks like, lists its columns with cells of the first rows, and for a table that is no known ' +
      'dataset proposes what each column means, as `sitrep import --suggest-mapping` does. A person checks and completes ' +
      'it: "WHICH COLUMN?", "WHICH TYPE?" and "WHO PUBLISHES THESE REPORTS?" stand where nothing was found, and are ' +
      'refused when they are sent. Nothing is recorded. Two files at once, those that are imported included.',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: ProposalFormDto })
  @ApiOkResponse({ type: ImportProposalDto })
  @ApiProblems(400, 409, 413, 415, 422)
  propose(@Req() request: FormRequest): Promise<ImportProposalDto> {
    return this.imports.propose(request);
  }
}
