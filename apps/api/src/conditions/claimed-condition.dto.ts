import { ApiProperty } from '@nestjs/swagger';
import { AgreeProperty, VoiceDto } from '../reading/voice.dto.js';
import { AxisDto, ThingDto } from './condition-answer.dto.js';

/** One axis by the claims of one side alone. */
export class ClaimedStateDto extends AxisDto {
  @ApiProperty({ description: 'Who claims it.', type: VoiceDto })
  readonly side: VoiceDto;
}

/** What each side claims of one axis. */
export class ClaimedAxisDto {
  @ApiProperty({
    description: 'Every side that claims something of the axis, resolved by the same rules from its claims alone.',
    type: [ClaimedStateDto],
  })
  readonly sides: readonly ClaimedStateDto[];

  @AgreeProperty('Whether all sides that know of a state know of the same states.')
  readonly agree: boolean | null;
}

/** What each side claims of one thing, on two axes that say nothing about each other. */
export class ClaimedConditionDto {
  @ApiProperty({ description: 'The thing.', type: ThingDto })
  readonly place: ThingDto;

  @ApiProperty({
    description: 'How whole it is; null for what has no such state.',
    type: ClaimedAxisDto,
    nullable: true,
  })
  readonly integrity: ClaimedAxisDto | null;

  @ApiProperty({
    description: 'Whether one gets through; null for what is no way.',
    type: ClaimedAxisDto,
    nullable: true,
  })
  readonly passage: ClaimedAxisDto | null;
}
