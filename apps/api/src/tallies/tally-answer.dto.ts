import { ApiProperty } from '@nestjs/swagger';
import { figureBases, type Range, type ReportId, type TallyAnswer } from '#situation';
import { ReportReferenceDto } from '../reading/report-reference.dto.js';

const amount = { type: Number, nullable: true } as const;

/** Low, best and high. Null means not given or not known: never zero. */
export class RangeDto {
  @ApiProperty({ ...amount, description: 'The least.', example: 24 })
  readonly low: number | null;

  @ApiProperty({ ...amount, description: 'The best single number.', example: null })
  readonly best: number | null;

  @ApiProperty({ ...amount, description: 'The most.', example: null })
  readonly high: number | null;
}

/** A running total, snapshot or forecast as reported. */
export class ReportedTotalDto extends RangeDto {
  @ApiProperty({ description: 'True for "more than".', example: true })
  readonly lowExclusive: boolean;

  @ApiProperty({ description: 'How it counts time.', enum: figureBases, example: 'cumulative' })
  readonly basis: string;

  @ApiProperty({ description: 'First day; null when not known.', type: String, nullable: true, example: '2016-10-17' })
  readonly from: string | null;

  @ApiProperty({ description: 'Last day; null when not known.', type: String, nullable: true, example: '2017-03-07' })
  readonly to: string | null;

  @ApiProperty({ description: 'Places that it covers.', type: [String], example: ['mosul'] })
  readonly places: readonly string[];

  @ApiProperty({ description: 'True when `combined` rests on it.', example: true })
  readonly counted: boolean;

  @ApiProperty({ description: 'The reports that say so.', type: [ReportReferenceDto] })
  readonly reports: readonly ReportReferenceDto[];
}

/** How many, for one measure, group and unit. */
export class TallyItemDto {
  @ApiProperty({ description: 'What is counted.', example: 'killed' })
  readonly measure: string;

  @ApiProperty({ description: 'Whom.', example: 'islamic-state' })
  readonly group: string;

  @ApiProperty({ description: 'Unit of every number.', example: 'people' })
  readonly unit: string;

  @ApiProperty({ description: 'What the incidents in the window add up to, each counted once.', type: RangeDto })
  readonly itemised: RangeDto;

  @ApiProperty({ description: 'Totals, snapshots and forecasts that touch the window.', type: [ReportedTotalDto] })
  readonly reported: readonly ReportedTotalDto[];

  @ApiProperty({ description: 'Both together, nothing counted twice.', type: RangeDto })
  readonly combined: RangeDto;

  @ApiProperty({ description: 'True when the combined low is not reached: "more than".', example: false })
  readonly lowExclusive: boolean;

  @ApiProperty({ description: 'What makes a reader look twice.', type: [String], example: ['prorated'] })
  readonly flags: readonly string[];

  @ApiProperty({ description: 'The reports that `combined` rests on.', type: [ReportReferenceDto] })
  readonly reports: readonly ReportReferenceDto[];
}

/** Every report that an answer names. */
export const reportsNamed = (answers: readonly TallyAnswer[]): readonly ReportId[] => [
  ...new Set(answers.flatMap(({ reports, reported }) => [...reports, ...reported.flatMap((total) => total.reports)])),
];

/** A tally as it is answered; `externalIds` has the outlets’ numbers of the reports it names. */
export function tallyAnswer(answer: TallyAnswer, externalIds: ReadonlyMap<string, string | null>): TallyItemDto {
  const referTo = (ids: readonly ReportId[]): ReportReferenceDto[] =>
    ids.map((id) => ({ id, externalId: externalIds.get(id) ?? null }));
  const { measure, group, unit, lowExclusive, flags } = answer;
  return {
    ...{ measure, group, unit },
    itemised: rangeAnswer(answer.itemised),
    reported: answer.reported.map((total) => ({
      ...rangeAnswer(total),
      ...{ lowExclusive: total.lowExclusive, basis: total.basis },
      ...{ from: total.period.from ?? null, to: total.period.to ?? null, places: total.places },
      ...{ counted: total.counted, reports: referTo(total.reports) },
    })),
    combined: rangeAnswer(answer.combined),
    ...{ lowExclusive, flags, reports: referTo(answer.reports) },
  };
}

const rangeAnswer = ({ low, best, high }: Range): RangeDto => ({
  ...{ low: low ?? null, best: best ?? null, high: high ?? null },
});
