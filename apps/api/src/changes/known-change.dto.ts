import { ApiProperty } from '@nestjs/swagger';
import type { ReportEvent } from '#read-models/queries';
import { DifferenceDto } from '../corrections/difference.dto.js';
import { ReportSummaryDto } from '../reading/report-summary.dto.js';
import { GradeDto } from '../reports/draft.dto.js';

/** What can come to be known of a report. */
export const eventKinds: readonly ReportEvent['kind'][] = [
  ...(['reported', 'report_corrected', 'report_retracted', 'report_reinstated', 'report_graded'] as const),
  ...(['reports_linked', 'reports_unlinked'] as const),
];

/** A report or an amendment that came to be known. */
export class KnownChangeDto {
  @ApiProperty({
    description: 'The id of the report or the amendment.',
    example: '7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11',
  })
  readonly id: string;

  @ApiProperty({ description: 'What happened.', enum: eventKinds })
  readonly kind: ReportEvent['kind'];

  @ApiProperty({ description: 'When it was made known.', example: '2017-03-08T06:00:00.000Z' })
  readonly reportedAt: string;

  @ApiProperty({ description: 'Why; null where none was given.', type: String, nullable: true, example: null })
  readonly reason: string | null;

  @ApiProperty({ description: 'The new grade, of a report_graded; else null.', type: GradeDto, nullable: true })
  readonly grade: GradeDto | null;

  @ApiProperty({
    description: 'The incident, of links and unlinks; else null.',
    type: String,
    nullable: true,
    example: null,
  })
  readonly incident: string | null;

  @ApiProperty({
    description:
      'What it changed of the report, member by member: of a correction or a grade. Empty of a report, and where nothing ' +
      'reads otherwise.',
    type: [DifferenceDto],
  })
  readonly changed: readonly DifferenceDto[];

  @ApiProperty({
    description: 'The report that it is about. A link stands once for each report that it names.',
    type: [ReportSummaryDto],
  })
  readonly reports: readonly ReportSummaryDto[];
}
