import { ApiProperty } from '@nestjs/swagger';
import { EnvelopeDto } from '../reading/envelope.dto.js';
import { IncidentReportDto } from './belonging.dto.js';

const belonging = 'The reports that belonged to it then, in order of when they were made known.';

/** One development and the reports that tell of it. */
export class IncidentItemDto {
  @ApiProperty({ description: 'The incident’s key.', example: 'E-RAQQA-ROAD' })
  readonly key: string;

  @ApiProperty({ description: belonging, type: [IncidentReportDto] })
  readonly reports: readonly IncidentReportDto[];
}

/** One incident; without reports when none belonged to it then. */
export class IncidentAnswerDto extends EnvelopeDto {
  @ApiProperty({ description: 'The incident’s key.', example: 'E-RAQQA-ROAD' })
  readonly key: string;

  @ApiProperty({ description: belonging, type: [IncidentReportDto] })
  readonly reports: readonly IncidentReportDto[];
}
