import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#platform';
import { Needs } from '../access/needs.decorator.js';
import { AskedBy, SentBy } from '../access/sent-by.decorator.js';
import { forgetValidator } from '../http/entity-tag.js';
import { ApiProblems } from '../http/problem.dto.js';
import type { Sending } from '../intake/acceptance.service.js';
import { type Accepted, TakesEvent } from '../intake/accepted.interceptor.js';
import { PreviewDto } from '../preview/preview.dto.js';
import {
  ApprovalResultsDto,
  DraftAnswerDto,
  DraftEntriesDto,
  DraftListDto,
  RecordedReviewDto,
} from './draft-answer.dto.js';
import {
  ApprovalDto,
  ApprovalsDto,
  AssignmentDto,
  DraftCommentDto,
  DraftStateDto,
  RejectionDto,
  RevisionDto,
} from './draft-body.dto.js';
import { DraftDecisions } from './draft-decisions.service.js';
import { DraftAddressDto, DraftPreviewQueryDto, DraftQueryDto } from './draft-query.dto.js';
import { DraftReading } from './draft-reading.service.js';
import { DraftWork } from './draft-work.service.js';

const repeated = 'The same had been recorded before; nothing was appended.';
const entries = { type: DraftEntriesDto, description: 'All entries of the draft, in order.' };

@ApiTags('review')
@Controller('v1/drafts')
export class DraftsController {
  constructor(
    private readonly reading: DraftReading,
    private readonly work: DraftWork,
    private readonly decisions: DraftDecisions,
  ) {}

  @Get()
  @Needs('drafts:own')
  @ApiOperation({
    summary: 'The queue of drafts',
    description:
      'Reports that count for nothing until somebody approves them. Who may decide sees all of them within the bounds of ' +
      'the key, others those that they sent.',
  })
  @ApiOkResponse({
    type: DraftListDto,
    description: 'Those that nobody has decided about, unless other states are asked.',
  })
  @ApiProblems(400, 409, 503)
  async list(
    @Query() asked: DraftQueryDto,
    @AskedBy() principal: Principal,
    @Req() request: object,
  ): Promise<DraftListDto> {
    const list = await this.reading.list(asked, principal);
    // What one may see another may not, and the desk's work is no part of the edition.
    forgetValidator(request);
    return list;
  }

