import { ApiProperty } from '@nestjs/swagger';
import { toInstant } from '#situation';
import type { Recording } from './acceptance.service.js';

/** Where the log put an event. */
export class CoordinatesDto {
  @ApiProperty({ description: 'Partition of the log.', example: 0 })
  readonly partition: number;

  @ApiProperty({
    description: 'Place within the partition, as text: it may be greater than a number can hold.',
    example: '331',
  })
  readonly offset: string;
}

/** What the log answered. */
export class RecordedDto {
  @ApiProperty({ description: 'Where the log has it; left out when it had been recorded before.', required: false })
  readonly position?: CoordinatesDto;

  @ApiProperty({
    description: 'When the log recorded it; left out when it had been recorded before.',
    example: '2026-11-22T16:00:00.000Z',
    required: false,
  })
  readonly recordedAt?: string;

  @ApiProperty({ description: 'True when the same had been recorded before; nothing was appended.', required: false })
  readonly alreadyRecorded?: true;
}

/** The answer’s part that every accepted event has. */
export function recorded({ coordinates }: Recording): RecordedDto {
  if (coordinates === undefined) return { alreadyRecorded: true };
  const { partition, offset, recordedAtMs } = coordinates;
  return { position: { partition, offset: String(offset) }, recordedAt: toInstant(recordedAtMs) };
}
