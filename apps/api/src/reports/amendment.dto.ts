import { draftStates, type DraftState } from '#editions';
import { type Instant, type Moment, most_events_named } from '#situation';
import { ApiProperty } from '@nestjs/swagger';
import { Field, ObjectField } from '../http/field.decorator.js';
import { instant, moment, oneOrMore, text, uuid } from '../http/field-kinds.js';
import { RecordedDto } from '../intake/recorded.dto.js';
import { DraftDto, GradeDto } from './draft.dto.js';

const id = {
  description: 'Left out: derived from the report and the content, so that sending the same again is harmless.',
  example: '0190d5a2-7c1e-7b4e-8f0a-3d2c1b0a9f8f',
  optional: true,
} as const;
const follows = {
  description:
    'The last event about the report that you know of, or several: the report’s own id or those of amendments. Of ' +
    'amendments of one reportedAt the one that follows another comes after it. Left out: the last event that this service ' +
    'knows of.',
  example: '7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11',
  optional: true,
} as const;
const reason = { description: 'Why, for whoever asks later.', example: 'The agency withdrew the story.' };

/** A withdrawal of a report, until it is reinstated. */
export class RetractionDto {
  @Field(uuid, id)
  readonly id?: string;

  @Field(instant, { description: 'When the withdrawal was made known.', example: '2017-03-08T09:00:00+03:00' })
  readonly reportedAt: Instant;

  @Field(text(2_000), reason)
  readonly reason: string;

  @Field(oneOrMore(uuid, most_events_named), follows)
  readonly follows?: string | readonly string[];
}

/** The end of a withdrawal. */
export class ReinstatementDto {
  @Field(uuid, id)
  readonly id?: string;

  @Field(instant, { description: 'From when on the report counts again.', example: '2017-03-09T09:00:00+03:00' })
  readonly reportedAt: Instant;

  @Field(text(2_000), { description: 'Why, for whoever asks later.', example: 'Another story was meant.' })
  readonly reason: string;

  @Field(oneOrMore(uuid, most_events_named), follows)
  readonly follows?: string | readonly string[];
}

/** A new version of a report. */
export class CorrectionDto {
  @Field(uuid, id)
  readonly id?: string;

  @Field(moment, {
    description: 'When the correction was made known. A day is read as that of a report is.',
    example: '2017-03-08T09:00:00+03:00',
  })
  readonly reportedAt: Moment;

  @Field(text(2_000), reason)
  readonly reason: string;

  @ObjectField(() => DraftDto, {
    description:
      'The whole report as it reads now. It keeps its id; the version counts from the correction’s reportedAt, ' +
      'whatever its own says.',
  })
  readonly report: DraftDto;

  @Field(oneOrMore(uuid, most_events_named), follows)
  readonly follows?: string | readonly string[];
}

/** A new assessment of a report. */
export class GradingDto {
  @Field(uuid, id)
  readonly id?: string;

  @Field(instant, { description: 'When it was assessed.', example: '2017-03-08T09:00:00+03:00' })
  readonly reportedAt: Instant;

  @ObjectField(() => GradeDto, {
    description: 'The new grade. It stands until a later grade, or a later correction, which brings its own.',
  })
  readonly grade: GradeDto;

  @Field(text(2_000), { description: 'Why it was assessed anew.', example: 'A monitor confirmed it.', optional: true })
  readonly reason?: string;

  @Field(oneOrMore(uuid, most_events_named), follows)
  readonly follows?: string | readonly string[];
}

/** The retraction that a report is under. */
export class StandingRetractionDto {
  @ApiProperty({ description: 'The retraction’s id.', example: '0190d5a2-7c1e-7b4e-8f0a-3d2c1b0a9f8f' })
  readonly id: string;

  @ApiProperty({ description: 'From when on the report counts for nothing.', example: '2017-03-08T06:00:00.000Z' })
  readonly since: string;

  @ApiProperty({ description: 'Why.', type: String, nullable: true, example: 'The agency withdrew the story.' })
  readonly reason: string | null;
}

/** The retraction that a report which was sent is under, and how it is undone. */
export class RefusedByRetractionDto extends StandingRetractionDto {
  @ApiProperty({
    description: 'What has the report count again.',
    example: 'POST /v1/reports/7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11/reinstatements',
  })
  readonly reinstate: string;
}

/** A report that the log has. */
export class RecordedReportDto extends RecordedDto {
  @ApiProperty({ description: 'The report’s id.', example: '7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11' })
  readonly id: string;

  @ApiProperty({ description: 'The outlet’s own number.', type: String, nullable: true, example: 'D001' })
  readonly externalId: string | null;

  @ApiProperty({
    description:
      'Of a report that was sent as a draft: how far its review is. It counts for nothing before it is approved. Left out ' +
      'for a report that was sent outright.',
    enum: draftStates,
    required: false,
    example: 'new',
  })
  readonly review?: DraftState;

  @ApiProperty({
    description: 'True when this is another reading of a draft that was there: of a line of a batch with revise=true.',
    required: false,
  })
  readonly revised?: true;

  @ApiProperty({
    description:
      'True when the report is retracted: the log has it, and it counts for nothing until it is reinstated. Left out ' +
      'otherwise.',
    required: false,
  })
  readonly retracted?: true;

  @ApiProperty({ description: 'Of a retracted report.', type: RefusedByRetractionDto, required: false })
  readonly retraction?: RefusedByRetractionDto;
}

/** An amendment that the log has. */
export class RecordedAmendmentDto extends RecordedDto {
  @ApiProperty({ description: 'The amendment’s id.', example: '0190d5a2-7c1e-7b4e-8f0a-3d2c1b0a9f8f' })
  readonly id: string;

  @ApiProperty({ description: 'The report that it amends.', example: '7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11' })
  readonly reportId: string;

  @ApiProperty({
    description:
      'True when that report is not there yet: the amendment is kept, is listed at /v1/waiting, and applies once the ' +
      'report comes. Left out otherwise, and where it could not be told within a second.',
    required: false,
  })
  readonly waiting?: true;

  @ApiProperty({
    description:
      'True when the amendment is kept and changes nothing: another event of the same reportedAt stands in its place, or ' +
      'the report is retracted (what is said of a retracted report counts once it is reinstated). Left out otherwise, and ' +
      'where it could not be told within a second.',
    required: false,
  })
  readonly withoutEffect?: true;

  @ApiProperty({
    description: 'Of an amendment without effect: the event that stands, a retraction among them.',
    required: false,
    example: '0190d5a2-7c1e-7b4e-8f0a-3d2c1b0a9f90',
  })
  readonly supersededBy?: string;
}
