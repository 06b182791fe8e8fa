import { openDraftStates, type OpenDraftState } from '#editions';
import { Field, ObjectField } from '../http/field.decorator.js';
import { oneOf, text, uuid } from '../http/field-kinds.js';
import { DraftDto } from '../reports/draft.dto.js';
import { bundle, idList } from './draft-query.dto.js';

const revision = {
  description:
    'The event whose words are decided on, as `revision` of the draft says. Where the draft has been revised since, nothing is ' +
    'decided. Left out: the words as they are now.',
  example: '7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11',
  optional: true,
} as const;
const note = { description: 'What the decision rests on.', example: 'Two agencies say so.', optional: true } as const;

/** An approval. */
export class ApprovalDto {
  @Field(uuid, revision)
  readonly revision?: string;

  @Field(text(2_000), note)
  readonly note?: string;
}

/** A rejection. */
export class RejectionDto {
  @Field(uuid, revision)
  readonly revision?: string;

  @Field(text(2_000), { description: 'Why; it stays with the draft.', example: 'The picture is of another year.' })
  readonly reason: string;
}

/** Approvals of many drafts: either their ids, or what they were sent together with. */
export class ApprovalsDto {
  @Field(idList, { description: 'The drafts.', example: ['7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11'], optional: true })
  readonly ids?: readonly string[];

  @Field(bundle, {
    description: 'Every draft of this bundle that waits for a decision (new, in_review), 500 at most at once.',
    example: 'import-7d9f1d3e',
    optional: true,
  })
  readonly bundle?: string;

  @Field(uuid, {
    description: 'Of a bundle: go on behind this draft, the last that the answer before told of.',
    example: '7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11',
    optional: true,
  })
  readonly after?: string;

  @Field(text(2_000), note)
  readonly note?: string;
}

/** To whom a draft is assigned. */
export class AssignmentDto {
  @Field(text(200), {
    description: 'Somebody who may decide about it, as events name them, or `me`; left out: nobody.',
    example: 'me',
    optional: true,
  })
  readonly assignee?: string;
}

/** How far the review of a draft is. */
export class DraftStateDto {
  @Field(oneOf(openDraftStates), { description: 'The state.', example: 'needs_work' })
  readonly state: OpenDraftState;

  @Field(text(2_000), { description: 'A comment with it.', example: 'Which bridge?', optional: true })
  readonly comment?: string;
}

/** Something to say about a draft. */
export class DraftCommentDto {
  @Field(text(2_000), { description: 'The comment.', example: 'Which bridge?' })
  readonly text: string;
}

/** A new reading of a draft. */
export class RevisionDto {
  @ObjectField(() => DraftDto, { description: 'The whole draft as it reads now. It keeps its id.' })
  readonly report: DraftDto;

  @Field(uuid, {
    ...revision,
    description:
      'The event whose words you have changed, as `revision` of the draft says. Where the draft has been revised since, nothing is ' +
      'recorded. Left out: the words as they are now.',
  })
  readonly revision?: string;

  @Field(text(2_000), { description: 'What has changed, and why.', example: 'The bridge is named.' })
  readonly reason: string;
}
