import { ApiProperty } from '@nestjs/swagger';
import { contradictionKinds, type ContradictionKind, differences, settlingKinds } from '#situation';
import { ReportSummaryDto } from '../reading/report-summary.dto.js';
import { contradictionStates, type ContradictionState } from './contradictions-query.dto.js';

/** What a contradiction is about: exactly one of these. */
export class AboutDto {
  @ApiProperty({ description: 'A place.', example: 'mosul-museum', required: false })
  readonly place?: string;

  @ApiProperty({ description: 'A measure.', example: 'killed', required: false })
  readonly measure?: string;

  @ApiProperty({ description: 'An incident, by its key.', example: 'E-COMPOSITION', required: false })
  readonly incident?: string;
}

/** What some of the reports say. */
export class DifferingAccountDto {
  @ApiProperty({ description: 'What they say, in short.', example: 'damaged 2014-12-31' })
  readonly says: string;

  @ApiProperty({ description: 'Ids of the reports that say so.', type: [String] })
  readonly reports: readonly string[];
}

/** What the reports differ on. */
export class DifferDto {
  @ApiProperty({
    description:
      'control: who holds a place. condition: what state a thing is in. time: since when. count: how many. words: ' +
      'nothing that is coded, so each account is given by its summary.',
    enum: differences,
    example: 'time',
  })
  readonly on: string;

  @ApiProperty({ description: 'The accounts, beside each other.', type: [DifferingAccountDto] })
  readonly accounts: readonly DifferingAccountDto[];
}

/** What settled a contradiction. */
export class SettledByDto {
  @ApiProperty({
    description:
      'retraction or correction of one of the reports, a decision that links or unlinks them, or a claim of another ' +
      'report about the same place.',
    enum: settlingKinds,
    example: 'retraction',
  })
  readonly by: string;

  @ApiProperty({
    description: 'The id of the amendment or the decision; null of a claim.',
    type: String,
    nullable: true,
  })
  readonly id: string | null;

  @ApiProperty({ description: 'When that was made known.', example: '2017-03-12T00:00:00.000Z' })
  readonly at: string;

  @ApiProperty({
    description: 'The reports retracted, corrected or decided about, or those with the claim.',
    type: [ReportSummaryDto],
  })
  readonly reports: readonly ReportSummaryDto[];
}

/** Reports that cannot all be right. */
export class ContradictionDto {
  @ApiProperty({
    description: 'declared: one of the reports says so. computed: the rules find accounts that cannot all be right.',
    enum: contradictionKinds,
    example: 'declared',
  })
  readonly kind: ContradictionKind;

  @ApiProperty({ description: 'The reports, two or more.', type: [ReportSummaryDto] })
  readonly reports: readonly ReportSummaryDto[];

  @ApiProperty({ description: 'What it is about.', type: AboutDto })
  readonly about: AboutDto;

  @ApiProperty({ description: 'What they differ on.', type: DifferDto })
  readonly differ: DifferDto;

  @ApiProperty({ description: 'Whether it stands.', enum: contradictionStates, example: 'open' })
  readonly state: ContradictionState;

  @ApiProperty({ description: 'What settled it; null while it is open.', type: SettledByDto, nullable: true })
  readonly settledBy: SettledByDto | null;

  @ApiProperty({ description: 'Since when all of it was known.', example: '2017-03-08T20:59:59.999Z' })
  readonly knownFrom: string;
}
