import { type ReportFacet, reportFacets, type ReportOrder, reportOrders } from '#projections/queries';
import { Field, QueryList } from '../http/field.decorator.js';
import { oneOf, uuid } from '../http/field-kinds.js';
import { AfterField, default_limit, LimitField } from '../reading/query-field.decorators.js';
import { ReportFilterDto } from './report-filter.dto.js';

/** Which reports to list. */
export class ReportQueryDto extends ReportFilterDto {
  @QueryList(oneOf(reportFacets), reportFacets.length, {
    description: 'Counts the reports found by these: the most frequent values and, in `total`, all of them.',
    example: ['type', 'outlet'],
    optional: true,
  })
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

/** Where one report is read. */
export class ReportAddressDto {
  @Field(uuid, { description: 'The report’s id.', example: '7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11' })
  readonly id: string;
}
