import { ApiProperty } from '@nestjs/swagger';
import { type DiffItem, diffModels } from '#editions';
import { LinkDto, NotesProperty } from '../reading/envelope.dto.js';

/** What is spoken of. */
export class DiffSubjectDto {
  @ApiProperty({ description: 'The place, incident, report or actor.', example: 'mosul' })
  readonly id: string;

  @ApiProperty({
    description: 'Its name; of a report the outlet’s own number; null where there is none.',
    type: String,
    nullable: true,
    example: 'Mosul',
  })
  readonly name: string | null;

  @ApiProperty({
    description: 'The axis of a condition, or what is counted; null where the id says all.',
    type: String,
    nullable: true,
    example: null,
  })
  readonly detail: string | null;
}

/** A stretch of time. */
export class DiffPeriodDto {
  @ApiProperty({
    description: 'The first instant or day; null without a beginning.',
    type: String,
    nullable: true,
    example: '2017-03-06T21:00:00.000Z',
  })
  readonly from: string | null;

  @ApiProperty({
    description: 'The first instant after it, or the last day; null without an end.',
    type: String,
    nullable: true,
    example: null,
  })
  readonly to: string | null;
}

/** What one side says. */
export class SayingDto {
  @ApiProperty({ description: 'For people.', example: 'held by iraq, under_fire (high)' })
  readonly words: string;

  @ApiProperty({
    description: 'The same for programs; null where the side knows nothing of it.',
    type: 'object',
    additionalProperties: true,
    nullable: true,
    example: { status: 'held', holders: ['iraq'], conditions: ['under_fire'], confidence: 'high' },
  })
  readonly answer: DiffItem['a']['answer'];
}

/** Something of which the two sides say different things. */
export class DiffItemDto {
  @ApiProperty({ description: 'The read model.', enum: diffModels })
  readonly readModel: string;

  @ApiProperty({ description: 'What is spoken of.', type: DiffSubjectDto })
  readonly subject: DiffSubjectDto;

  @ApiProperty({
    description: 'When in the world they differ; null where one moment was asked about or time has no part in it.',
    type: DiffPeriodDto,
    nullable: true,
  })
  readonly period: DiffPeriodDto | null;

  @ApiProperty({ description: 'What side a says.', type: SayingDto })
  readonly a: SayingDto;

  @ApiProperty({ description: 'What side b says.', type: SayingDto })
  readonly b: SayingDto;
}

/** What one side was asked. */
export class DiffSideDto {
  @ApiProperty({ description: 'The edition, as it was named.', example: 'live' })
  readonly edition: string;

  @ApiProperty({
    description: 'The moment asked about; null for all of time.',
    type: String,
    nullable: true,
    example: '2017-03-07',
  })
  readonly validAt: string | null;

  @ApiProperty({ description: 'The instant that the known date came to.', example: '2017-03-07T23:59:59.999Z' })
  readonly knownAt: string;

  @ApiProperty({ description: 'The log position that it rests on.', example: '331' })
  readonly position: string;
}

/** What two editions, or one at two dates, say differently. */
export class DiffDto {
  @ApiProperty({ description: 'One side.', type: DiffSideDto })
  readonly a: DiffSideDto;

  @ApiProperty({ description: 'The other.', type: DiffSideDto })
  readonly b: DiffSideDto;

  @ApiProperty({ description: 'In order of read models, then of what is spoken of.', type: [DiffItemDto] })
  readonly items: readonly DiffItemDto[];

  @NotesProperty()
  readonly notes?: readonly string[];

  @ApiProperty({ description: 'Links, `next` among them while there is more.', type: [LinkDto] })
  readonly links: readonly LinkDto[];
}
