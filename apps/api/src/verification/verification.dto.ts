import { ApiProperty } from '@nestjs/swagger';
import { type RowDifference, type Verification, verificationChecks } from '#editions';
import { jobStatuses, type JobStatus } from '#jobs';
import { any_value } from '../http/any-value.js';
import { Field } from '../http/field.decorator.js';
import { textMatching } from '../http/field-kinds.js';

/** Which edition. */
export class VerifiedEditionAddressDto {
  @Field(textMatching(/^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$/, 'the name or the id of an edition, such as "live"'), {
    description: 'Name or id of the edition.',
    example: 'live',
  })
  readonly id: string;
}

/** A column of a row that does not say what it should. */
export class ColumnDifferenceDto {
  @ApiProperty({ description: 'The column.', example: 'status' })
  readonly column: string;

  @ApiProperty({ description: 'What is stored.', ...any_value, example: 'held' })
  readonly stored: unknown;

  @ApiProperty({ description: 'What the log gives.', ...any_value, example: 'contested' })
  readonly expected: unknown;
}

/** An event that a row should rest on. */
export class EvidenceEventDto {
  @ApiProperty({ description: 'The id of the event.', example: '7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11' })
  readonly id: string;

  @ApiProperty({
    description: 'Partition and offset; null when the log does not have it up to the position.',
    type: String,
    nullable: true,
    example: '0-17',
  })
  readonly at: string | null;
}

/** A row that is not what the log gives. */
export class RowDifferenceDto {
  @ApiProperty({ description: 'The table of the edition.', example: 'control_span' })
  readonly table: string;

  @ApiProperty({ description: 'The place, actor, report, decision or incident it belongs to.', example: 'mosul' })
  readonly key: string;

  @ApiProperty({
    description: 'changed: it says something else. missing: it should be there. extra: it should not be there.',
    enum: ['changed', 'missing', 'extra'],
  })
  readonly kind: RowDifference['kind'];

  @ApiProperty({
    description: 'What tells it from other rows of the key; of a missing or extra row every column.',
    type: 'object',
    additionalProperties: true,
    example: { valid_from: '-Infinity', known_from: 1488895200000 },
  })
  readonly row: Readonly<Record<string, unknown>>;

  @ApiProperty({ description: 'Of a changed row, the columns that differ.', type: [ColumnDifferenceDto] })
  readonly columns: readonly ColumnDifferenceDto[];

  @ApiProperty({ description: 'The first events that speak about the key.', type: [EvidenceEventDto] })
  readonly events: readonly EvidenceEventDto[];

  @ApiProperty({ description: 'The first reports that speak about the key.', type: [String] })
  readonly reports: readonly string[];
}

/** Something that is wrong beside the content of rows. */
export class FindingDto {
  @ApiProperty({ description: 'Which check failed.', enum: verificationChecks })
  readonly check: string;

  @ApiProperty({ description: 'What it found.', example: 'The edition is at 340, the log ends at 331.' })
  readonly detail: string;
}

/** Digests of the rows of a table in the order of the comparison. */
export class TableDigestsDto {
  @ApiProperty({ description: 'Of the rows that are stored.' })
  readonly stored: string;

  @ApiProperty({ description: 'Of the rows that the log gives.' })
  readonly expected: string;
}

/** How one table compares. */
export class TableVerdictDto {
  @ApiProperty({ description: 'The table.', example: 'control_span' })
  readonly table: string;

  @ApiProperty({ description: 'Rows that are stored.', example: 99 })
  readonly stored: number;

  @ApiProperty({ description: 'Rows that the log gives.', example: 99 })
  readonly expected: number;

  @ApiProperty({ description: 'Rows that are changed, missing or extra.', example: 0 })
  readonly differing: number;

  @ApiProperty({ description: 'Equal exactly when nothing differs.', type: TableDigestsDto })
  readonly digests: TableDigestsDto;
}

/** The digest of what a table holds. */
export class TableDigestDto {
  @ApiProperty({ description: 'The table.', example: 'control_span' })
  readonly table: string;

  @ApiProperty({ description: 'Its rows.', example: 99 })
  readonly rows: number;

  @ApiProperty({ description: 'SHA-256 over its rows: equal content, equal digest.' })
  readonly digest: string;
}

/** What refolding the log says of an edition. */
export class VerdictDto implements Verification {
  @ApiProperty({ description: 'True when every row is the one that the log gives, and every check holds.' })
  readonly equal: boolean;

  @ApiProperty({ description: 'The position of the edition that was judged.', example: '331' })
  readonly position: string;

  @ApiProperty({ description: 'Events of the log up to the position.', example: 331 })
  readonly read: number;

  @ApiProperty({ description: 'Events that have to be in the rows.', example: 331 })
  readonly applied: number;

  @ApiProperty({ description: 'Events that the edition has put aside.', example: 0 })
  readonly parked: number;

  @ApiProperty({ description: 'Of those, the ones that could be decoded today.', example: 0 })
  readonly parkedReadable: number;

  @ApiProperty({ description: 'Every table.', type: [TableVerdictDto] })
  readonly tables: readonly TableVerdictDto[];

  @ApiProperty({ description: 'Rows that differ, in all tables.', example: 0 })
  readonly differing: number;

  @ApiProperty({ description: 'The first of them, some of each table.', type: [RowDifferenceDto] })
  readonly differences: readonly RowDifferenceDto[];

  @ApiProperty({ description: 'How many checks failed.', example: 0 })
  readonly findingCount: number;

  @ApiProperty({ description: 'The first of what they found.', type: [FindingDto] })
  readonly findings: Verification['findings'];

  @ApiProperty({ description: 'The digest of everything that the edition holds.' })
  readonly digest: string;

  @ApiProperty({ description: 'That of each table.', type: [TableDigestDto] })
  readonly tableDigests: readonly TableDigestDto[];
}

/** A job that verifies. */
export class VerificationJobDto {
  @ApiProperty({ description: 'The id of the job: GET /v1/jobs/{id}.', format: 'uuid' })
  readonly id: string;

  @ApiProperty({ description: 'accepted, running, or how it ended.', enum: jobStatuses })
  readonly status: JobStatus;

  @ApiProperty({ description: 'Why it failed; else null.', type: String, nullable: true, example: null })
  readonly message: string | null;
}

/** The edition that was or will be verified, and the latest job that does so. */
export class VerificationDto {
  @ApiProperty({ description: 'The id of the edition.', format: 'uuid' })
  readonly edition: string;

  @ApiProperty({ description: 'The name of the edition.', example: 'live' })
  readonly name: string;

  @ApiProperty({ description: 'The latest job.', type: VerificationJobDto })
  readonly job: VerificationJobDto;
}

/** The last verdict on an edition. */
export class LastVerificationDto extends VerificationDto {
  @ApiProperty({
    description: 'When the last verdict was given; null when there is none yet.',
    type: String,
    format: 'date-time',
    nullable: true,
  })
  readonly verifiedAt: string | null;

  @ApiProperty({ description: 'The last verdict; null when there is none yet.', type: VerdictDto, nullable: true })
  readonly verdict: VerdictDto | null;
}
