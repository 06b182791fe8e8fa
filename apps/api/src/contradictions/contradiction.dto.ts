import { ApiProperty } from '@nestjs/swagger';
import { conditionStates, contradictionKinds, type ContradictionKind, differences, settlingKinds } from '#situation';
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

/** How many an account says. */
export class CodedCountDto {
  @ApiProperty({ description: 'The least; left out where not given.', example: 3000, required: false })
  readonly low?: number;

  @ApiProperty({ description: 'The best single number; left out where not given.', example: 3500, required: false })
  readonly best?: number;

  @ApiProperty({ description: 'The most; left out where not given.', example: 6000, required: false })
  readonly high?: number;

  @ApiProperty({ description: 'True for "more than".', example: false })
  readonly lowExclusive: boolean;

  @ApiProperty({ description: 'Unit of every number.', example: 'people' })
  readonly unit: string;
}

/** What of an account is coded; what is not is left out. */
export class CodedAccountDto {
  @ApiProperty({ description: 'Of control: the status.', example: 'held', required: false })
  readonly status?: string;

  @ApiProperty({ description: 'Of control: by whom.', type: [String], example: ['iraq'], required: false })
  readonly holders?: readonly string[];

  @ApiProperty({ description: 'Of a thing: its state.', enum: conditionStates, example: 'damaged', required: false })
  readonly state?: string;

  @ApiProperty({ description: 'From when: a day or an instant.', example: '2014-12-31', required: false })
  readonly effective?: string;

  @ApiProperty({ description: 'How many.', type: CodedCountDto, required: false })
  readonly count?: CodedCountDto;
}

/** What some of the reports say. */
export class DifferingAccountDto {
  @ApiProperty({ description: 'What they say, in short.', example: 'damaged 2014-12-31' })
  readonly says: string;

  @ApiProperty({
    description: 'The same as data; empty where they differ in nothing that is coded, and `says` is a summary.',
    type: [CodedAccountDto],
  })
  readonly coded: readonly CodedAccountDto[];

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
