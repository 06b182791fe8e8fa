import type { Instant } from '#situation';
import { ApiProperty } from '@nestjs/swagger';
import { Field, ObjectField } from '../http/field.decorator.js';
import { instant, text, uuid } from '../http/field-kinds.js';
import { RecordedDto } from '../intake/recorded.dto.js';
import { DraftDto, GradeDto } from './draft.dto.js';

const id = {
  description: 'Left out: derived from the report and the content, so that sending the same again is harmless.',
  example: '0190d5a2-7c1e-7b4e-8f0a-3d2c1b0a9f8f',
  optional: true,
} as const;
const reason = { description: 'Why, for whoever asks later.', example: 'The agency withdrew the story.' };

/** A withdrawal of a report, for good. */
export class RetractionDto {
  @Field(uuid, id)
  readonly id?: string;

  @Field(instant, { description: 'When the withdrawal was made known.', example: '2017-03-08T09:00+03:00' })
  readonly reportedAt: Instant;

  @Field(text(2_000), reason)
  readonly reason: string;
}

/** A new version of a report. */
export class CorrectionDto {
  @Field(uuid, id)
  readonly id?: string;

  @Field(instant, { description: 'When the correction was made known.', example: '2017-03-08T09:00+03:00' })
  readonly reportedAt: Instant;

  @Field(text(2_000), reason)
  readonly reason: string;

  @ObjectField(() => DraftDto, {
    description:
      'The whole report as it reads now. It keeps its id; the version counts from the correction’s reportedAt, ' +
      'whatever its own says.',
  })
  readonly report: DraftDto;
}

/** A new assessment of a report. */
export class GradingDto {
  @Field(uuid, id)
  readonly id?: string;

  @Field(instant, { description: 'When it was assessed.', example: '2017-03-08T09:00+03:00' })
  readonly reportedAt: Instant;

  @ObjectField(() => GradeDto, {
    description: 'The new grade. It stands until a later grade, or a later correction, which brings its own.',
  })
  readonly grade: GradeDto;

  @Field(text(2_000), { description: 'Why it was assessed anew.', example: 'A monitor confirmed it.', optional: true })
  readonly reason?: string;
}

/** A report that the log has. */
export class RecordedReportDto extends RecordedDto {
  @ApiProperty({ description: 'The report’s id.', example: '7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11' })
  readonly id: string;

  @ApiProperty({ description: 'The outlet’s own number.', type: String, nullable: true, example: 'D001' })
  readonly externalId: string | null;
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
      'True when that report had been retracted by reportedAt: the amendment is kept and changes nothing. Left out ' +
      'otherwise, and where it could not be told within a second.',
    required: false,
  })
  readonly withoutEffect?: true;
}
