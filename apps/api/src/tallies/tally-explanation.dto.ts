import { ApiProperty } from '@nestjs/swagger';
import {
  asideReasons,
  type EntriesShown,
  type ExplainedAccount,
  type ExplainedItem,
  type ExplainedSum,
  figureBases,
  type ReportId,
  type TallyExplanation,
  totalReasons,
} from '#situation';
import { ReportReferenceDto } from '../reading/report-summary.dto.js';
import {
  type ExternalIds,
  most_named,
  rangeAnswer,
  RangeDto,
  referTo,
  tallyAnswer,
  TallyItemDto,
} from './tally-answer.dto.js';

const ends = ['low', 'best', 'high'];
const nullableDay = { type: String, nullable: true } as const;

/** What one report says. */
export class ExplainedAccountDto extends RangeDto {
  @ApiProperty({ description: 'The report.', type: ReportReferenceDto })
  readonly report: ReportReferenceDto;

  @ApiProperty({ description: 'True for "more than".', example: false })
  readonly lowExclusive: boolean;

  @ApiProperty({ description: 'As printed; null where nothing says more.', ...nullableDay, example: 'dozens' })
  readonly wording: string | null;

  @ApiProperty({ description: 'Reliability of the source, credibility of the content.', example: 'C2' })
  readonly grade: string;

  @ApiProperty({ description: 'The ends of the range that come from it.', isArray: true, enum: ends, example: ['low'] })
  readonly gives: readonly string[];

  @ApiProperty({
    description: 'The report of the same incident whose figure contains this one, which then gives nothing.',
    type: ReportReferenceDto,
    nullable: true,
  })
  readonly inside: ReportReferenceDto | null;
}

/** Something counted or not, down to its reports. */
export class ExplainedItemDto {
  @ApiProperty({ description: 'Key of the incident, or the id of a report that stands alone.', example: 'E-RELEASE' })
  readonly incident: string;

  @ApiProperty({ description: 'What is counted.', example: 'released' })
  readonly measure: string;

  @ApiProperty({ description: 'Whom.', example: 'detainees' })
  readonly group: string;

  @ApiProperty({ description: 'How it counts time.', enum: figureBases, example: 'incremental' })
  readonly basis: string;

  @ApiProperty({ description: 'First day; null when not known.', ...nullableDay, example: '2017-03-10' })
  readonly from: string | null;

  @ApiProperty({ description: 'Last day; null when not known.', ...nullableDay, example: '2017-03-10' })
  readonly to: string | null;

  @ApiProperty({ description: 'Places that it covers.', type: [String], example: ['mosul-west'] })
  readonly places: readonly string[];

  @ApiProperty({ description: 'All of it.', type: RangeDto })
  readonly whole: RangeDto;

  @ApiProperty({ description: 'What each of its reports says, best graded first.', type: [ExplainedAccountDto] })
  readonly accounts: readonly ExplainedAccountDto[];
}

/** A part of a sum. */
export class ExplainedPartDto extends ExplainedItemDto {
  @ApiProperty({
    description: 'How much of it is counted, 0 to 1; where there is a remainder, how much of that.',
    example: 1,
  })
  readonly share: number;

  @ApiProperty({
    description:
      'Of a total that reaches out of the window: what it has beyond what is itemised in it. Null otherwise.',
    type: RangeDto,
    nullable: true,
  })
  readonly remainder: RangeDto | null;

  @ApiProperty({ description: 'The ends of the sum that it bears.', isArray: true, enum: ends, example: ends })
  readonly bears: readonly string[];

  @ApiProperty({ description: 'What it adds; null where it does not bear an end, or gives nothing.', type: RangeDto })
  readonly adds: RangeDto;
}

/** A sum and its parts. */
export class ExplainedSumDto {
  @ApiProperty({
    description:
      'Before rounding. A low is the sum of the lows given; a best or high is given only where every part that bears ' +
      'it gives one. Answers show it to six decimal places.',
    type: RangeDto,
  })
  readonly sum: RangeDto;

  @ApiProperty({ description: 'What is added up.', type: [ExplainedPartDto] })
  readonly parts: readonly ExplainedPartDto[];
}

/** What a total was set against. */
export class ContainedDto {
  @ApiProperty({ description: 'What is counted inside the total without it.', type: RangeDto })
  readonly sum: RangeDto;

  @ApiProperty({
    description: 'Incidents, wholly or by a share, the first 1,000.',
    type: [String],
    example: ['E-FOUR-SNIPERS'],
  })
  readonly incidents: readonly string[];

  @ApiProperty({ description: 'Their reports, the first 1,000.', type: [ReportReferenceDto] })
  readonly reports: readonly ReportReferenceDto[];
}

/** A total, snapshot or forecast and why it counts or not. */
export class ExplainedTotalDto extends ExplainedItemDto {
  @ApiProperty({ description: 'True when `combined` rests on it.', example: true })
  readonly counted: boolean;

  @ApiProperty({ description: 'Why it counts or not.', enum: totalReasons, example: 'larger_than_contained' })
  readonly reason: string;

  @ApiProperty({ description: 'What it was set against; null where nothing was.', type: ContainedDto, nullable: true })
  readonly contains: ContainedDto | null;
}

