import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Query, Req } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import { Needs } from '../access/needs.decorator.js';
import { SentBy } from '../access/sent-by.decorator.js';
import type { Sending } from '../intake/acceptance.service.js';
import { forgetValidator } from '../http/entity-tag.js';
import { ApiProblems } from '../http/problem.dto.js';
import { type Accepted, TakesEvent } from '../intake/accepted.interceptor.js';
import { ApiPage, ReadsEdition } from '../reading/envelope.dto.js';
import {
  CorrectionDto,
  GradingDto,
  RecordedAmendmentDto,
  RecordedReportDto,
  ReinstatementDto,
  RetractionDto,
} from './amendment.dto.js';
import { DraftDto } from './draft.dto.js';
import { ReportHistoryDto, ReportVersionDto } from './report-answer.dto.js';
import { ReportIntake } from './report-intake.service.js';
import { FacetCountDto, ReportFacetsDto } from './report-facets.dto.js';
import { ReportAddressDto, ReportQueryDto, ReportSearchDto, SearchPageDto } from './report-query.dto.js';
import { AsksByPost } from '../reading/snapshot.interceptor.js';
import { EditionQueryDto } from '../reading/as-of-query.dto.js';
import { PreviewDto, SubmissionQueryDto } from '../preview/preview.dto.js';
import { PreviewService } from '../preview/preview.service.js';
import { ReportReading } from './report-reading.service.js';
import { reportsList } from '../exports/columns/report.columns.js';
import { ExportsList } from '../exports/exports-list.decorator.js';

const repeated = 'The same had been recorded before; nothing was appended.';

@ApiTags('reports')
@Controller('v1/reports')
export class ReportsController {
  constructor(
    private readonly intake: ReportIntake,
    private readonly reading: ReportReading,
    private readonly previews: PreviewService,
  ) {}

  @Post()
  @Needs('reports:write')
  @TakesEvent()
  @ApiOperation({
    summary: 'Submit a report',
    description:
      'Answered once the log has it for good. With `dryRun=true` nothing is recorded, and the answer is what the report ' +
      'would do. With `draft=true`, or for those whose reports wait for an approval, it is a draft, and `review` says so.',
  })
  @ApiCreatedResponse({ type: RecordedReportDto, description: 'The log has it.' })
  @ApiExtraModels(RecordedReportDto, PreviewDto)
  @ApiOkResponse({
    description: `${repeated} Or what the report would do.`,
    schema: { oneOf: [RecordedReportDto, PreviewDto].map((model) => ({ $ref: getSchemaPath(model) })) },
  })
  @ApiProblems(400, 409, 413, 415, 422, 503)
  async submit(
    @Query() { dryRun, draft: asDraft, validAt }: SubmissionQueryDto,
    @Body() draft: DraftDto,
    @SentBy() sending: Sending,
  ): Promise<Accepted<RecordedReportDto | PreviewDto>> {
    if (dryRun === 'true')
      return { body: await this.previews.preview(draft, validAt, sending.principal), isPreview: true };
    return this.intake.submit(draft, { ...sending, asDraft: asDraft === 'true' });
  }

  @Post('search')
  @HttpCode(HttpStatus.OK)
  @Needs('answers:read')
  @AsksByPost()
  @ApiOperation({
    summary: 'Search reports in an area of any form',
    description:
      'As GET /v1/reports, with its parameters as members of the body, lists as lists, and a GeoJSON polygon beside them. ' +
      'Nothing is recorded. To go on, send the same body to the address of `next`.',
  })
  @ApiExtraModels(FacetCountDto)
  @ApiPage(ReportVersionDto, 'As the list answers.', [ReportFacetsDto])
  @ApiProblems(413, 415)
  @ReadsEdition()
  search(@Body() asked: ReportSearchDto, @Query() at: SearchPageDto) {
    return this.reading.search(asked, at);
  }

