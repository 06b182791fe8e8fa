import { ApiProperty } from '@nestjs/swagger';
import { etaSeconds, type Job, jobKinds, jobStatuses } from '#jobs';
import { LinkDto } from '../reading/envelope.dto.js';
import { Field } from '../http/field.decorator.js';
import { textMatching, uuid } from '../http/field-kinds.js';
import { default_limit, LimitField } from '../reading/query-field.decorators.js';

/** How far a job is. */
export class JobProgressDto {
  @ApiProperty({ description: 'What is being done.', example: 'facts' })
  readonly phase: string;

  @ApiProperty({ description: 'How much of it is done.', example: 120_000 })
  readonly done: number;

  @ApiProperty({ description: 'Of how much; it does not move within a phase.', example: 200_000 })
  readonly total: number;

  @ApiProperty({ description: 'Over the last seconds; null when none can be told.', type: Number, nullable: true })
  readonly ratePerSecond: number | null;

  @ApiProperty({
    description: 'Seconds until the phase is over, at this rate; null when there is none.',
    type: Number,
    nullable: true,
  })
  readonly etaSeconds: number | null;
}

/** Work that outlives the request that asked for it, and the process that does it. */
export class JobDto {
  @ApiProperty({ description: 'The job.', example: '3f2b8f0e-5d4c-4a51-9a35-0b6f2f1c7d11' })
  readonly id: string;

  @ApiProperty({ description: 'What it does.', enum: jobKinds, example: 'build' })
  readonly kind: string;

  @ApiProperty({ description: 'The id of the edition it is about; else null.', type: String, nullable: true })
  readonly edition: string | null;

  @ApiProperty({ description: 'In the words of OGC API – Processes.', enum: jobStatuses, example: 'running' })
  readonly status: string;

  @ApiProperty({ description: 'True once its end has been asked for.', example: false })
  readonly dismissRequested: boolean;

  @ApiProperty({ description: 'How far it is; null before it began.', type: JobProgressDto, nullable: true })
  readonly progress: JobProgressDto | null;

  @ApiProperty({ description: 'Why it failed or was dismissed; else null.', type: String, nullable: true })
  readonly message: string | null;

  @ApiProperty({
    description: 'What came of it; null before it was successful.',
    type: 'object',
    additionalProperties: true,
    nullable: true,
  })
  readonly result: unknown;

  @ApiProperty({ description: 'When it was asked for.', format: 'date-time' })
  readonly createdAt: string;

  @ApiProperty({ description: 'When it was first taken up; null before.', type: String, nullable: true })
  readonly startedAt: string | null;

  @ApiProperty({ description: 'When it was last heard of.', format: 'date-time' })
  readonly updatedAt: string;

  @ApiProperty({ description: 'When it was over; null before.', type: String, nullable: true })
  readonly finishedAt: string | null;
}

/** A page of jobs. */
export class JobListDto {
  @ApiProperty({ description: 'The latest first.', type: [JobDto] })
  readonly items: readonly JobDto[];

  @ApiProperty({ description: 'Links, `next` among them while there is more.', type: [LinkDto] })
  readonly links: readonly LinkDto[];
}

/** A job as it is answered. */
export const jobAnswer = (job: Job): JobDto => ({
  id: job.id,
  kind: job.kind,
  edition: job.editionId,
  status: job.status,
  dismissRequested: job.dismissRequested,
  progress: progressAnswer(job),
  message: job.message,
  result: job.result ?? null,
  createdAt: job.createdAt.toISOString(),
  startedAt: job.startedAt?.toISOString() ?? null,
  updatedAt: job.updatedAt.toISOString(),
  finishedAt: job.finishedAt?.toISOString() ?? null,
});

function progressAnswer({ progress }: Job): JobProgressDto | null {
  if (progress === null) return null;
  const { phase, done, total, ratePerSecond } = progress;
  return { phase, done: Number(done), total: Number(total), ratePerSecond, etaSeconds: etaSeconds(progress) };
}

/** Which job. */
export class JobAddressDto {
  @Field(uuid, { description: 'The job.', example: '3f2b8f0e-5d4c-4a51-9a35-0b6f2f1c7d11' })
  readonly id: string;
}

/** Which jobs to list. */
export class JobQueryDto {
  @Field(textMatching(/^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$/, 'the name or the id of an edition'), {
    description: 'About this edition.',
    example: 'without-sana',
    optional: true,
  })
  readonly edition?: string;

  @LimitField()
  readonly limit: number = default_limit;

  @Field(uuid, {
    description: 'The job to go on behind: taken from the next link.',
    example: '3f2b8f0e-5d4c-4a51-9a35-0b6f2f1c7d11',
    optional: true,
  })
  readonly after?: string;
}
