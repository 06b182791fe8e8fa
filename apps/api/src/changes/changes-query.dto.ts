import type { Moment, PlaceId } from '#situation';
import { Field, QueryList } from '../http/field.decorator.js';
import { moment, oneOf, slug } from '../http/field-kinds.js';
import {
  AfterField,
  default_limit,
  EditionField,
  KnownAtField,
  LimitField,
  WithinField,
} from '../reading/query-field.decorators.js';
import { type ChangeListName, changeLists } from './change-lists.js';

/** Between which two dates, as known when, where, and which lists. */
export class ChangesQueryDto {
  @Field(moment, {
    description: 'The earlier date: a local day of each place, to its end, or an instant.',
    example: '2017-03-08',
  })
  readonly from: Moment;

  @Field(moment, { description: 'The later date, in the same way.', example: '2017-03-09' })
  readonly to: Moment;

  @KnownAtField()
  readonly knownAt?: Moment;

  @EditionField()
  readonly edition: string = 'live';
  readonly snapshot?: string;

  @Field(slug, { description: 'This place only, and reports that name it.', example: 'mosul', optional: true })
  readonly place?: PlaceId;

  @WithinField()
  readonly within?: PlaceId;

  @QueryList(oneOf(changeLists), changeLists.length, {
    description: 'Only these lists; by default all.',
    example: ['changedHands', 'lapsed'],
    default: changeLists,
  })
  readonly kinds: readonly ChangeListName[] = changeLists;

  @LimitField()
  readonly limit: number = default_limit;

  @AfterField()
  readonly after?: string;
}
