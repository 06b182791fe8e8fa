import { Controller, Get, Inject, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { TimeZone } from '#situation';
import { Needs } from '../access/needs.decorator.js';
import { DESK_TIME_ZONE } from '../api-parts.js';
import { ApiProblems } from '../http/problem.dto.js';
import type { Reply } from '../http/reply.js';
import { ReadsEdition } from '../reading/envelope.dto.js';
import { BriefingDto, BriefingQueryDto } from './briefing.dto.js';
import { Withholding } from '../sensitivity/withholding.service.js';
import { BriefingsService } from './briefings.service.js';
import { briefingFormatOf, briefingTypes, documentOf } from './formats/formats.js';
import { html_policy } from './formats/html.js';

interface AskedBy {
  readonly protocol: string;
  readonly headers: { readonly accept?: string; readonly host?: string };
}

@ApiTags('briefings')
@Controller('v1/briefings')
export class BriefingsController {
  constructor(
    private readonly briefings: BriefingsService,
    private readonly withholding: Withholding,
    @Inject(DESK_TIME_ZONE) private readonly zone: TimeZone,
  ) {}

  @Get()
  @Needs('answers:read')
  @ApiOperation({
    summary: 'What changed between two dates, to read and to print',
    description:
      'The lists of /v1/changes, ways out, contradictions and amendments as sentences, each with the reports behind it ' +
      'and the address of the answer, in English, French or Arabic; as JSON, Markdown, a page or a Word document. With ' +
      '`publishedAt` also what would be said otherwise today.',
  })
  @ApiExtraModels(BriefingDto)
  @ApiOkResponse({
    description: 'The briefing.',
    content: {
      [briefingTypes.json]: { schema: { $ref: getSchemaPath(BriefingDto) } },
      [briefingTypes.md]: { schema: { type: 'string' } },
      [briefingTypes.html]: { schema: { type: 'string' } },
      [briefingTypes.docx]: { schema: { type: 'string', format: 'binary' } },
    },
  })
  @ApiProblems(406)
  @ReadsEdition()
  async write(
    @Query() asked: BriefingQueryDto,
    @Req() { protocol, headers }: AskedBy,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<BriefingDto | StreamableFile> {
    const format = briefingFormatOf(asked.format, headers.accept);
    const written = await this.briefings.write(asked);
    if (format === 'json') return written;
    // A document is made of it before the answer is coarsened.
    const briefing = await this.withholding.applied(written);
    const page = { base: `${protocol}://${headers.host ?? 'localhost'}` };
    const document = await documentOf(briefing, format, page, this.zone);
    reply.header('Content-Type', `${briefingTypes[format]}${format === 'docx' ? '' : '; charset=utf-8'}`);
    const name = `sitrep-briefing-${briefing.from.slice(0, 10)}-${briefing.to.slice(0, 10)}.${format}`;
    reply.header('Content-Disposition', `${format === 'html' ? 'inline' : 'attachment'}; filename="${name}"`);
    if (format === 'html') reply.header('Content-Security-Policy', html_policy);
    return new StreamableFile(Buffer.from(document));
  }
}
