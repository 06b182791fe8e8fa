import type { ActorId, HolderRollUp, Moment, PlaceId } from '#situation';
import { Field } from '../http/field.decorator.js';
import { slug } from '../http/field-kinds.js';
import {
  BoxField,
  default_limit,
  EditionField,
  KnownAtField,
  LimitField,
  PolicyField,
  RollUpField,
  type Stance,
  StanceField,
  ValidAtField,
  WithinField,
} from '../reading/query-field.decorators.js';

/** Whose places to list, as of when. */
export class ControlQueryDto {
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

  @Field(slug, { description: 'This place only.', example: 'mosul', optional: true })
  readonly place?: PlaceId;

  @WithinField()
  readonly within?: PlaceId;

  @BoxField()
  readonly bbox?: string;

  @Field(slug, {
    description:
      'Only places among whose holders is this actor, or one that is a part of it on the local day of the moment, ' +
      'however they are shown.',
    example: 'iraq',
    optional: true,
  })
  readonly holder?: ActorId;

  @RollUpField()
  readonly rollUp?: HolderRollUp;

  @LimitField()
  readonly limit: number = default_limit;

  @Field(slug, { description: 'The place to go on after: taken from the next link.', example: 'mosul', optional: true })
  readonly after?: PlaceId;
}

/** Which place. */
export class PlaceAddressDto {
  @Field(slug, { description: 'The place, as registered.', example: 'mosul' })
  readonly place: PlaceId;
}

/** As known when. */
export class TimelineQueryDto {
  @KnownAtField()
  readonly knownAt?: Moment;

  @EditionField()
  readonly edition: string = 'live';

  @PolicyField()
  readonly policy?: string;

  @RollUpField()
  readonly rollUp?: HolderRollUp;
}
