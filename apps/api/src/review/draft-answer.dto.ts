import { ApiProperty } from '@nestjs/swagger';
import { draftStates, type DraftEntry, type DraftReading, type DraftState } from '#editions';
import { developmentTypes } from '#situation';
import { DifferenceDto } from '../corrections/difference.dto.js';
import { RecordedDto } from '../intake/recorded.dto.js';
import { ProblemDto } from '../http/problem.dto.js';
import { effectsOn, LikelyDuplicateDto } from '../preview/preview.dto.js';
import { LinkDto } from '../reading/envelope.dto.js';
import { SenderDto } from '../reports/report-answer.dto.js';

/** So many drafts are counted. */
export const most_drafts_counted = 1_000;

const at = { format: 'date-time', example: '2026-11-29T16:40:00.000Z' } as const;

/** What was decided about a draft. */
export class DraftDecisionDto {
  @ApiProperty({ description: 'The event.', format: 'uuid' })
  readonly eventId: string;

  @ApiProperty({ description: 'What.', enum: ['approved', 'rejected'], example: 'rejected' })
  readonly kind: 'approved' | 'rejected';

  @ApiProperty({ description: 'When.', ...at })
  readonly at: string;

  @ApiProperty({ description: 'The event whose words were decided on.', format: 'uuid' })
  readonly revision: string;

  @ApiProperty({
    description: 'Why it was rejected, or what the approval rests on; null where nobody said.',
    type: String,
    nullable: true,
    example: 'The picture is of another year.',
  })
  readonly reason: string | null;

  @ApiProperty({ description: 'By whom; null where that is not known.', type: SenderDto, nullable: true })
  readonly by: SenderDto | null;
}

/** Whether who asks may approve a draft: `yes`, or what keeps them from it. */
export const approvals = ['yes', 'decided', 'not_an_editor', 'second_person'] as const;
export type MayApprove = (typeof approvals)[number];

/** A draft in the queue. */
export class DraftItemDto {
  @ApiProperty({ description: 'The id of the report that it may become.', format: 'uuid' })
  readonly id: string;

  @ApiProperty({ description: 'The outlet’s own number.', type: String, nullable: true, example: 'D001' })
  readonly externalId: string | null;

  @ApiProperty({ description: 'How far the review is.', enum: draftStates, example: 'new' })
  readonly state: DraftState;

  @ApiProperty({ description: 'The event that its words come from: send it with a decision.', format: 'uuid' })
  readonly revision: string;

  @ApiProperty({ description: 'How often it was revised.', example: 0 })
  readonly revisions: number;

  @ApiProperty({ description: 'What it tells of.', enum: developmentTypes, example: 'road_cut' })
  readonly type: string;

  @ApiProperty({ description: 'What it says, in short.', example: 'The road was cut.' })
  readonly summary: string;

  @ApiProperty({ description: 'Who published it.', example: 'Reuters' })
  readonly outlet: string;

  @ApiProperty({ description: 'The places of its list.', type: [String], example: ['raqqa'] })
  readonly places: readonly string[];

  @ApiProperty({ description: 'When the source made it known.', ...at })
  readonly reportedAt: string;

  @ApiProperty({ description: 'Who sent it; null where that is not known.', type: SenderDto, nullable: true })
  readonly sentBy: SenderDto | null;

  @ApiProperty({
    description: 'When the log recorded it; null where that is not known.',
    type: String,
    nullable: true,
    ...at,
  })
  readonly sentAt: string | null;

  @ApiProperty({ description: 'To whom it is assigned; null for nobody.', type: SenderDto, nullable: true })
  readonly assignee: SenderDto | null;

  @ApiProperty({ description: 'What it was sent together with.', type: String, nullable: true, example: null })
  readonly bundle: string | null;

  @ApiProperty({ description: 'What was decided; null while nobody has.', type: DraftDecisionDto, nullable: true })
  readonly decision: DraftDecisionDto | null;

  @ApiProperty({
    description:
      'Whether who asks may approve it: `yes`, or why not. `decided`: somebody has decided already. `not_an_editor`: the scope ' +
      'drafts:decide is missing. `second_person`: who sent or revised a draft does not approve it here.',
    enum: approvals,
    example: 'yes',
  })
  readonly mayApprove: MayApprove;
}

export class DraftListDto {
  @ApiProperty({ type: [DraftItemDto], description: 'In the order in which the sources made them known.' })
  readonly items: readonly DraftItemDto[];

  @ApiProperty({
    description: `How many there are on all pages together; of more than ${most_drafts_counted} one more than that.`,
    example: 12,
  })
  readonly total: number;

  @ApiProperty({ description: 'The log position that the answer rests on.', example: '331' })
  readonly position: string;

  @ApiProperty({ type: [LinkDto], description: '`next` while there is more.' })
  readonly links: readonly LinkDto[];
}

/** A reading of a draft. */
export class DraftReadingDto {
  @ApiProperty({ description: 'The event.', format: 'uuid' })
  readonly eventId: string;

  @ApiProperty({ description: 'As it was sent, or as it was revised.', enum: ['report_drafted', 'draft_revised'] })
  readonly kind: DraftReading['kind'];

  @ApiProperty({ description: 'Of a revision when it was made.', type: String, nullable: true, ...at })
  readonly at: string | null;

  @ApiProperty({ description: 'Of a revision why.', type: String, nullable: true, example: 'The bridge is named.' })
  readonly reason: string | null;

