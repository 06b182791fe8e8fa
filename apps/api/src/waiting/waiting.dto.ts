import { ApiProperty } from '@nestjs/swagger';
import type { WaitingAmendment } from '#read-models/queries';
import { Field } from '../http/field.decorator.js';
import { textMatching } from '../http/field-kinds.js';
import { default_limit, EditionField, LimitField } from '../reading/query-field.decorators.js';

/** A moment in milliseconds and the id of an amendment. */
export const waitingCursor = /^(-?\d{1,15})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Which waiting amendments to list. */
export class WaitingQueryDto {
  @EditionField()
  readonly edition: string = 'live';
  readonly snapshot?: string;

  @LimitField()
  readonly limit: number = default_limit;

  @Field(textMatching(waitingCursor, 'the cursor of a next link'), {
    description: 'Where to go on: taken from the next link.',
    example: '1488974400000.7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11',
    optional: true,
  })
  readonly after?: string;
}

/** An amendment whose report nobody has sent yet. It is kept, and applies once the report comes. */
export class WaitingAmendmentDto {
  @ApiProperty({ description: 'The amendment’s id.', example: '0190d5a2-7c1e-7b4e-8f0a-3d2c1b0a9f8f' })
  readonly id: string;

  @ApiProperty({
    description: 'What it does.',
    enum: ['report_corrected', 'report_retracted', 'report_reinstated', 'report_graded'],
  })
  readonly kind: WaitingAmendment['kind'];

  @ApiProperty({ description: 'The report that it waits for.', example: '7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11' })
  readonly reportId: string;

  @ApiProperty({ description: 'When it was made known.', example: '2017-03-08T06:00:00.000Z' })
  readonly reportedAt: string;

  @ApiProperty({
    description:
      'Why; null without a reason, and for who does not read every level: that of the report is not known yet.',
    type: String,
    nullable: true,
    example: 'It was wrong.',
  })
  readonly reason: string | null;
}
