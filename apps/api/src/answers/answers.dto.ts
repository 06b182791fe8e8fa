import { ApiProperty, OmitType } from '@nestjs/swagger';
import { type ConditionAxis, conditionAxes, type Moment } from '#situation';
import { AxisDto } from '../conditions/condition-answer.dto.js';
import { HoldingDto } from '../control/control-answer.dto.js';
import {
  AfterField,
  default_limit,
  EditionField,
  KnownAtField,
  LimitField,
} from '../reading/query-field.decorators.js';

/** Until when known, and from where on. */
export class AnswersQueryDto {
  @KnownAtField()
  readonly knownAt?: Moment;

  @EditionField()
  readonly edition: string = 'live';
  readonly snapshot?: string;

  @LimitField()
  readonly limit: number = default_limit;

  @AfterField()
  readonly after?: string;
}

const bound = (description: string, example: string | null): PropertyDecorator =>
  ApiProperty({ description, type: String, format: 'date-time', nullable: true, example });

const valid_from = 'From when in the world it is so; null without a beginning.';
const valid_to = 'The first instant after it; null without an end.';
const known_from = 'From when it was known so.';
const known_to = 'When it came to be known otherwise; null while it stands, as far as is known at knownAt.';

/** Who held a place over a stretch of valid time, as known over a stretch of known time. */
export class ControlRectangleDto extends OmitType(HoldingDto, ['evidenceAgeDays', 'aged'] as const) {
  @bound(valid_from, '2017-03-06T21:59:59.999Z')
  readonly validFrom: string | null;

  @bound(valid_to, null)
  readonly validTo: string | null;

  @bound(known_from, '2017-03-07T09:00:00.000Z')
  readonly knownFrom: string | null;

  @bound(known_to, null)
  readonly knownTo: string | null;

  @ApiProperty({
    description: 'The topmost actors that the holders are part of on the first local day of it.',
    type: [String],
    example: ['iraq'],
  })
  readonly sides: readonly string[];
}

/** How one axis of a thing read over a stretch of valid time, as known over a stretch of known time. */
export class ConditionRectangleDto extends AxisDto {
  @ApiProperty({ description: 'How whole it is, or whether one gets through.', enum: conditionAxes })
  readonly axis: ConditionAxis;

  @bound(valid_from, '2017-03-06T21:59:59.999Z')
  readonly validFrom: string | null;

  @bound(valid_to, null)
  readonly validTo: string | null;

  @bound(known_from, '2017-03-07T09:00:00.000Z')
  readonly knownFrom: string | null;

  @bound(known_to, null)
  readonly knownTo: string | null;
}
