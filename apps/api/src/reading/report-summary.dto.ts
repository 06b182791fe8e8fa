import { ApiProperty } from '@nestjs/swagger';
import { developmentTypes } from '#situation';
import { ReportReferenceDto } from './report-reference.dto.js';

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
