import { ApiProperty } from '@nestjs/swagger';
import type { Day, Moment, PlaceId } from '#situation';
import { NamedPlaceDto } from '../control/control-answer.dto.js';
import { Field } from '../http/field.decorator.js';
import { day, oneOf } from '../http/field-kinds.js';
import { LinkDto, NotesProperty } from '../reading/envelope.dto.js';
import { NamesDto } from '../reading/names.dto.js';
import { EditionField, KnownAtField, PolicyField, WithinField } from '../reading/query-field.decorators.js';

export const daysBy = ['hour', 'day', 'week', 'month'] as const;
export type DaysBy = (typeof daysBy)[number];

/** Which days, as known when. */
export class DaysQueryDto {
  @Field(day, { description: 'The first day.', example: '2017-03-06' })
  readonly from: Day;

  @Field(day, { description: 'The last day.', example: '2017-03-12' })
  readonly to: Day;

  @Field(oneOf(daysBy), {
    description: 'One bucket for each: hour of the desk, day, ISO week or month; the first and the last may be cut.',
    example: 'day',
    default: 'day',
  })
  readonly by: DaysBy = 'day';

  @KnownAtField()
  readonly knownAt?: Moment;

  @EditionField()
  readonly edition: string = 'live';
  readonly snapshot?: string;

  @PolicyField()
  readonly policy?: string;

  @WithinField()
  readonly within?: PlaceId;
}

/** A place that changed hands. */
export class HandsChangedDto {
  @ApiProperty({ description: 'The place.', type: NamedPlaceDto })
  readonly place: NamedPlaceDto;

  @ApiProperty({
    description: 'Ids of those that held it at the end of the bucket.',
    type: [String],
    example: ['iraq'],
  })
  readonly holders: readonly string[];

  @ApiProperty({
    description: 'Ids of those of another side that held it before, as far as anybody says.',
    type: [String],
    example: ['islamic-state'],
  })
  readonly takenFrom: readonly string[];
}

/** One hour, day, week or month. */
export class DaysBucketDto {
  @ApiProperty({ description: 'Its name: 2017-03-08T14, 2017-03-08, 2017-W10 or 2017-03.', example: '2017-03-08' })
  readonly bucket: string;

  @ApiProperty({ description: 'Its first day.', format: 'date', example: '2017-03-08' })
  readonly from: string;

  @ApiProperty({ description: 'Its last day.', format: 'date', example: '2017-03-08' })
  readonly to: string;

  @ApiProperty({
    description:
      'Places that changed hands in it, by the rule of /v1/changes between its beginning and its end, which are those of ' +
      'local days of each place; in order of id, 50 at most.',
    type: [HandsChangedDto],
  })
  readonly changedHands: readonly HandsChangedDto[];

  @ApiProperty({ description: 'How many places changed hands in it.', example: 2 })
  readonly changedHandsCount: number;

  @ApiProperty({ description: 'How many reports that stand at knownAt were first made known in it.', example: 27 })
  readonly reportsKnown: number;
}

/** How many reports of one bucket became known in one bucket. */
export class FlowDto {
  @ApiProperty({
    description:
      'The bucket in which it happened, or may have begun: by its name; earlier or later than all buckets; or undated. ' +
      'By hour it is the day, as 2017-03-08.',
    example: '2017-03-08',
  })
  readonly occurred: string;

  @ApiProperty({ description: 'The bucket in which it may have ended, in the same way.', example: '2017-03-08' })
  readonly occurredTo: string;

  @ApiProperty({
    description: 'The bucket in which it was first made known, or earlier, or later.',
    example: '2017-03-09',
  })
  readonly known: string;

  @ApiProperty({ description: 'How many reports.', example: 6 })
  readonly count: number;
}

/** What happened and what became known, bucket by bucket. */
export class DaysDto extends NamesDto {
  @ApiProperty({ description: 'What the buckets are.', enum: daysBy })
  readonly by: DaysBy;

  @ApiProperty({ description: 'Every bucket, in order of time.', type: [DaysBucketDto] })
  readonly items: readonly DaysBucketDto[];

  @ApiProperty({
    description: 'When reports happened and when they became known, of those of which either lies in a bucket.',
    type: [FlowDto],
  })
  readonly flows: readonly FlowDto[];

  @ApiProperty({ description: 'As known when.', example: '2017-03-09T23:59:59.999Z' })
  readonly knownAt: string;

  @ApiProperty({
    description:
      'By which policy places changed hands. Reports are counted under every policy: it decides which claims count.',
    example: 'all-sources@1',
  })
  readonly policy: string;

  @ApiProperty({ description: 'The log position that the answer rests on.', example: '331' })
  readonly position: string;

  @ApiProperty({ description: 'Pins this answer; only from an edition that is finished.', required: false })
  readonly snapshot?: string;

  @NotesProperty()
  readonly notes?: readonly string[];

  @ApiProperty({ description: 'self: this answer again.', type: [LinkDto] })
  readonly links: readonly LinkDto[];
}
