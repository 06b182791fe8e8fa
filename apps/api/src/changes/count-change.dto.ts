import { ApiProperty } from '@nestjs/swagger';
import { figureBases, tallyFlags } from '#situation';
import { ReportSummaryDto } from '../reading/report-summary.dto.js';
import { RangeDto } from '../tallies/tally-answer.dto.js';

/** A number and the days that it is about. */
export class CountDto extends RangeDto {
  @ApiProperty({ description: 'True for "more than".', example: false })
  readonly lowExclusive: boolean;

  @ApiProperty({ description: 'First day; null when not known.', type: String, nullable: true, example: '2016-10-17' })
  readonly from: string | null;

  @ApiProperty({ description: 'Last day; null when not known.', type: String, nullable: true, example: '2017-03-09' })
  readonly to: string | null;
}

export const countChangeKinds = ['told', 'total'] as const;

/** A count of the days in between, or a running total that moved. */
export class CountChangeDto {
  @ApiProperty({
    description:
      'told: what the days after that of `from` until that of `to` come to, as /v1/tallies answers for them; with ' +
      'sinceRecorded what all days come to, where that has changed. total: a ' +
      'running total or snapshot of one origin, measure, group, area and beginning that was told anew in between.',
    enum: countChangeKinds,
    example: 'told',
  })
  readonly kind: (typeof countChangeKinds)[number];

  @ApiProperty({ description: 'What is counted.', example: 'killed' })
  readonly measure: string;

  @ApiProperty({ description: 'Whom.', example: 'anyone' })
  readonly group: string;

  @ApiProperty({ description: 'Unit of every number.', example: 'people' })
  readonly unit: string;

  @ApiProperty({
    description: 'How a total counts time; null of what is told of days.',
    type: String,
    nullable: true,
    enum: [...figureBases, null],
    example: null,
  })
  readonly basis: string | null;

  @ApiProperty({ description: 'The places of a total; empty of what is told of days.', type: [String], example: [] })
  readonly places: readonly string[];

  @ApiProperty({
    description: 'Who said a running total first, as printed; null of a snapshot, and of what is told of days.',
    type: String,
    nullable: true,
    example: null,
  })
  readonly origin: string | null;

  @ApiProperty({
    description: 'The registered actor that the origin is, under whichever of its names; null where it is none.',
    type: String,
    nullable: true,
    example: null,
  })
  readonly source: string | null;

  @ApiProperty({
    description:
      'The latest total until `from`, or with sinceRecorded what it came to before; null where there is none, and else of ' +
      'what is told of days.',
    type: CountDto,
    nullable: true,
  })
  readonly before: CountDto | null;

  @ApiProperty({ description: 'The number of the days in between, or the latest total until `to`.', type: CountDto })
  readonly after: CountDto;

  @ApiProperty({ description: 'As in /v1/tallies.', type: [String], enum: tallyFlags, example: [] })
  readonly flags: readonly string[];

  @ApiProperty({ description: 'The reports that the later number rests on.', type: [ReportSummaryDto] })
  readonly reports: readonly ReportSummaryDto[];
}