  @Post('approvals')
  @Needs('drafts:decide')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Approve many drafts',
    description:
      'Those of the ids, or of what was sent together, such as an import. Each is approved or refused by itself.',
  })
  @ApiOkResponse({ type: ApprovalResultsDto, description: 'What became of each.' })
  @ApiProblems(400, 413, 415, 422, 503)
  approveAll(@Body() approvals: ApprovalsDto, @SentBy() sending: Sending): Promise<ApprovalResultsDto> {
    return this.decisions.approveAll(approvals, sending);
  }

  @Get(':id')
  @Needs('drafts:own')
  @ApiOperation({ summary: 'A draft, with likely duplicates and contradictions beside it' })
  @ApiOkResponse({ type: DraftAnswerDto, description: 'Every reading, comment and decision.' })
  @ApiProblems(400, 404, 503)
  async one(
    @Param() { id }: DraftAddressDto,
    @AskedBy() principal: Principal,
    @Req() request: object,
  ): Promise<DraftAnswerDto> {
    const draft = await this.reading.one(id.toLowerCase(), principal);
    forgetValidator(request);
    return draft;
  }

  @Post(':id/preview')
  @Needs('drafts:own')
  @HttpCode(200)
  @ApiOperation({ summary: 'What approving a draft would change', description: 'Nothing is recorded.' })
  @ApiOkResponse({ type: PreviewDto, description: 'Each answer as it stands, and with the draft beside it.' })
  @ApiProblems(400, 404, 503)
  async preview(
    @Param() { id }: DraftAddressDto,
    @Query() { validAt }: DraftPreviewQueryDto,
    @AskedBy() principal: Principal,
    @Req() request: object,
  ): Promise<PreviewDto> {
    const preview = await this.reading.preview(id.toLowerCase(), validAt, principal);
    forgetValidator(request);
    return preview;
  }

  @Post(':id/approval')
  @Needs('drafts:decide')
  @TakesEvent()
  @ApiOperation({
    summary: 'Approve a draft',
    description:
      'From this event on in the log it is a report like any other, known since its own reportedAt. An edition until an ' +
      'earlier moment of recording stays without it.',
  })
  @ApiCreatedResponse({ type: RecordedReviewDto, description: 'The log has it.' })
  @ApiOkResponse({ type: RecordedReviewDto, description: repeated })
  @ApiProblems(400, 404, 409, 413, 415, 422, 503)
  approve(
    @Param() { id }: DraftAddressDto,
    @Body() approval: ApprovalDto,
    @SentBy() sending: Sending,
  ): Promise<Accepted<RecordedReviewDto>> {
    return this.decisions.approve(id.toLowerCase(), approval, sending);
  }

  @Post(':id/rejection')
  @Needs('drafts:decide')
  @TakesEvent()
  @ApiOperation({ summary: 'Reject a draft', description: 'It stays, with the reason, and counts for nothing.' })
  @ApiCreatedResponse({ type: RecordedReviewDto, description: 'The log has it.' })
  @ApiOkResponse({ type: RecordedReviewDto, description: repeated })
  @ApiProblems(400, 404, 409, 413, 415, 422, 503)
  reject(
    @Param() { id }: DraftAddressDto,
    @Body() rejection: RejectionDto,
    @SentBy() sending: Sending,
  ): Promise<Accepted<RecordedReviewDto>> {
    return this.decisions.reject(id.toLowerCase(), rejection, sending);
  }

  @Post(':id/revisions')
  @Needs('drafts:own')
  @TakesEvent()
  @ApiOperation({
    summary: 'Give a draft another reading',
    description: 'Until somebody has decided. What it read before stays beside it, and it is new again.',
  })
  @ApiCreatedResponse({ type: RecordedReviewDto, description: 'The log has it.' })
  @ApiOkResponse({ type: RecordedReviewDto, description: repeated })
  @ApiProblems(400, 404, 409, 413, 415, 422, 503)
  revise(
    @Param() { id }: DraftAddressDto,
    @Body() revision: RevisionDto,
    @SentBy() sending: Sending,
  ): Promise<Accepted<RecordedReviewDto>> {
    return this.work.revise(id.toLowerCase(), revision, sending);
  }

  @Post(':id/assignment')
  @Needs('drafts:decide')
  @HttpCode(200)
  @ApiOperation({ summary: 'Assign a draft to somebody, or to nobody' })
  @ApiOkResponse(entries)
  @ApiProblems(400, 404, 409, 413, 415, 422, 503)
  assign(
    @Param() { id }: DraftAddressDto,
    @Body() assignment: AssignmentDto,
    @AskedBy() principal: Principal,
  ): Promise<DraftEntriesDto> {
    return this.work.assign(id.toLowerCase(), assignment, principal);
  }

  @Post(':id/state')
  @Needs('drafts:decide')
  @HttpCode(200)
  @ApiOperation({ summary: 'Say how far the review of a draft is' })
  @ApiOkResponse(entries)
  @ApiProblems(400, 404, 409, 413, 415, 422, 503)
  setState(
    @Param() { id }: DraftAddressDto,
    @Body() state: DraftStateDto,
    @AskedBy() principal: Principal,
  ): Promise<DraftEntriesDto> {
    return this.work.setState(id.toLowerCase(), state, principal);
  }

  @Post(':id/comments')
  @Needs('drafts:own')
  @HttpCode(200)
  @ApiOperation({ summary: 'Comment on a draft' })
  @ApiOkResponse(entries)
  @ApiProblems(400, 404, 409, 413, 415, 422, 503)
  comment(
    @Param() { id }: DraftAddressDto,
    @Body() comment: DraftCommentDto,
    @AskedBy() principal: Principal,
  ): Promise<DraftEntriesDto> {
    return this.work.comment(id.toLowerCase(), comment, principal);
  }
}