  @ApiProperty({ description: 'Who sent it; null where that is not known.', type: SenderDto, nullable: true })
  readonly by: SenderDto | null;

  @ApiProperty({ description: 'The whole report as it read.', type: 'object', additionalProperties: true })
  readonly report: object;

  @ApiProperty({
    description: 'What reads otherwise than in the reading before, member by member; empty of the first.',
    type: [DifferenceDto],
  })
  readonly changed: readonly DifferenceDto[];
}

/** Something that was done with a draft beside deciding. */
export class DraftEntryDto {
  @ApiProperty({ description: 'Grows with time.', example: '17' })
  readonly id: string;

  @ApiProperty({ description: 'When.', ...at })
  readonly at: string;

  @ApiProperty({ description: 'By whom.', type: SenderDto })
  readonly by: SenderDto;

  @ApiProperty({ description: 'What.', enum: ['comment', 'assigned', 'state'], example: 'comment' })
  readonly kind: DraftEntry['kind'];

  @ApiProperty({
    description: 'The comment, to whom it was assigned (null for nobody), or the state.',
    type: String,
    nullable: true,
    example: 'Which bridge?',
  })
  readonly detail: string | null;
}

export class DraftEntriesDto {
  @ApiProperty({ description: 'Comments, assignments and states in order.', type: [DraftEntryDto] })
  readonly entries: readonly DraftEntryDto[];
}

/** Reports that say otherwise than a draft. */
export class DraftContradictionDto {
  @ApiProperty({
    description:
      'declared: the draft, or a report, says that the other is wrong. computed: an answer would be contested or disputed.',
    enum: ['declared', 'computed'],
    example: 'computed',
  })
  readonly kind: 'declared' | 'computed';

  @ApiProperty({ description: 'Of a computed one the place.', type: String, nullable: true, example: 'raqqa' })
  readonly place: string | null;

  @ApiProperty({
    description: 'Of a computed one in which respect.',
    enum: effectsOn,
    nullable: true,
    example: 'control',
  })
  readonly on: (typeof effectsOn)[number] | null;

  @ApiProperty({ description: 'The reports that say otherwise.', type: [String] })
  readonly reports: readonly string[];
}

/** A draft, and what a reviewer wants to see beside it. */
export class DraftAnswerDto extends DraftItemDto {
  @ApiProperty({ description: 'The whole report as it reads now.', type: 'object', additionalProperties: true })
  readonly report: object;

  @ApiProperty({ description: 'As it was sent, and every revision, in order.', type: [DraftReadingDto] })
  readonly readings: readonly DraftReadingDto[];

  @ApiProperty({ description: 'Comments, assignments and states in order.', type: [DraftEntryDto] })
  readonly entries: readonly DraftEntryDto[];

  @ApiProperty({ description: 'Reports that may tell of the same, the likeliest first.', type: [LikelyDuplicateDto] })
  readonly likelyDuplicates: readonly LikelyDuplicateDto[];

  @ApiProperty({
    description: 'Drafts that may tell of the same; for those who decide alone.',
    type: [LikelyDuplicateDto],
  })
  readonly likelyDuplicateDrafts: readonly LikelyDuplicateDto[];

  @ApiProperty({ description: 'Reports that say otherwise.', type: [DraftContradictionDto] })
  readonly contradictions: readonly DraftContradictionDto[];

  @ApiProperty({ description: 'The log position that the answer rests on.', example: '331' })
  readonly position: string;
}

/** A decision or a revision that the log has. */
export class RecordedReviewDto extends RecordedDto {
  @ApiProperty({ description: 'The draft.', format: 'uuid' })
  readonly id: string;

  @ApiProperty({ description: 'The event.', format: 'uuid' })
  readonly eventId: string;

  @ApiProperty({ description: 'How far the review is now.', enum: draftStates, example: 'approved' })
  readonly state: DraftState;

  @ApiProperty({ description: 'The event whose words were decided on, or the new revision.', format: 'uuid' })
  readonly revision: string;
}

/** What became of one draft of several. */
export class ApprovalResultDto {
  @ApiProperty({ description: 'The draft.', format: 'uuid' })
  readonly id: string;

  @ApiProperty({ description: 'The status that POST /v1/drafts/{id}/approval returns.', example: 201 })
  readonly status: number;

  @ApiProperty({ description: 'Of an approved one: what was recorded.', type: RecordedReviewDto, required: false })
  readonly approval?: RecordedReviewDto;

  @ApiProperty({ description: 'Of one that was not approved: why.', type: ProblemDto, required: false })
  readonly problem?: ProblemDto;
}

export class ApprovalResultsDto {
  @ApiProperty({ description: 'Approved now; what was approved before is neither approved nor refused.', example: 120 })
  readonly approved: number;

  @ApiProperty({ description: 'Those with a problem.', example: 1 })
  readonly refused: number;

  @ApiProperty({
    description:
      'Drafts of the bundle that somebody has sent back (needs_work). They are left until their authors revise them; by its id such ' +
      'a draft can be approved as it is.',
    example: 0,
  })
  readonly sentBack: number;

  @ApiProperty({
    description: 'True where the bundle has more drafts that wait: send the same, with the id of the last as `after`.',
    example: false,
  })
  readonly more: boolean;

  @ApiProperty({ description: 'One for each draft.', type: [ApprovalResultDto] })
  readonly results: readonly ApprovalResultDto[];
}
