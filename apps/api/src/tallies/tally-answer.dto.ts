import { ApiProperty } from '@nestjs/swagger';
import { figureBases, type Range, type ReportId, type TallyAnswer, tallyFlags } from '#situation';
import { ReportReferenceDto } from '../reading/report-summary.dto.js';

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

/** A state that nobody reported. */
export class DerivedTotalDto extends RangeDto {
  @ApiProperty({ description: 'The state it begins with and what was added since.', type: [ReportReferenceDto] })
  readonly from: readonly ReportReferenceDto[];
}

/** How many, for one measure, group and unit. */
export class TallyItemDto {
  @ApiProperty({
    description: 'What `by` asked for: 2017-03-07, 2017-W10, 2017-03, a slug or a key. Null without it.',
    type: String,
    nullable: true,
    example: null,
  })
  readonly bucket: string | null;

  @ApiProperty({ description: 'What is counted; measures summed have a plus between them.', example: 'killed' })
  readonly measure: string;

  @ApiProperty({ description: 'Whom; groups summed have a plus between them.', example: 'islamic-state' })
  readonly group: string;

  @ApiProperty({ description: 'Unit of every number.', example: 'people' })
  readonly unit: string;

  @ApiProperty({
    description:
      'True where it is of the parts of a group or an actor asked about, counted together under its name. Those parts of ' +
      'a group that have figures have a row each beside it.',
    example: false,
  })
  readonly rolledUp: boolean;

  @ApiProperty({ description: 'The parts that it was rolled up of.', type: [String], example: [] })
  readonly of: readonly string[];

  @ApiProperty({ description: 'What the incidents in the window add up to, each counted once.', type: RangeDto })
  readonly itemised: RangeDto;

  @ApiProperty({ description: 'Totals, snapshots and forecasts that touch the window.', type: [ReportedTotalDto] })
  readonly reported: readonly ReportedTotalDto[];

  @ApiProperty({
    description:
      'Both together, nothing counted twice. Of a state (strength, population, share of control …): the latest at the ' +
      'end of the window; states are never summed.',
    type: RangeDto,
  })
  readonly combined: RangeDto;

  @ApiProperty({
    description: 'The latest state and what was added since: nobody reported it, and `combined` has no part of it.',
    type: DerivedTotalDto,
    nullable: true,
    example: null,
  })
  readonly derived: DerivedTotalDto | null;

  @ApiProperty({ description: 'True when the combined low is not reached: "more than".', example: false })
  readonly lowExclusive: boolean;

  @ApiProperty({
    description: 'What makes a reader look twice. `not_published`: somebody tells of it without a number; never zero.',
    type: [String],
    enum: tallyFlags,
    example: ['spread'],
  })
  readonly flags: readonly string[];

  @ApiProperty({
    description:
      'The reports that `combined` rests on, the first 1,000 of them; where no number is published, those that say so. The ' +
      'explanation goes through all.',
    type: [ReportReferenceDto],
  })
  readonly reports: readonly ReportReferenceDto[];

  @ApiProperty({ description: 'How many reports those are in all.', example: 1 })
  readonly reportCount: number;
}

/** Reports, or incidents, that one list of an answer names. */
export const most_named = 1_000;

/** What a list of tallies says beside its items. */
export class TallyPartsDto {
  @ApiProperty({
    description:
      'Only with `exact=true`, where nothing is counted of the group or the actor itself: its parts that have figures.',
    type: [String],
    required: false,
    example: ['ypg'],
  })
  readonly partsHaveFigures?: readonly string[];
}

/** Every report that an answer names. */
export const reportsNamed = (answers: readonly TallyAnswer[]): readonly ReportId[] => [
  ...new Set(
    answers.flatMap(({ reports, reported, derived }) => [
      ...reports.slice(0, most_named),
      ...(derived?.from.slice(0, most_named) ?? []),
      ...reported.flatMap((total) => total.reports),
    ]),
  ),
];

/** The outlets’ numbers of reports, by report id. */
export type ExternalIds = ReadonlyMap<string, string | null>;

/** Reports as answers refer to them. */
export const referTo = (ids: readonly ReportId[], externalIds: ExternalIds): ReportReferenceDto[] =>
  ids.map((id) => ({ id, externalId: externalIds.get(id) ?? null }));

/** A tally as it is answered; `externalIds` has the outlets’ numbers of the reports it names. */
export function tallyAnswer(bucket: string | null, answer: TallyAnswer, externalIds: ExternalIds): TallyItemDto {
  const { measure, group, unit, lowExclusive, flags, derived } = answer;
  return {
    bucket,
    measure,
    group,
    unit,
    rolledUp: answer.rolledUpOf !== undefined,
    of: answer.rolledUpOf ?? [],
    itemised: rangeAnswer(answer.itemised),
    reported: answer.reported.map((total) => ({
      ...rangeAnswer(total),
      lowExclusive: total.lowExclusive,
      basis: total.basis,
      from: total.period.from ?? null,
      to: total.period.to ?? null,
      places: total.places,
      counted: total.counted,
      reports: referTo(total.reports, externalIds),
    })),
    combined: rangeAnswer(answer.combined),
    derived:
      derived === undefined
        ? null
        : { ...rangeAnswer(derived), from: referTo(derived.from.slice(0, most_named), externalIds) },
    lowExclusive,
    flags,
    reports: referTo(answer.reports.slice(0, most_named), externalIds),
    reportCount: answer.reports.length,
  };
}

/** A range as it is answered: null for what is not given. */
export const rangeAnswer = ({ low, best, high }: Range): RangeDto => ({
  low: low ?? null,
  best: best ?? null,
  high: high ?? null,
});
