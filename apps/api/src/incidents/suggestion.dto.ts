import { ApiProperty } from '@nestjs/swagger';
import {
  duplicate_threshold,
  farthest_days,
  farthest_km,
  likeness_weights,
  type LikenessPart,
  most_reports_compared,
} from '#situation';
import { EnvelopeDto } from '../reading/envelope.dto.js';
import { ReportReferenceDto } from '../reading/report-summary.dto.js';

/** How the scores come about, for the documentation of the route. */
export const scoring =
  `A score is the weighted mean of what both reports say something about: ${Object.entries(likeness_weights)
    .map(([part, weight]) => `${part} ${weight}`)
    .join(
      ', ',
    )}. Places are alike from 1 at no distance to 0 at ${farthest_km} km, days from 1 on the same days to 0 at ` +
  `${farthest_days} apart. Shown from ${duplicate_threshold} on. Compared are the ${most_reports_compared} reports made ` +
  `known last by knownAt, background left out, each with those less than ${farthest_days} days apart. Two ` +
  'different registered buildings, bridges or districts are never suggested; a building and the district around it may ' +
  'be. Pairs of two different incidents come last.';

/** A report that may tell of the same as another. */
export class SuggestedReportDto {
  @ApiProperty({ description: 'The report.', type: ReportReferenceDto })
  readonly report: ReportReferenceDto;

  @ApiProperty({ description: 'What it says, in short.', example: 'The road was cut.' })
  readonly summary: string;

  @ApiProperty({
    description: 'The incident that it belongs to; null when it stands alone.',
    type: String,
    nullable: true,
    example: 'E-RAQQA-ROAD',
  })
  readonly incident: string | null;
}

/** How alike two reports are in one respect. */
export class LikenessPartDto {
  @ApiProperty({ description: 'In which respect.', enum: Object.keys(likeness_weights) })
  readonly part: LikenessPart;

  @ApiProperty({ description: 'How much it weighs.', example: 0.35 })
  readonly weight: number;

  @ApiProperty({ description: '0 not at all, 1 the same.', example: 0.76 })
  readonly likeness: number;

  @ApiProperty({ description: 'What was compared.', example: '12 km apart' })
  readonly because: string;
}

/** Two reports in different incidents that may tell of one development. */
export class SuggestionDto {
  @ApiProperty({ description: 'How alike they are, from 0 to 1.', example: 0.83 })
  readonly score: number;

  @ApiProperty({ description: 'What the score is made of.', type: [LikenessPartDto] })
  readonly parts: readonly LikenessPartDto[];

  @ApiProperty({
    description:
      'Registered actors that both go back to, as outlet or in the chain, under whichever of their names: as far as ' +
      'these go the two do not confirm each other. It weighs nothing in the score.',
    type: [String],
    example: ['sohr'],
  })
  readonly sharedSources: readonly string[];

  @ApiProperty({ description: 'The two.', type: [SuggestedReportDto] })
  readonly reports: readonly SuggestedReportDto[];
}

/** Likely duplicates, and how far was looked. */
export class SuggestionsDto extends EnvelopeDto {
  @ApiProperty({ description: 'The likeliest first; pairs of two different incidents last.', type: [SuggestionDto] })
  readonly items: readonly SuggestionDto[];

  @ApiProperty({ description: 'How many reports were compared.', example: 198 })
  readonly compared: number;

  @ApiProperty({
    description: 'True when older reports were left out: ask as of an earlier knownAt to compare those.',
    example: false,
  })
  readonly olderLeftOut: boolean;

  @ApiProperty({ description: 'How many pairs are this alike, whether shown or not.', example: 3 })
  readonly found: number;
}
