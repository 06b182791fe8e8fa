import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { type NamesDto, NamesProperty } from '../reading/names.dto.js';
import { type Moment } from '#situation';
import { AxisDto, ThingDto } from '../conditions/condition-answer.dto.js';
import { HoldingDto } from '../control/control-answer.dto.js';
import { Field } from '../http/field.decorator.js';
import { moment, oneOf } from '../http/field-kinds.js';
import { ViolationDto } from '../http/problem.dto.js';
import { DifferenceDto } from '../corrections/difference.dto.js';
import { CountEffectDto, CountNameDto } from './count-effect.dto.js';
import { LikenessPartDto, SuggestedReportDto } from '../incidents/suggestion.dto.js';

/** Whether to record a report, or only to tell what it would do. */
export class SubmissionQueryDto {
  @Field(oneOf(['true', 'false']), {
    description:
      'true: nothing is recorded; the answer tells what would be refused, likely duplicates, and what the report would ' +
      'change.',
    example: 'true',
    default: 'false',
  })
  readonly dryRun: 'true' | 'false' = 'false';

  @Field(oneOf(['true', 'false']), {
    description: 'true: the report is a draft, which counts for nothing until it is approved: see /v1/drafts.',
    example: 'true',
    default: 'false',
  })
  readonly draft: 'true' | 'false' = 'false';

  @Field(moment, {
    description:
      'Of a dry run: the moment whose answers it tells of: a local day of each place, to its end, or an instant. By ' +
      'default the last one that its claims about a place speak of.',
    example: '2017-03-12',
    optional: true,
  })
  readonly validAt?: Moment;
}

/** A report that may tell of the same development. */
export class LikelyDuplicateDto {
  @ApiProperty({ description: 'How alike the two are, from 0 to 1.', example: 0.83 })
  readonly score: number;

  @ApiProperty({ description: 'What the score is made of.', type: [LikenessPartDto] })
  readonly parts: readonly LikenessPartDto[];

  @ApiProperty({
    description: 'Registered actors that both go back to: as far as these go the two do not confirm each other.',
    type: [String],
    example: ['sohr'],
  })
  readonly sharedSources: readonly string[];

  @ApiProperty({ description: 'The other report.', type: SuggestedReportDto })
  readonly report: SuggestedReportDto;
}

export const effectsOn = ['control', 'integrity', 'passage'] as const;
const before_or_after = { oneOf: [{ $ref: getSchemaPath(HoldingDto) }, { $ref: getSchemaPath(AxisDto) }] };

/** What a report would do to one answer. */
@ApiExtraModels(HoldingDto, AxisDto)
export class EffectDto {
  @ApiProperty({ description: 'The place.', type: ThingDto })
  readonly place: ThingDto;

  @ApiProperty({ description: 'Who holds it, how whole it is, or whether one gets through.', enum: effectsOn })
  readonly on: (typeof effectsOn)[number];

  @ApiProperty({
    description: 'The moment that both answers are of: validAt, or else the last one that its claims speak of.',
    format: 'date-time',
    example: '2017-03-12T20:59:59.999Z',
  })
  readonly validAt: string;

  @ApiProperty({ description: 'The answer as everything stands.', ...before_or_after })
  readonly before: HoldingDto | AxisDto;

  @ApiProperty({ description: 'The answer with this report beside it.', ...before_or_after })
  readonly after: HoldingDto | AxisDto;

  @ApiProperty({
    description: 'False where the answer stays as it is, but for the reports that it rests on.',
    example: true,
  })
  readonly changes: boolean;
}

/** A voice of a report, and who of the registry it is. */
export class RecognisedVoiceDto {
  @ApiProperty({ description: 'The voice or the outlet, as printed.', example: 'SANA, Syrian state news agency' })
  readonly voice: string;

  @ApiProperty({
    description:
      'The registered actor whose id, name or alias it begins with; null for a voice that is nobody registered: ' +
      '`source.speaksFor` says whose account it is.',
    type: String,
    nullable: true,
    example: 'sana',
  })
  readonly actor: string | null;
}

/** What a report would do. Nothing of it is recorded. */
export class PreviewDto {
  @ApiProperty({
    description: 'The id that the report would have; null where the draft gives neither an id nor an externalId.',
    type: String,
    format: 'uuid',
    nullable: true,
  })
  readonly id: string | null;

  @ApiProperty({ description: 'True if a report of this id is there: sent again with other content it is refused.' })
  readonly isRecorded: boolean;

  @ApiProperty({
    description: 'What would be refused, what the key may not write among it; empty when the report would be taken.',
    type: [ViolationDto],
  })
  readonly problems: readonly ViolationDto[];

  @ApiProperty({ description: 'The likeliest first, ten at most.', type: [LikelyDuplicateDto] })
  readonly likelyDuplicates: readonly LikelyDuplicateDto[];

  @ApiProperty({ description: 'One for each place and respect that it makes a claim about.', type: [EffectDto] })
  readonly effect: readonly EffectDto[];

  @ApiProperty({
    description: 'One for each place, measure and group that one of its figures counts, before or after a correction.',
    type: [CountEffectDto],
  })
  readonly counts: readonly CountEffectDto[];

  @ApiProperty({
    description:
      'Counts of which nothing can be said here, since more comes together in them than one answer places: ask ' +
      '/v1/tallies for some of their days.',
    type: [CountNameDto],
  })
  readonly countsLeftOut: readonly CountNameDto[];

  @ApiProperty({
    description:
      'Of a report that is recorded already: what reads otherwise than in its last version, member by member: what a ' +
      'correction to this would change.',
    type: [DifferenceDto],
  })
  readonly changed: readonly DifferenceDto[];

  @ApiProperty({ description: 'The voices of its chain and its outlet, in that order.', type: [RecognisedVoiceDto] })
  readonly voices: readonly RecognisedVoiceDto[];

  @NamesProperty()
  readonly names: NamesDto['names'];

  @ApiProperty({ description: 'The log position that the answer rests on.', example: '331' })
  readonly position: string;
}
