import { ApiProperty } from '@nestjs/swagger';
import { tallyFlags } from '#situation';
import { RangeDto } from '../tallies/tally-answer.dto.js';

/** A number as `/v1/tallies` answers it. */
export class CountedDto extends RangeDto {
  @ApiProperty({ description: 'True for "more than".', example: false })
  readonly lowExclusive: boolean;

  @ApiProperty({ description: 'As in /v1/tallies.', type: [String], enum: tallyFlags, example: [] })
  readonly flags: readonly string[];
}

/** What is counted, and where. */
export class CountNameDto {
  @ApiProperty({
    description: 'The place within which is counted; null where a figure names no single place: everywhere.',
    type: String,
    nullable: true,
    example: 'mosul',
  })
  readonly place: string | null;

  @ApiProperty({ description: 'What is counted.', example: 'killed' })
  readonly measure: string;

  @ApiProperty({ description: 'Whom.', example: 'civilians' })
  readonly group: string;

  @ApiProperty({ description: 'Unit of every number.', example: 'people' })
  readonly unit: string;
}

/** What a report would do to one count. */
export class CountEffectDto extends CountNameDto {
  @ApiProperty({
    description: 'The number of all days as everything stands; null where nothing is counted yet.',
    type: CountedDto,
    nullable: true,
  })
  readonly before: CountedDto | null;

  @ApiProperty({
    description: 'The number with this report beside it; null where nothing would be counted any more.',
    type: CountedDto,
    nullable: true,
  })
  readonly after: CountedDto | null;

  @ApiProperty({ description: 'False where the number stays as it is.', example: true })
  readonly changes: boolean;
}
