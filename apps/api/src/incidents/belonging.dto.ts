import { ApiProperty } from '@nestjs/swagger';
import { ReportReferenceDto } from '../reading/report-summary.dto.js';

/** The decision that brought a report into an incident. */
export class LinkedByDto {
  @ApiProperty({ description: 'The link’s id.', example: '0190d5a2-7c1e-7b4e-8f0a-3d2c1b0a9f8f' })
  readonly id: string;

  @ApiProperty({ description: 'When it was decided.', example: '2017-03-11T06:00:00.000Z' })
  readonly reportedAt: string;

  @ApiProperty({ description: 'Why.', example: 'Both tell of the same handover.' })
  readonly reason: string;
}

/** How a report came into an incident, and over which known times it belonged there. */
export class BelongingDto {
  @ApiProperty({
    description: 'own: the report names the incident itself, as the same event. link: somebody decided so.',
    enum: ['own', 'link'],
  })
  readonly via: 'own' | 'link';

  @ApiProperty({ description: 'The decision; null for own.', type: LinkedByDto, nullable: true })
  readonly link: LinkedByDto | null;

  @ApiProperty({
    description: 'From when it belonged to it, on the clock of knownAt.',
    example: '2017-03-11T06:00:00Z',
  })
  readonly knownFrom: string;

  @ApiProperty({ description: 'When it left; null while it stays.', type: String, nullable: true, example: null })
  readonly knownTo: string | null;
}

/** An incident that a report belonged to. */
export class IncidentMembershipDto extends BelongingDto {
  @ApiProperty({ description: 'The incident’s key.', example: 'E-RAQQA-ROAD' })
  readonly incident: string;
}

/** A report of an incident. */
export class IncidentReportDto extends BelongingDto {
  @ApiProperty({ description: 'The report.', type: ReportReferenceDto })
  readonly report: ReportReferenceDto;

  @ApiProperty({ description: 'What it says, in short.', example: 'The road was cut.' })
  readonly summary: string;

  @ApiProperty({
    description: 'The places that it names or claims something of, those that it names first.',
    type: [String],
    example: ['raqqa'],
  })
  readonly places: readonly string[];

  @ApiProperty({
    description: 'The first local day on which it may have happened; null where not known.',
    type: String,
    nullable: true,
    example: '2017-03-06',
  })
  readonly occurredFrom: string | null;

  @ApiProperty({
    description: 'The last local day on which it may have happened; null where not known.',
    type: String,
    nullable: true,
    example: '2017-03-06',
  })
  readonly occurredTo: string | null;
}
