import { ApiProperty } from '@nestjs/swagger';

/** A report as answers refer to it. */
export class ReportReferenceDto {
  @ApiProperty({ description: 'The report’s id.', example: '7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11' })
  readonly id: string;

  @ApiProperty({ description: 'The outlet’s own number.', type: String, nullable: true, example: 'D001' })
  readonly externalId: string | null;
}
