import { ApiProperty } from '@nestjs/swagger';
import { confidences, controlConditions, extents } from '#situation';
import { EnvelopeDto } from '../reading/envelope.dto.js';
import { ReportReferenceDto } from '../reading/report-reference.dto.js';

const statuses = ['held', 'inferred', 'transition', 'contested', 'divided', 'unknown'];

/** A place by its id and name. */
export class NamedPlaceDto {
  @ApiProperty({ description: 'The place’s id.', example: 'road-raqqa-deir-al-zor' })
  readonly id: string;

  @ApiProperty({ description: 'The place’s name.', example: 'Raqqa – Deir al-Zor road' })
  readonly name: string;
}

/** Who holds a place, and on what that rests. */
export class HoldingDto {
  @ApiProperty({ description: 'unknown is an answer: there is no evidence.', enum: statuses, example: 'held' })
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

/** Who holds one place. */
export class ControlItemDto extends HoldingDto {
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
}
