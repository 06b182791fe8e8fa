import { ApiProperty } from '@nestjs/swagger';
import { exitWords, isolationWords, reliabilities, type Grade, type Occurred, type Remains } from '#situation';
import { AxisDto, ThingDto } from '../conditions/condition-answer.dto.js';
import { HoldingDto, NamedPlaceDto } from '../control/control-answer.dto.js';
import { EnvelopeDto } from '../reading/envelope.dto.js';
import { ReportReferenceDto } from '../reading/report-reference.dto.js';
import { GradeDto, OccurredDto } from '../reports/draft.dto.js';

/** One way out, and what is known of it. */
export class ExitDto {
  @ApiProperty({ description: 'The way.', type: ThingDto })
  readonly route: ThingDto;

  @ApiProperty({ description: 'The places that it connects.', type: [String], example: ['raqqa-city'] })
  readonly connects: readonly string[];

  @ApiProperty({ description: 'Whether one gets through.', type: AxisDto })
  readonly passage: AxisDto;

  @ApiProperty({ description: 'How whole it is; null for what is not built.', type: AxisDto, nullable: true })
  readonly integrity: AxisDto | null;

  @ApiProperty({ description: 'Who holds it: with a confidence of its own.', type: HoldingDto })
  readonly control: HoldingDto;

  @ApiProperty({
    description:
      'Whether it remains to those who hold the place. A cut way does not, unless it is said to be closed to others ' +
      'only; nor does a destroyed one, unless it was seen in use on a later day.',
    oneOf: [{ type: 'boolean' }, { type: 'string', enum: ['unknown'] }],
    example: false,
  })
  readonly remains: Remains;

  @ApiProperty({
    description: 'Why it does or does not, as a word.',
    enum: Object.keys(exitWords),
    example: 'destroyed',
  })
  readonly reason: string;

  @ApiProperty({ description: 'Why, in a sentence.', example: exitWords.destroyed })
  readonly because: string;
}

/** What one report says about the place being encircled; shown as it stands, never weighed against the exits. */
export class EncirclementClaimDto {
  @ApiProperty({ description: 'The report.', type: ReportReferenceDto })
  readonly report: ReportReferenceDto;

  @ApiProperty({ description: 'What it says.', example: 'Raqqa said to be in practice surrounded on land.' })
  readonly summary: string;

  @ApiProperty({ description: 'When it was so.', type: OccurredDto })
  readonly occurred: Occurred;

  @ApiProperty({ description: 'When it was made known.', example: '2017-03-06T23:59:59.999+03:00' })
  readonly reportedAt: string;

  @ApiProperty({ description: 'The outlet.', example: 'Reuters' })
  readonly outlet: string;

  @ApiProperty({ description: 'From the first voice to the outlet.', type: [String], example: ['Reuters'] })
  readonly chain: readonly string[];

  @ApiProperty({ description: 'The actors whose account it is; empty when the outlet alone speaks.', type: [String] })
  readonly speakers: readonly string[];

  @ApiProperty({ description: `The desk’s assessment: ${reliabilities.join()} and 1 to 6.`, type: GradeDto })
  readonly grade: Grade;

  @ApiProperty({
    description: 'The reports that say otherwise, or that this one is said to contradict.',
    type: [ReportReferenceDto],
  })
  readonly contradicts: readonly ReportReferenceDto[];
}

/** Whether a place is cut off. */
export class IsolationDto extends EnvelopeDto {
  @ApiProperty({ description: 'The place.', type: NamedPlaceDto })
  readonly place: NamedPlaceDto;

  @ApiProperty({ description: 'Who holds it: to whom the exits remain or do not.', type: HoldingDto })
  readonly control: HoldingDto;

  @ApiProperty({
    description:
      'not_sealed: an exit remains. sealed: every exit in the gazetteer is closed. unknown: neither can be said.',
    enum: ['sealed', 'not_sealed', 'unknown'],
    example: 'not_sealed',
  })
  readonly verdict: string;

  @ApiProperty({ description: 'Why, in a sentence.', example: isolationWords.not_sealed })
  readonly because: string;

  @ApiProperty({ description: 'The ways from the place or a part of it to somewhere outside.', type: [ExitDto] })
  readonly exits: readonly ExitDto[];

  @ApiProperty({
    description: 'What sources claim about encirclement, by when they said so. It decides nothing above.',
    type: [EncirclementClaimDto],
  })
  readonly claims: readonly EncirclementClaimDto[];
}
