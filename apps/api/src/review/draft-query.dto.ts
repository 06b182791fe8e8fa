import { draftStates, type DraftState } from '#editions';
import type { Moment } from '#situation';
import { Field, IdentityField, QueryList } from '../http/field.decorator.js';
import { listOf, moment, oneOf, slug, text, textMatching, uuid } from '../http/field-kinds.js';
import { default_limit, LimitField, MinPositionField } from '../reading/query-field.decorators.js';

/** A moment in milliseconds and the id of a draft. */
export const draftCursor = /^(-?\d{1,15})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

export const bundle = textMatching(/^[\w.:-]{1,100}$/, 'up to 100 letters, digits and . : - _');
const principal = 'A principal as events name it, such as key:0f3a9c1d27be, or `me`.';

/** Which drafts to list. */
export class DraftQueryDto {
  @QueryList(oneOf(draftStates), draftStates.length, {
    description: 'How far the review is; several hold together. By default those that nobody has decided about.',
    example: ['new', 'in_review'],
    optional: true,
  })
  readonly state?: readonly DraftState[];

  @Field(text(200), { description: `To whom it is assigned. ${principal}`, example: 'me', optional: true })
  readonly assignee?: string;

  @Field(text(200), { description: `Who sent it. ${principal}`, example: 'key:0f3a9c1d27be', optional: true })
  readonly sentBy?: string;

  @IdentityField(text(200), {
    description: 'The outlet, folded as identities are.',
    example: 'Reuters',
    optional: true,
  })
  readonly outlet?: string;

  @Field(slug, { description: 'It names this place or a part of it.', example: 'mosul', optional: true })
  readonly place?: string;

  @Field(bundle, {
    description: 'What it was sent together with, such as an import.',
    example: 'import-7d9f1d3e',
    optional: true,
  })
  readonly bundle?: string;

  @LimitField()
  readonly limit: number = default_limit;

  @Field(textMatching(draftCursor, 'the cursor of a next link'), {
    description: 'Where to go on: taken from the next link.',
    example: '1488974400000.7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11',
    optional: true,
  })
  readonly after?: string;

  @MinPositionField()
  readonly minPosition?: string;
}

/** Which draft. */
export class DraftAddressDto {
  @Field(uuid, { description: 'The id of the draft, which is that of the report it may become.' })
  readonly id: string;
}

/** Of which moment a preview tells. */
export class DraftPreviewQueryDto {
  @Field(moment, {
    description:
      'The moment whose answers it tells of. By default the last one that its claims about a place speak of.',
    example: '2017-03-12',
    optional: true,
  })
  readonly validAt?: Moment;
}

export const most_decided_at_once = 500;
export const idList = listOf(uuid, most_decided_at_once);
