import type { Moment, PlaceId } from '#situation';
import { Field } from '../http/field.decorator.js';
import { oneOf, slug } from '../http/field-kinds.js';
import {
  AfterField,
  default_limit,
  EditionField,
  KnownAtField,
  LimitField,
  WithinField,
} from '../reading/query-field.decorators.js';

export const contradictionStates = ['open', 'settled'] as const;
export type ContradictionState = (typeof contradictionStates)[number];

/** Which contradictions, as known when. */
export class ContradictionsQueryDto {
  @KnownAtField()
  readonly knownAt?: Moment;

  @EditionField()
  readonly edition: string = 'live';
  readonly snapshot?: string;

  @Field(oneOf(contradictionStates), {
    description: 'Only those that are open, or settled, by then.',
    example: 'open',
    optional: true,
  })
  readonly state?: ContradictionState;

  @Field(slug, { description: 'One of the reports names this place.', example: 'manbij-city', optional: true })
  readonly place?: PlaceId;

  @WithinField()
  readonly within?: PlaceId;

  @LimitField()
  readonly limit: number = default_limit;

  @AfterField()
  readonly after?: string;
}
