import { ApiProperty } from '@nestjs/swagger';
import { AgreeProperty, VoiceDto } from '../reading/voice.dto.js';
import { HoldingDto, NamedPlaceDto } from './control-answer.dto.js';

/** Who holds a place by the claims of one side alone. */
export class ClaimedHoldingDto extends HoldingDto {
  @ApiProperty({ description: 'Who claims it.', type: VoiceDto })
  readonly side: VoiceDto;
}

/** What each side claims about one place. */
export class ClaimedControlDto {
  @ApiProperty({ description: 'The place.', type: NamedPlaceDto })
  readonly place: NamedPlaceDto;

  @ApiProperty({
    description: 'Every side that claims something about the place, resolved by the same rules from its claims alone.',
    type: [ClaimedHoldingDto],
  })
  readonly sides: readonly ClaimedHoldingDto[];

  @AgreeProperty('Whether all sides that name a holder name holders of the same sides.')
  readonly agree: boolean | null;
}
