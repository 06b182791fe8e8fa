import { ApiProperty } from '@nestjs/swagger';
import { conditionStates, conditionStatuses, confidences, type PlaceKind, placeKinds } from '#situation';
import { ReportReferenceDto } from '../reading/report-summary.dto.js';

/** A place by its id, its name and its kind. */
export class ThingDto {
  @ApiProperty({ description: 'The place’s id.', example: 'road-raqqa-deir-al-zor' })
  readonly id: string;

  @ApiProperty({ description: 'The place’s name.', example: 'Raqqa to Deir al-Zor road' })
  readonly name: string;

  @ApiProperty({ description: 'What it is.', enum: placeKinds, example: 'road' })
  readonly kind: PlaceKind;
}

/** One axis of a condition, and on what that rests. */
export class AxisDto {
  @ApiProperty({
    description:
      'unknown: there is no evidence. disputed: claims whose order is open contradict each other. transition: some time ' +
      'around here it became so, and nobody can tell whether it had.',
    enum: [...conditionStates, ...conditionStatuses],
    example: 'cut',
  })
  readonly state: string;

  @ApiProperty({
    description: 'The states that come into question; of a dispute both sides, the better graded first.',
    type: [String],
    enum: conditionStates,
    example: ['cut'],
  })
  readonly states: readonly string[];

  @ApiProperty({
    description:
      'True where nobody told of that moment: a dated cut implies that the way was open before it, at most 30 days back.',
    example: false,
  })
  readonly inferred: boolean;

  @ApiProperty({
    description: 'Of a way that is cut: the actors to whom it is closed, as far as anybody says.',
    type: [String],
    example: ['islamic-state'],
  })
  readonly closedTo: readonly string[];

  @ApiProperty({ description: 'And by whom. Who sits on it is control.', type: [String], example: ['sdf'] })
  readonly closedBy: readonly string[];

  @ApiProperty({
    description: 'The best confidence among the claims it rests on; null when unknown.',
    type: String,
    nullable: true,
    enum: [...confidences, null],
    example: 'medium',
  })
  readonly confidence: string | null;

  @ApiProperty({
    description: 'The last local day of the place on which it was seen to be so; null when it is only told of.',
    type: String,
    nullable: true,
    example: '2017-03-06',
  })
  readonly lastEvidence: string | null;

  @ApiProperty({ description: 'The reports that the answer rests on.', type: [ReportReferenceDto] })
  readonly reports: readonly ReportReferenceDto[];
}

/** The condition of one thing, on two axes that say nothing about each other. */
export class ConditionItemDto {
  @ApiProperty({ description: 'The thing.', type: ThingDto })
  readonly place: ThingDto;

  @ApiProperty({ description: 'How whole it is; null for what has no such state.', type: AxisDto, nullable: true })
  readonly integrity: AxisDto | null;

  @ApiProperty({ description: 'Whether one gets through; null for what is no way.', type: AxisDto, nullable: true })
  readonly passage: AxisDto | null;
}
