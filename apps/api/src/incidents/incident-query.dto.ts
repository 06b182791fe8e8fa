import type { Moment, PlaceId } from '#situation';
import { Field, IdentityField } from '../http/field.decorator.js';
import { slug, text } from '../http/field-kinds.js';
import {
  AfterField,
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
