import { ApiProperty } from '@nestjs/swagger';

/** How many of the reports or incidents found have one value. */
export class FacetCountDto {
  @ApiProperty({
    description: 'The value, as its parameter takes it; a `day` as `from` and `to` take it.',
    example: 'road_cut',
  })
  readonly value: string;

  @ApiProperty({ description: 'How many have it.', example: 12 })
  readonly count: number;
}

/** What `facets=` adds to a list of reports or incidents. */
export class ReportFacetsDto {
  @ApiProperty({ description: 'How many are found, on all pages. Only with `facets`.', example: 198, required: false })
  readonly total?: number;

  @ApiProperty({
    description:
      'Per facet the 50 most frequent values, by how many have them, then by value. The count is the total of the list ' +
      'that is asked for by the value, too, where the question does not name one of the kind itself. A report counts once ' +
      'for each place that it names, for each actor and what this is a part of then, and on each `day` on which something ' +
      'found may have begun and it may have happened; an incident once for each value that a report found of it has. Only ' +
      'with `facets`.',
    type: 'object',
    additionalProperties: { type: 'array', items: { $ref: '#/components/schemas/FacetCountDto' } },
    example: { type: [{ value: 'road_cut', count: 12 }] },
    selfRequired: false,
  })
  readonly facets?: Readonly<Record<string, readonly FacetCountDto[]>>;
}
