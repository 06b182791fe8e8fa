import { type ReportFacet, type ReportOrder, reportOrders } from '#read-models/queries';
import type { Moment, Polygon } from '#situation';
import { Field, QueryNumber } from '../http/field.decorator.js';
import { oneOf, polygon, uuid, wholeNumber } from '../http/field-kinds.js';
import {
  AfterField,
  default_limit,
  greatest_limit,
  KnownAtField,
  LimitField,
} from '../reading/query-field.decorators.js';
import { FacetsField, ReportFilterDto } from './report-filter.dto.js';

/** Which reports to list. */
export class ReportQueryDto extends ReportFilterDto {
  @FacetsField('reports')
  readonly facets?: readonly ReportFacet[];

  @Field(oneOf(reportOrders), {
    description:
      'What comes first: what was made known earliest, or latest; with `q`, what matches best (in the summary before ' +
      'names, names before the rest) and of equals the latest; what happened earliest.',
    example: 'latest',
    default: 'earliest',
  })
  readonly order: ReportOrder = 'earliest';

  @LimitField()
  readonly limit: number = default_limit;

  @AfterField()
  readonly after?: string;
}

/** Which reports to search for, as a body: the parameters of the list, and an area of any form. */
export class ReportSearchDto extends ReportQueryDto {
  @Field(polygon, {
    description:
      'That name a place in this GeoJSON Polygon (RFC 7946), its edges included. Between neighbouring positions it goes the ' +
      'shorter way around, so that it may go over the antimeridian: from 179 to -179 is two degrees. Edges are straight on ' +
      'a plane of degrees. A place without a location is in none.',
    example: {
      type: 'Polygon',
      coordinates: [
        [
          [43, 36],
          [44, 36],
          [44, 37],
          [43, 37],
          [43, 36],
        ],
      ],
    },
    optional: true,
  })
  readonly polygon?: Polygon;
}

/** Where a search goes on: what the address of a `next` link has, in place of what the body says. */
export class SearchPageDto {
  @KnownAtField()
  readonly knownAt?: Moment;

  @QueryNumber(wholeNumber(1, greatest_limit), {
    description: 'Items in one answer, at most; in place of what the body says.',
    example: default_limit,
    optional: true,
  })
  readonly limit?: number;

  @AfterField()
  readonly after?: string;
}

/** Where one report is read. */
export class ReportAddressDto {
  @Field(uuid, { description: 'The report’s id.', example: '7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11' })
  readonly id: string;
}