  @Post(':id/corrections')
  @Needs('reports:write')
  @TakesEvent()
  @ApiOperation({ summary: 'Correct a report', description: 'The old version stands as known before reportedAt.' })
  @ApiCreatedResponse({ type: RecordedAmendmentDto, description: 'The log has it.' })
  @ApiOkResponse({ type: RecordedAmendmentDto, description: repeated })
  @ApiProblems(400, 409, 413, 415, 422, 503)
  correct(
    @Param() { id }: ReportAddressDto,
    @Body() correction: CorrectionDto,
    @SentBy() sending: Sending,
  ): Promise<Accepted<RecordedAmendmentDto>> {
    return this.intake.correct(id.toLowerCase(), correction, sending);
  }

  @Post(':id/retractions')
  @Needs('reports:write')
  @TakesEvent()
  @ApiOperation({
    summary: 'Retract a report',
    description:
      'It may come before its report: from reportedAt on the report counts for nothing, whichever came first. Undone with ' +
      '/v1/reports/{id}/reinstatements.',
  })
  @ApiCreatedResponse({ type: RecordedAmendmentDto, description: 'The log has it.' })
  @ApiOkResponse({ type: RecordedAmendmentDto, description: repeated })
  @ApiProblems(400, 409, 413, 415, 422, 503)
  retract(
    @Param() { id }: ReportAddressDto,
    @Body() retraction: RetractionDto,
    @SentBy() sending: Sending,
  ): Promise<Accepted<RecordedAmendmentDto>> {
    return this.intake.retract(id.toLowerCase(), retraction, sending);
  }

  @Post(':id/reinstatements')
  @Needs('reports:write')
  @TakesEvent()
  @ApiOperation({
    summary: 'Undo the retraction of a report',
    description:
      'From reportedAt on the report counts as if it had never been retracted: corrections and grades made meanwhile ' +
      'apply. As known between the retraction and reportedAt it stays withdrawn. It may be retracted again.',
  })
  @ApiCreatedResponse({ type: RecordedAmendmentDto, description: 'The log has it.' })
  @ApiOkResponse({ type: RecordedAmendmentDto, description: repeated })
  @ApiProblems(400, 404, 409, 413, 415, 422, 503)
  reinstate(
    @Param() { id }: ReportAddressDto,
    @Body() reinstatement: ReinstatementDto,
    @SentBy() sending: Sending,
  ): Promise<Accepted<RecordedAmendmentDto>> {
    return this.intake.reinstate(id.toLowerCase(), reinstatement, sending);
  }

  @Post(':id/grades')
  @Needs('reports:assess')
  @TakesEvent()
  @ApiOperation({
    summary: 'Assess a report anew',
    description:
      'Its words stay; from reportedAt on its claims and figures weigh by the new grade. Of grades the one given last ' +
      'stands, a correction’s among them.',
  })
  @ApiCreatedResponse({ type: RecordedAmendmentDto, description: 'The log has it.' })
  @ApiOkResponse({ type: RecordedAmendmentDto, description: repeated })
  @ApiProblems(400, 404, 409, 413, 415, 422, 503)
  grade(
    @Param() { id }: ReportAddressDto,
    @Body() grading: GradingDto,
    @SentBy() sending: Sending,
  ): Promise<Accepted<RecordedAmendmentDto>> {
    return this.intake.grade(id.toLowerCase(), grading, sending);
  }

  @Get()
  @Needs('answers:read')
  @ApiOperation({
    summary: 'List or search reports as they were known',
    description:
      'Conditions hold together: a report is listed where all of them hold. By default in order of when they were made known.',
  })
  @ApiExtraModels(FacetCountDto)
  @ApiPage(ReportVersionDto, 'The version of each report that was known then; reports withdrawn then are left out.', [
    ReportFacetsDto,
  ])
  @ExportsList(reportsList)
  @ReadsEdition()
  list(@Query() asked: ReportQueryDto) {
    return this.reading.list(asked);
  }

  @Get(':id')
  @Needs('answers:read')
  @ApiOperation({ summary: 'Everything said about one report' })
  @ApiOkResponse({ type: ReportHistoryDto, description: 'Every version and amendment.' })
  @ReadsEdition()
  async history(@Param() { id }: ReportAddressDto, @Query() asked: EditionQueryDto, @Req() request: object) {
    const history = await this.reading.history(id, asked);
    // A name may be erased while the edition stands still.
    forgetValidator(request);
    return history;
  }
}
