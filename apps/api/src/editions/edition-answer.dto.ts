import { ApiProperty } from '@nestjs/swagger';
import { type LeftOutKind, leftOutKinds } from '#situation';
import { JobDto } from '../jobs/job.dto.js';
import { ReportReferenceDto } from '../reading/report-summary.dto.js';
import { DefinitionDto } from './edition-order.dto.js';

/** How much is in an edition. */
export class EditionCountsDto {
  @ApiProperty({ description: 'Events of the log that it has applied.', example: 331 })
  readonly events: number;

  @ApiProperty({ description: 'Reports that count in it.', example: 198 })
  readonly reports: number;

  @ApiProperty({ description: 'Events that could not be decoded or projected; see /v1/parked.', example: 0 })
  readonly parked: number;
}

/** Where something else about an edition is. */
export class EditionLinkDto {
  @ApiProperty({ description: 'self: this edition. job: what builds it or has built it.', enum: ['self', 'job'] })
  readonly rel: 'self' | 'job';

  @ApiProperty({ description: 'Address.', example: '/v1/editions/0190d5a2-7c1e-4b4e-8f0a-3d2c1b0a9f8e' })
  readonly href: string;
}

/** What one name of a definition leaves out. */
export class MatchedDto {
  @ApiProperty({ description: 'Where in `without` the name stands.', enum: leftOutKinds, example: 'source' })
  readonly kind: LeftOutKind;

  @ApiProperty({ description: 'The name as it was sent.', example: 'Iraqi military' })
  readonly name: string;

  @ApiProperty({
    description:
      'The registered actors that are called so. It stands for the actor, under all its names and with its parts, only ' +
      'where that is one.',
    type: [String],
    example: ['iraqi-security-forces'],
  })
  readonly actors: readonly string[];

  @ApiProperty({
    description: 'The outlets or voices, as printed, for which reports stay out, each once.',
    type: [String],
    example: ['Iraqi military', 'Lt Gen Abdul Ameer Rasheed Yarallah, campaign commander'],
  })
  readonly voices: readonly string[];

  @ApiProperty({ description: 'How many reports stay out for it, in one of their versions at least.', example: 7 })
  readonly reportCount: number;

  @ApiProperty({ description: 'These, in order of id; at most 1,000 of them.', type: [ReportReferenceDto] })
  readonly reports: readonly ReportReferenceDto[];
}

/** An edition: one complete set of read models, made of one slice of the log. */
export class EditionDto {
  @ApiProperty({
    description: 'Stays the same whatever it is called.',
    example: '0190d5a2-7c1e-4b4e-8f0a-3d2c1b0a9f8e',
  })
  readonly id: string;

  @ApiProperty({ description: 'How questions name it: `edition=`.', example: 'without-sana' })
  readonly name: string;

  @ApiProperty({
    description: 'Only a ready one can be read.',
    enum: ['building', 'ready', 'failed'],
    example: 'ready',
  })
  readonly status: string;

  @ApiProperty({
    description: 'What it is made of. A known date is told as the instant it came to.',
    type: DefinitionDto,
  })
  readonly definition: DefinitionDto;

  @ApiProperty({
    description:
      'What each name of `definition.without` leaves out of it; empty when there is none. Counted only for one edition ' +
      'that is asked for and ready; else null.',
    type: [MatchedDto],
    nullable: true,
  })
  readonly matched: readonly MatchedDto[] | null;

  @ApiProperty({ description: 'True when it goes on with the log, as the live one does.', example: false })
  readonly follows: boolean;

  @ApiProperty({
    description: 'How far it has been applied; null when it failed.',
    type: String,
    nullable: true,
    example: '331',
  })
  readonly position: string | null;

  @ApiProperty({
    description: 'Where it ends, fixed when it was ordered; null when it follows the log.',
    type: String,
    nullable: true,
    example: '331',
  })
  readonly end: string | null;

  @ApiProperty({ description: 'Which projections made its rows.', example: 4 })
  readonly projectionVersion: number;

  @ApiProperty({ description: 'Which version of Sitrep made it.', example: '0.1.0' })
  readonly codeVersion: string;

  @ApiProperty({
    description:
      'SHA-256 of all its rows: equal for equal contents. Null for one that follows the log or is not ready.',
    type: String,
    nullable: true,
    example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  })
  readonly digest: string | null;

  @ApiProperty({
    description: 'Reads from exactly this edition: `snapshot=`. Null for one that follows the log or is not ready.',
    type: String,
    nullable: true,
  })
  readonly snapshot: string | null;

  @ApiProperty({ description: 'On disk, with indexes.', example: 5_300_224 })
  readonly sizeBytes: number;

  @ApiProperty({ description: 'How much is in it; null when it failed.', type: EditionCountsDto, nullable: true })
  readonly counts: EditionCountsDto | null;

  @ApiProperty({ description: 'True when it is kept from being dropped.', example: false })
  readonly pinned: boolean;

  @ApiProperty({ description: 'When it is dropped, unless pinned; null for never.', type: String, nullable: true })
  readonly expiresAt: string | null;

  @ApiProperty({ description: 'Why it could not be built; else null.', type: String, nullable: true, example: null })
  readonly failure: string | null;

  @ApiProperty({ description: 'When it was ordered, and its end fixed.', format: 'date-time' })
  readonly createdAt: string;

  @ApiProperty({ description: 'When it could first be read; null before.', type: String, nullable: true })
  readonly readyAt: string | null;

  @ApiProperty({ description: 'This edition, and the job that builds it.', type: [EditionLinkDto] })
  readonly links: readonly EditionLinkDto[];
}

/** Every edition. */
export class EditionListDto {
  @ApiProperty({ description: 'The oldest first.', type: [EditionDto] })
  readonly items: readonly EditionDto[];
}

/** An edition that was ordered. */
export class OrderedEditionDto {
  @ApiProperty({ description: 'The edition.', type: EditionDto })
  readonly edition: EditionDto;

  @ApiProperty({ description: 'The job that builds it, as it stands.', type: JobDto })
  readonly job: JobDto;

  @ApiProperty({
    description:
      'What each name of `definition.without` leaves out of the live edition as it stands, among what was known by ' +
      '`until.knownAt`. Once built, the edition tells the same of itself.',
    type: [MatchedDto],
  })
  readonly matched: readonly MatchedDto[];

  @ApiProperty({
    description: 'What may not be meant: names for which nothing stays out, and names of several registered actors.',
    type: [String],
    example: ['No report is of the outlet "Rueters": nothing stays out for it.'],
  })
  readonly notes: readonly string[];
}
