import { ApiProperty } from '@nestjs/swagger';
import { confidences, controlConditions, extents } from '#situation';
import { EnvelopeDto } from '../reading/envelope.dto.js';
import { type NamesDto, NamesProperty } from '../reading/names.dto.js';
import { ReportReferenceDto } from '../reading/report-summary.dto.js';

export const controlStatuses = ['held', 'inferred', 'transition', 'contested', 'divided', 'unknown'];

/** A place by its id and name. */
export class NamedPlaceDto {
  @ApiProperty({ description: 'The place’s id.', example: 'road-raqqa-deir-al-zor' })
  readonly id: string;

  @ApiProperty({ description: 'The place’s name.', example: 'Raqqa – Deir al-Zor road' })
  readonly name: string;
}

/** Between whom a place was changing hands. */
export class TransitionDto {
  @ApiProperty({ description: 'Ids of those who may have lost it.', type: [String], example: ['islamic-state'] })
  readonly from: readonly string[];

  @ApiProperty({ description: 'Ids of those who may have taken it.', type: [String], example: ['iraq'] })
  readonly to: readonly string[];
}

/** Who holds a place, and on what that rests. */
export class HoldingDto {
  @ApiProperty({ description: 'unknown is an answer: there is no evidence.', enum: controlStatuses, example: 'held' })
  readonly status: string;

  @ApiProperty({ description: 'Ids of the actors that hold it.', type: [String], example: ['sdf'] })
  readonly holders: readonly string[];

  @ApiProperty({ description: 'What it suffers.', type: [String], enum: controlConditions, example: ['under_fire'] })
  readonly conditions: readonly string[];

  @ApiProperty({
    description: 'How much of the place is meant; null for all of it.',
    type: String,
    nullable: true,
    enum: [...extents, null],
    example: null,
  })
  readonly extent: string | null;

  @ApiProperty({
    description: 'Of a transition: who may have lost the place, and who may have taken it by then; null otherwise.',
    type: TransitionDto,
    nullable: true,
    example: null,
  })
  readonly transition: TransitionDto | null;

  @ApiProperty({ description: 'True when all that is known is fighting that has ended.', example: false })
  readonly stale: boolean;

  @ApiProperty({
    description: 'The best confidence among the claims it rests on; null when unknown.',
    type: String,
    nullable: true,
    enum: [...confidences, null],
    example: 'medium',
  })
  readonly confidence: string | null;

  @ApiProperty({
    description: 'The last local day of the place on which it was seen to be so; null when read back in time.',
    type: String,
    nullable: true,
    example: '2017-03-06',
  })
  readonly lastEvidence: string | null;

  @ApiProperty({
    description:
      'Days from lastEvidence to the local day that is asked about; in a timeline to the last day of the period, or to ' +
      'that of knownAt where it has no end. Null without lastEvidence.',
    type: Number,
    nullable: true,
    example: 3,
  })
  readonly evidenceAgeDays: number | null;

  @ApiProperty({ description: 'True when the evidence is older than the desk’s limit, 30 days by default.' })
  readonly aged: boolean;

  @ApiProperty({ description: 'The reports that the answer rests on.', type: [ReportReferenceDto] })
  readonly reports: readonly ReportReferenceDto[];
}

/** An area around a place, and who holds it. */
export class AreaHeldDto {
  @ApiProperty({ description: 'The area.', type: NamedPlaceDto })
  readonly place: NamedPlaceDto;

  @ApiProperty({ description: 'Its own status.', enum: ['held', 'inferred'], example: 'held' })
  readonly status: string;

  @ApiProperty({ description: 'Who holds it.', type: [String], example: ['iraq'] })
  readonly holders: readonly string[];

  @ApiProperty({
    description:
      'How much of the area is meant; null for all of it. Where it is not all, the place may be in the rest.',
    type: String,
    nullable: true,
    enum: [...extents, null],
    example: null,
  })
  readonly extent: string | null;
}

/** How many direct parts of a place one actor holds. */
export class PartsHeldDto {
  @ApiProperty({ description: 'The actor’s id.', example: 'iraq' })
  readonly holder: string;

  @ApiProperty({ description: 'How many parts it holds, or is inferred to hold.', example: 5 })
  readonly count: number;
}

/** What is known of the parts of a place. */
export class PartsOfPlaceDto {
  @ApiProperty({ description: 'How many direct parts can be held; rivers and borders cannot.', example: 6 })
  readonly of: number;

  @ApiProperty({ description: 'How many of them have a status that is not unknown.', example: 6 })
  readonly known: number;

  @ApiProperty({ description: 'Who holds how many, the most first.', type: [PartsHeldDto] })
  readonly byHolder: readonly PartsHeldDto[];

  @ApiProperty({ description: 'How many are contested, divided or in transition.', example: 0 })
  readonly contested: number;

  @ApiProperty({
    description: 'The last local day on which a part, at any depth, was under fire or attack; null if none is known.',
    type: String,
    nullable: true,
    example: '2017-03-08',
  })
  readonly latestFire: string | null;
}

/** Who holds a place at a moment, and how that came about. */
export class HeldNowDto extends HoldingDto {
  @ApiProperty({
    description:
      'The local day since when the place has been in these hands without a break, as known then: those of the same ' +
      'sides. Null when unknown, and where no beginning is known.',
    type: String,
    nullable: true,
    example: '2017-03-07',
  })
  readonly since: string | null;

  @ApiProperty({
    description:
      'Ids of those that held it before and are of another side; empty where it is not held or nobody is known.',
    type: [String],
    example: ['islamic-state'],
  })
  readonly takenFrom: readonly string[];

  @ApiProperty({
    description: 'The topmost actors that the holders are part of on that day.',
    type: [String],
    example: ['iraq'],
  })
  readonly sides: readonly string[];
}

/** Who holds one place. */
export class ControlItemDto extends HeldNowDto {
  @ApiProperty({ description: 'The place.', type: NamedPlaceDto })
  readonly place: NamedPlaceDto;

  @ApiProperty({
    description:
      'A hint, and no part of the answer: the nearest place around this one that is itself held or inferred to be held ' +
      'at the same moment, as known then. Areas of any other status are passed over. The place itself may be in other ' +
      'hands, and its status never comes from here.',
    type: AreaHeldDto,
    nullable: true,
  })
  readonly insideAreaHeldBy: AreaHeldDto | null;

  @ApiProperty({
    description: 'No part of the answer either: what is known of its parts. Null where it has none that can be held.',
    type: PartsOfPlaceDto,
    nullable: true,
  })
  readonly parts: PartsOfPlaceDto | null;
}

/** How a place was held over a stretch of time. */
export class ControlPeriodDto extends HoldingDto {
  @ApiProperty({
    description: 'The first instant; null without a beginning.',
    type: String,
    nullable: true,
    example: '2017-03-06T21:59:59.999Z',
  })
  readonly from: string | null;

  @ApiProperty({
    description: 'The first instant after it; null without an end.',
    type: String,
    nullable: true,
    example: null,
  })
  readonly to: string | null;
}

/** All that is known of who held one place. */
export class TimelineDto extends EnvelopeDto {
  @ApiProperty({ description: 'The place.', example: 'mosul' })
  readonly place: string;

  @ApiProperty({ description: 'In order of time; what is unknown is left out.', type: [ControlPeriodDto] })
  readonly items: readonly ControlPeriodDto[];

  @NamesProperty()
  readonly names: NamesDto['names'];
}
