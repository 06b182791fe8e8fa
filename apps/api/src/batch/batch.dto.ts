import { ApiProperty } from '@nestjs/swagger';
import { draftStates, type DraftState } from '#editions';
import { Field } from '../http/field.decorator.js';
import { oneOf } from '../http/field-kinds.js';
import { ProblemDto } from '../http/problem.dto.js';
import { bundle } from '../review/draft-query.dto.js';
import { CoordinatesDto } from '../intake/recorded.dto.js';

/** How the lines of a batch are taken. */
export class BatchQueryDto {
  @Field(oneOf(['true', 'false']), {
    description: 'true: nothing is recorded; each line has the result that it would have.',
    example: 'true',
    default: 'false',
  })
  readonly dryRun: 'true' | 'false' = 'false';

  @Field(oneOf(['true', 'false']), {
    description: 'true: the reports among the lines are drafts, which count for nothing until they are approved.',
    example: 'true',
    default: 'false',
  })
  readonly draft: 'true' | 'false' = 'false';

  @Field(bundle, {
    description: 'A name under which the drafts among the lines can be listed and approved together.',
    example: 'import-7d9f1d3e',
    optional: true,
  })
  readonly bundle?: string;

  @Field(oneOf(['true', 'false']), {
    description:
      'true: a report that reads otherwise than its draft is another reading of that, as long as nobody has decided, instead ' +
      'of being refused.',
    example: 'true',
    default: 'false',
  })
  readonly revise: 'true' | 'false' = 'false';
}

/** What became of one line. */
export class LineResultDto {
  @ApiProperty({
    description: 'The number of the line, from 1; blank lines are counted and have no result.',
    example: 1,
  })
  readonly line: number;

  @ApiProperty({ description: 'The status that the route of the line’s kind returns.', example: 201 })
  readonly status: number;

  @ApiProperty({
    description: 'Of an accepted line: the id of the report, place, actor, amendment or decision.',
    example: '7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11',
    required: false,
  })
  readonly id?: string;

  @ApiProperty({
    description: 'Of an accepted line: the event; left out for a registration that repeats what stands.',
    example: '7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11',
    required: false,
  })
  readonly eventId?: string;

  @ApiProperty({ description: 'Where the log has it; left out when it had been recorded before.', required: false })
  readonly position?: CoordinatesDto;

  @ApiProperty({
    description: 'Of a report that was sent as a draft: how far its review is.',
    enum: draftStates,
    required: false,
  })
  readonly review?: DraftState;

  @ApiProperty({ description: 'True for a report that is another reading of its draft.', required: false })
  readonly revised?: true;

  @ApiProperty({ description: 'Of a line that was not accepted: why, as its route says it.', required: false })
  readonly problem?: ProblemDto;
}

/** The last line of the results, once every line has one. */
export class BatchEndDto {
  @ApiProperty({
    description: 'Always true. Where this line is missing, the batch was cut: send it again.',
    example: true,
  })
  readonly done: true;

  @ApiProperty({ description: 'Lines in the body, blank ones too.', example: 1000 })
  readonly lines: number;

  @ApiProperty({ description: 'Lines recorded now (201).', example: 998 })
  readonly accepted: number;

  @ApiProperty({ description: 'Lines that had been recorded before (200).', example: 0 })
  readonly repeated: number;

  @ApiProperty({ description: 'Lines that were not accepted, those to be sent again (503) among them.', example: 2 })
  readonly refused: number;
}
