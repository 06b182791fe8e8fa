import { ApiProperty } from '@nestjs/swagger';
import { Field } from '../http/field.decorator.js';
import { textMatching } from '../http/field-kinds.js';
import { default_limit, EditionField, LimitField } from '../reading/query-field.decorators.js';

/** Which parked events to list. */
export class ParkedQueryDto {
  @EditionField()
  readonly edition: string = 'live';
  readonly snapshot?: string;

  @LimitField()
  readonly limit: number = default_limit;

  @Field(textMatching(/^\d{1,9}-\d{1,18}$/, 'the cursor of a next link, such as "0-331"'), {
    description: 'Partition and offset to go on after: taken from the next link.',
    example: '0-331',
    optional: true,
  })
  readonly after?: string;
}

/** An event that could not be decoded or projected, with its bytes. Nothing is skipped in silence. */
export class ParkedEventDto {
  @ApiProperty({ description: 'The partition of the log.', example: 0 })
  readonly partition: number;

  @ApiProperty({ description: 'The offset in the partition, as text: it may exceed a number.', example: '331' })
  readonly offset: string;

  @ApiProperty({ description: 'The id in the envelope; empty when there is none.' })
  readonly eventId: string;

  @ApiProperty({ description: 'The type in the envelope; empty when there is none.', example: 'sitrep.road_cut.v1' })
  readonly eventType: string;

  @ApiProperty({ description: 'Why it cannot be decoded or projected.', example: 'the body is not JSON in UTF-8' })
  readonly reason: string;

  @ApiProperty({
    description: 'The stored bytes, unchanged, in base64; empty where anything is withheld from who asks.',
    format: 'byte',
  })
  readonly body: string;

  @ApiProperty({ description: 'When the log recorded it.', format: 'date-time' })
  readonly recordedAt: string;

  @ApiProperty({ description: 'When it was parked.', format: 'date-time' })
  readonly parkedAt: string;
}
