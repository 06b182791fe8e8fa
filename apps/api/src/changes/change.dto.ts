import { ApiProperty } from '@nestjs/swagger';
import { conditionAxes, type ConditionChangeKind, conditionChangeKinds } from '#situation';
import { AxisDto } from '../conditions/condition-answer.dto.js';
import { HoldingDto, NamedPlaceDto } from '../control/control-answer.dto.js';
import { ReportSummaryDto } from '../reading/report-summary.dto.js';

const change_reports =
  'The reports that made the change; where none did, those that one of the two answers rests on and the other does not.';

const MomentProperty = (): PropertyDecorator =>
  ApiProperty({
    description: 'With sinceRecorded alone: the moment in the world that both answers are of.',
    format: 'date-time',
    example: '2017-03-09T20:59:59.999Z',
    required: false,
  });

/** A place whose answer about control differs. */
export class ControlChangeDto {
  @ApiProperty({ description: 'The place.', type: NamedPlaceDto })
  readonly place: NamedPlaceDto;

  @MomentProperty()
  readonly validAt?: string;

  @ApiProperty({ description: 'The answer at `from`.', type: HoldingDto })
  readonly before: HoldingDto;

  @ApiProperty({ description: 'The answer at `to`.', type: HoldingDto })
  readonly after: HoldingDto;

  @ApiProperty({ description: change_reports, type: [ReportSummaryDto] })
  readonly reports: readonly ReportSummaryDto[];
}

/** A thing of which one axis differs. */
export class ConditionChangeDto {
  @ApiProperty({ description: 'The thing.', type: NamedPlaceDto })
  readonly place: NamedPlaceDto;

  @ApiProperty({ description: 'Which axis.', enum: conditionAxes, example: 'passage' })
  readonly axis: string;

  @ApiProperty({
    description:
      'changed: another state, by a claim that took effect in between. firstReported: unknown before. lapsed: lost ' +
      'without a claim. refined: anything else, such as to whom it is closed.',
    enum: conditionChangeKinds,
    example: 'changed',
  })
  readonly classification: ConditionChangeKind;

  @MomentProperty()
  readonly validAt?: string;

  @ApiProperty({ description: 'The answer at `from`.', type: AxisDto })
  readonly before: AxisDto;

  @ApiProperty({ description: 'The answer at `to`.', type: AxisDto })
  readonly after: AxisDto;

  @ApiProperty({ description: change_reports, type: [ReportSummaryDto] })
  readonly reports: readonly ReportSummaryDto[];
}
