import type { Day, Moment, PlaceId } from '#situation';
import { Field, IdentityField } from '../http/field.decorator.js';
import { day, slug, text } from '../http/field-kinds.js';
import {
  AfterField,
  BoxField,
  default_limit,
  EditionField,
  KnownAtField,
  LimitField,
} from '../reading/query-field.decorators.js';

/** As known when, read from which edition. */
export class IncidentTimeDto {
  @KnownAtField()
  readonly knownAt?: Moment;

  @EditionField()
  readonly edition: string = 'live';
}

/** Which incidents to list. */
export class IncidentQueryDto extends IncidentTimeDto {
  @Field(slug, { description: 'Of which some report names this place.', example: 'mosul', optional: true })
  readonly place?: PlaceId;

  @BoxField('Of which some report names a place')
  readonly bbox?: string;

  @Field(day, {
    description: 'Of which some report may have happened on or after this day.',
    example: '2017-03-06',
    optional: true,
  })
  readonly from?: Day;

  @Field(day, {
    description: 'Of which some report may have happened on or before this day.',
    example: '2017-03-08',
    optional: true,
  })
  readonly to?: Day;

  @LimitField()
  readonly limit: number = default_limit;

  @AfterField()
  readonly after?: string;
}

/** How many suggestions to make. */
export class SuggestionQueryDto extends IncidentTimeDto {
  @LimitField()
  readonly limit: number = default_limit;
}

/** Which incident. */
export class IncidentAddressDto {
  @IdentityField(text(200), { description: 'The incident’s key.', example: 'E-RAQQA-ROAD' })
  readonly key: string;
}
