import { ApiProperty } from '@nestjs/swagger';
import { any_value } from '../http/any-value.js';
import type { VersionDifference } from './version-differences.js';

/** One member of a report that reads otherwise than in the version before. */
export class DifferenceDto {
  @ApiProperty({
    description:
      'The member, by its path of names. `figures.amount` has all ends of a number: low, best, high, lowExclusive. The ' +
      'name of a list alone: an entry that only one of the two versions has.',
    example: 'figures.amount',
  })
  readonly member: string;

  @ApiProperty({ description: 'What the member is called, in English.', example: 'Number' })
  readonly label: string;

  @ApiProperty({
    description:
      'What tells the entry of a list from the others, such as the measure and the group of a figure; null of what stands ' +
      'in no list.',
    type: 'object',
    additionalProperties: { type: 'string' },
    nullable: true,
    example: { measure: 'killed', group: 'civilians' },
  })
  readonly entry: VersionDifference['entry'];

  @ApiProperty({
    ...any_value,
    description: 'The value before; null where there was none.',
    example: { low: 12, best: 12, high: 12, lowExclusive: false },
  })
  readonly before: unknown;

  @ApiProperty({
    ...any_value,
    description: 'The value now; null where there is none any more.',
    example: { low: 21, best: 21, high: 21, lowExclusive: false },
  })
  readonly after: unknown;
}
