import { type IncidentOrder, incidentOrders, type ReportFacet } from '#read-models/queries';
import type { Moment } from '#situation';
import { Field, IdentityField } from '../http/field.decorator.js';
import { oneOf, text } from '../http/field-kinds.js';
import { FacetsField, ReportFilterDto } from '../reports/report-filter.dto.js';
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

/** Which incidents to list: those of which one report meets all conditions. */
export class IncidentQueryDto extends ReportFilterDto {
  @FacetsField('incidents')
  readonly facets?: readonly ReportFacet[];

  @Field(oneOf(incidentOrders), {
    description:
      'What comes first: by key; or by the reports found of each: what was made known earliest, or latest; with `q`, what ' +
      'matches best; what happened earliest.',
    example: 'latest',
    default: 'key',
  })
  readonly order: IncidentOrder = 'key';

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