/** Something that was set aside. */
export class ExplainedAsideDto extends ExplainedItemDto {
  @ApiProperty({
    description:
      'Undated: it cannot be placed in the window. Part of counted: it is inside something that is counted. Policy: the ' +
      'policy asked for leaves it out.',
    enum: asideReasons,
    example: 'undated',
  })
  readonly reason: string;
}

/** Which entries of an explanation an answer shows. */
export class EntriesShownDto {
  @ApiProperty({ description: 'How many entries come before those shown.', example: 0 })
  readonly before: number;

  @ApiProperty({ description: 'How many are shown.', example: 12 })
  readonly shown: number;

  @ApiProperty({ description: 'How many there are in all.', example: 12 })
  readonly total: number;
}

/** An answer and how it came about. */
export class TallyExplanationDto {
  @ApiProperty({
    description:
      'The entries of all lists together, in this order: parts of `itemised`, of `combined` and of `derived`, `totals`, ' +
      '`aside`. A sum is always the whole one, whichever of its parts are shown.',
    type: EntriesShownDto,
  })
  readonly entries: EntriesShownDto;

  @ApiProperty({ description: 'The answer that is explained.', type: TallyItemDto })
  readonly answer: TallyItemDto;

  @ApiProperty({ description: 'How `itemised` adds up.', type: ExplainedSumDto })
  readonly itemised: ExplainedSumDto;

  @ApiProperty({ description: 'How `combined` adds up.', type: ExplainedSumDto })
  readonly combined: ExplainedSumDto;

  @ApiProperty({
    description: 'How `derived` adds up; null where nothing is derived.',
    type: ExplainedSumDto,
    nullable: true,
  })
  readonly derived: ExplainedSumDto | null;

  @ApiProperty({ description: 'Totals, snapshots and forecasts that touch the window.', type: [ExplainedTotalDto] })
  readonly totals: readonly ExplainedTotalDto[];

  @ApiProperty({ description: 'What touches the window and is not itemised.', type: [ExplainedAsideDto] })
  readonly aside: readonly ExplainedAsideDto[];
}

/** Every report that explanations name. */
export const reportsExplained = (explanations: readonly TallyExplanation[]): readonly ReportId[] => [
  ...new Set(
    explanations.flatMap(({ answer, itemised, combined, derived, totals, aside }) => [
      ...answer.reports.slice(0, most_named),
      ...answer.reported.flatMap((total) => total.reports),
      ...(answer.derived?.from ?? []),
      ...[...itemised.parts, ...combined.parts, ...(derived?.parts ?? []), ...totals, ...aside].flatMap(
        ({ reports, accounts }) => [...reports, ...accounts.flatMap(({ inside }) => inside ?? [])],
      ),
      ...totals.flatMap(({ contains }) => contains?.reports.slice(0, most_named) ?? []),
    ]),
  ),
];

/** An explanation, and which of its entries it shows. */
interface ShownExplanation {
  readonly bucket: string | null;
  readonly explanation: TallyExplanation;
  readonly shown: EntriesShown;
  readonly total: number;
}

/** An explanation as it is answered. */
export function tallyExplanation(
  { bucket, explanation, shown, total }: ShownExplanation,
  externalIds: ExternalIds,
): TallyExplanationDto {
  const { answer, itemised, combined, derived, totals, aside } = explanation;
  return {
    entries: { before: shown.first, shown: shown.count, total },
    answer: tallyAnswer(bucket, answer, externalIds),
    itemised: sumAnswer(itemised, externalIds),
    combined: sumAnswer(combined, externalIds),
    derived: derived === undefined ? null : sumAnswer(derived, externalIds),
    totals: totals.map((total) => ({
      ...itemAnswer(total, externalIds),
      counted: total.counted,
      reason: total.reason,
      contains:
        total.contains === undefined
          ? null
          : {
              sum: rangeAnswer(total.contains.sum),
              incidents: total.contains.incidents.slice(0, most_named),
              reports: referTo(total.contains.reports.slice(0, most_named), externalIds),
            },
    })),
    aside: aside.map((item) => ({ ...itemAnswer(item, externalIds), reason: item.reason })),
  };
}

const sumAnswer = ({ sum, parts }: ExplainedSum, externalIds: ExternalIds): ExplainedSumDto => ({
  sum: rangeAnswer(sum),
  parts: parts.map((part) => ({
    ...itemAnswer(part, externalIds),
    share: part.share,
    bears: part.bears,
    adds: rangeAnswer(part.adds),
    remainder: part.remainder === undefined ? null : rangeAnswer(part.remainder),
  })),
});

const itemAnswer = (item: ExplainedItem, externalIds: ExternalIds): ExplainedItemDto => ({
  incident: item.incident,
  measure: item.measure,
  group: item.group,
  basis: item.basis,
  from: item.period.from ?? null,
  to: item.period.to ?? null,
  places: item.places,
  whole: rangeAnswer(item.whole),
  accounts: item.accounts.map((account) => accountAnswer(account, externalIds)),
});

function accountAnswer(account: ExplainedAccount, externalIds: ExternalIds): ExplainedAccountDto {
  const [report] = referTo([account.report], externalIds) as [ReportReferenceDto];
  const inside = account.inside === undefined ? undefined : referTo([account.inside], externalIds)[0];
  return {
    report,
    ...rangeAnswer(account),
    lowExclusive: account.lowExclusive,
    wording: account.wording ?? null,
    grade: `${account.grade.reliability}${account.grade.credibility}`,
    gives: account.gives,
    inside: inside ?? null,
  };
}
