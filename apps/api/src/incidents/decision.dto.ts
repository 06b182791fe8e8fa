import { ApiProperty } from '@nestjs/swagger';
import { type Instant, most_events_named, most_reports_linked } from '#situation';
import { Field, IdentityField } from '../http/field.decorator.js';
import { incidentKey, instant, listOf, oneOrMore, text, uuid } from '../http/field-kinds.js';
import { RefusedByRetractionDto } from '../reports/amendment.dto.js';
import { RecordedDto } from '../intake/recorded.dto.js';

const a_report = '7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11';
const another_report = '0190d5a2-7c1e-7b4e-8f0a-3d2c1b0a9f8e';

/** Which reports are linked to an incident, or unlinked from it, and why. */
export class DecisionDto {
  @Field(uuid, {
    description: 'Left out: derived from the content, so that sending the same again is harmless.',
    example: '0190d5a2-7c1e-7b4e-8f0a-3d2c1b0a9f8f',
    optional: true,
  })
  readonly id?: string;

  @Field(listOf(uuid, most_reports_linked), {
    description: 'Ids of reports: at least two to link, at least one to unlink.',
    example: [a_report, another_report],
  })
  readonly reportIds: readonly string[];

  @IdentityField(incidentKey, {
    description: 'The key of the incident: one that is there, or a new one.',
    example: 'E-RAQQA-ROAD',
  })
  readonly incident: string;

  @Field(instant, {
    description: 'When it was decided; as known before, the reports belong where they did.',
    example: '2017-03-11T09:00:00+03:00',
  })
  readonly reportedAt: Instant;

  @Field(text(2_000), { description: 'Why, for whoever asks later.', example: 'Both tell of the same handover.' })
  readonly reason: string;

  @Field(oneOrMore(uuid, most_events_named), {
    description:
      'The last events about the reports that you know of, one or several: ids of reports, of amendments or of decisions. ' +
      'Of decisions of one reportedAt the one that follows another comes after it. For each of the reports about which ' +
      'none of them is: the last event that this service knows of.',
    example: a_report,
    optional: true,
  })
  readonly follows?: string | readonly string[];
}

/** A report for which another decision stands. */
export class SupersededDecisionDto {
  @ApiProperty({ description: 'The report.', example: a_report })
  readonly reportId: string;

  @ApiProperty({ description: 'The decision that stands.', example: '0190d5a2-7c1e-7b4e-8f0a-3d2c1b0a9f90' })
  readonly by: string;
}

/** A report that is retracted, of those that a decision is about. */
export class RetractedReportDto extends RefusedByRetractionDto {
  @ApiProperty({ description: 'The report.', example: a_report })
  readonly reportId: string;
}

/** A link or an unlink that the log has. */
export class RecordedDecisionDto extends RecordedDto {
  @ApiProperty({ description: 'The decision’s id.', example: '0190d5a2-7c1e-7b4e-8f0a-3d2c1b0a9f8f' })
  readonly id: string;

  @ApiProperty({ description: 'The incident’s key.', example: 'E-RAQQA-ROAD' })
  readonly incident: string;

  @ApiProperty({
    description:
      'The reports for which another decision stands, of the same reportedAt or a link elsewhere. Left out when there are ' +
      'none, and where it could not be told within a second.',
    type: [SupersededDecisionDto],
    required: false,
  })
  readonly superseded?: readonly SupersededDecisionDto[];

  @ApiProperty({
    description:
      'The reports that are retracted: the decision is kept, and counts for them once they are reinstated. Left out when ' +
      'there are none, and where it could not be told within a second.',
    type: [RetractedReportDto],
    required: false,
  })
  readonly retracted?: readonly RetractedReportDto[];

  @ApiProperty({
    description: 'True when for each of its reports another decision stands, or the report is retracted by then.',
    required: false,
  })
  readonly withoutEffect?: true;
}
