import {
  conditionStates,
  conditionStatuses,
  placeKinds,
  type ConditionStatus,
  type Moment,
  type PlaceId,
  type PlaceKind,
} from '#situation';
import { Field } from '../http/field.decorator.js';
import { oneOf, slug } from '../http/field-kinds.js';
import {
  BoxField,
  default_limit,
  EditionField,
  KnownAtField,
  LimitField,
  PolicyField,
  type Stance,
  StanceField,
  ValidAtField,
  WithinField,
} from '../reading/query-field.decorators.js';

/** The condition of which things, as of when. */
export class ConditionQueryDto {
  @ValidAtField()
  readonly validAt?: Moment;

  @KnownAtField()
  readonly knownAt?: Moment;

  @EditionField()
  readonly edition: string = 'live';

  @PolicyField()
  readonly policy?: string;

  @StanceField()
  readonly stance: Stance = 'assessed';

  @Field(slug, { description: 'This place only.', example: 'mosul-museum', optional: true })
  readonly place?: PlaceId;

  @WithinField()
  readonly within?: PlaceId;

  @BoxField()
  readonly bbox?: string;

  @Field(oneOf(placeKinds), { description: 'Of this kind.', example: 'bridge', optional: true })
  readonly kind?: PlaceKind;

  @Field(oneOf([...conditionStates, ...conditionStatuses]), {
    description: 'Only things of which either axis is in this state.',
    example: 'destroyed',
    optional: true,
  })
  readonly state?: ConditionStatus;

  @LimitField()
  readonly limit: number = default_limit;

  @Field(slug, { description: 'The place to go on after: taken from the next link.', example: 'mosul', optional: true })
  readonly after?: PlaceId;
}
