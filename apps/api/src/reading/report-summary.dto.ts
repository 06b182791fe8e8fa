import { ApiProperty } from '@nestjs/swagger';
import { developmentTypes } from '#situation';
import type { ReportSummary } from '#read-models/queries';

/** A report as answers refer to it. */
export class ReportReferenceDto {
  @ApiProperty({ description: 'The report’s id.', example: '7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11' })
  readonly id: string;

  @ApiProperty({ description: 'The outlet’s own number.', type: String, nullable: true, example: 'D001' })
  readonly externalId: string | null;

  @ApiProperty({
    description: 'True where the report is withheld from who asks: the id is then a pseudonym of it.',
    type: Boolean,
    required: false,
    example: true,
  })
  readonly withheld?: boolean;
}

/** A report in a line. */
export class ReportSummaryDto extends ReportReferenceDto {
  @ApiProperty({ description: 'The type of the development.', enum: developmentTypes, example: 'area_seized' })
  readonly type: string;

  @ApiProperty({
    description: 'The place that the report names first; null where it names none.',
    type: String,
    nullable: true,
    example: 'moalimin',
  })
  readonly place: string | null;

  @ApiProperty({ description: 'What it says, in short.', example: 'Iraqi counter-terrorism forces took Moalimin.' })
  readonly summary: string;
}

/** Returns these reports in order of the outlets' numbers, those without one last. */
export const summariesOf = (
  ids: readonly string[],
  summaries: ReadonlyMap<string, ReportSummary>,
): readonly ReportSummary[] =>
  ids.flatMap((id) => summaries.get(id) ?? []).sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));

const orderOf = ({ externalId, id }: ReportSummary): string =>
  `${externalId === null ? '1' : '0'} ${externalId ?? ''} ${id}`;
