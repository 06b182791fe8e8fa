import { ApiProperty } from '@nestjs/swagger';
import {
  type Confidence,
  confidences,
  type ExitReason,
  type ExitsComplete,
  exitWords,
  type Grade,
  type IsolationVerdict,
  isolationVerdicts,
  type Means,
  meansOfTravel,
  type Occurred,
  type PlaceKind,
  placeKinds,
  reliabilities,
  unarmedParties,
} from '#situation';
import { AxisDto, ThingDto } from '../conditions/condition-answer.dto.js';
import { HoldingDto, NamedPlaceDto } from '../control/control-answer.dto.js';
import { ExitsCompleteDto } from '../places/place.dto.js';
import { EnvelopeDto } from '../reading/envelope.dto.js';
import { ReportReferenceDto } from '../reading/report-summary.dto.js';
import { GradeDto, OccurredDto } from '../reports/draft.dto.js';

const verdicts = Object.keys(isolationVerdicts);

/** One way out, and what is known of it. */
export class ExitDto {
  @ApiProperty({ description: 'The way.', type: ThingDto })
  readonly route: ThingDto;

  @ApiProperty({ description: 'The places that it connects.', type: [String], example: ['raqqa-city'] })
  readonly connects: readonly string[];

  @ApiProperty({
    description: 'By what means one uses it; empty when the gazetteer does not say.',
    type: [String],
    enum: meansOfTravel,
    example: ['vehicle'],
  })
  readonly means: readonly Means[];

  @ApiProperty({ description: 'Whether one gets through, and to whom it is closed.', type: AxisDto })
  readonly passage: AxisDto;

  @ApiProperty({ description: 'How whole it is; null for what is not built.', type: AxisDto, nullable: true })
  readonly integrity: AxisDto | null;

  @ApiProperty({ description: 'Who holds it: with a confidence of its own.', type: HoldingDto })
  readonly control: HoldingDto;
}

/** One way out, as a party finds it. */
export class PartyExitDto {
  @ApiProperty({ description: 'The way.', type: NamedPlaceDto })
  readonly place: NamedPlaceDto;

  @ApiProperty({ description: 'What it is.', enum: placeKinds, example: 'river' })
  readonly kind: PlaceKind;

  @ApiProperty({
    description: 'Whether it remains to the party; null when nobody can tell.',
    type: Boolean,
    nullable: true,
    example: true,
  })
  readonly remains: boolean | null;

  @ApiProperty({ description: 'Why, as a word.', enum: Object.keys(exitWords), example: 'open' })
  readonly reason: ExitReason;

  @ApiProperty({ description: 'Why, in a sentence.', example: exitWords.open })
  readonly because: string;

  @ApiProperty({
    description: 'How sure that is; null when nobody can tell. What is inferred is low.',
    type: String,
    nullable: true,
    enum: [...confidences, null],
    example: 'medium',
  })
  readonly confidence: Confidence | null;

  @ApiProperty({
    description: 'By what means one uses it; empty when the gazetteer does not say.',
    type: [String],
    enum: meansOfTravel,
    example: ['boat'],
  })
  readonly means: readonly Means[];

  @ApiProperty({
    description: 'What the reports on which the answer about its passage rests remark.',
    type: [String],
    example: ['South over the Euphrates.'],
  })
  readonly remarks: readonly string[];

  @ApiProperty({ description: 'The actors that hold it; empty when nobody is known to.', type: [String], example: [] })
  readonly heldBy: readonly string[];

  @ApiProperty({ description: 'Whether it is under fire or attack. That closes nothing.', example: false })
  readonly underFire: boolean;
}

/** Whether a party can leave. */
export class PartyVerdictDto {
  @ApiProperty({
    description: `A topmost actor of those who hold or contest the place, the actor asked for, or ${unarmedParties.join(', ')}.`,
    example: 'islamic-state',
  })
  readonly for: string;

  @ApiProperty({ description: 'The verdict for this party.', enum: verdicts, example: 'remains' })
  readonly verdict: IsolationVerdict;

  @ApiProperty({ description: 'Why, in a sentence.', example: isolationVerdicts.remains })
  readonly because: string;

  @ApiProperty({
    description: 'How sure: as the best exit that remains, or the least sure of those closed; null when unknown.',
    type: String,
    nullable: true,
    enum: [...confidences, null],
    example: 'medium',
  })
  readonly confidence: Confidence | null;

  @ApiProperty({ description: 'Every known way out, in order of id.', type: [PartyExitDto] })
  readonly exits: readonly PartyExitDto[];
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

  @ApiProperty({ description: 'Who holds it: the sides to whom the exits remain or do not.', type: HoldingDto })
  readonly control: HoldingDto;

  @ApiProperty({
    description:
      'One word for the place where all its holders are one side, or for the party asked for. remains: an exit does. ' +
      'no_exit_known_open: every known exit is closed, and nobody says that these are all. sealed: somebody does. ' +
      'depends: several sides hold or contest the place. not_applicable: a country, governorate or region. unknown: ' +
      'nobody can tell.',
    enum: verdicts,
    example: 'remains',
  })
  readonly verdict: IsolationVerdict;

  @ApiProperty({ description: 'Why, in a sentence.', example: isolationVerdicts.remains })
  readonly because: string;

  @ApiProperty({
    description:
      'Each party: the sides that hold or contest the place, and civilians and aid where a cut names them. With for= ' +
      'the party asked for alone.',
    type: [PartyVerdictDto],
  })
  readonly verdicts: readonly PartyVerdictDto[];

  @ApiProperty({
    description: 'Who says that the known ways out are all on that day, and on which days; null when nobody does.',
    type: ExitsCompleteDto,
    nullable: true,
  })
  readonly exitsComplete: ExitsComplete | null;

  @ApiProperty({ description: 'The ways from the place or a part of it to somewhere outside.', type: [ExitDto] })
  readonly exits: readonly ExitDto[];

  @ApiProperty({
    description: 'What sources claim about encirclement, by when they said so. It decides nothing above.',
    type: [EncirclementClaimDto],
  })
  readonly claims: readonly EncirclementClaimDto[];
}
