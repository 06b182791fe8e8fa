import { etaSeconds, type Job } from '#jobs';
import type { JobDto, JobProgressDto } from './job-answer.dto.js';

/** A job as it is answered. */
export const jobAnswer = (job: Job): JobDto => ({
  ...{ id: job.id, kind: job.kind, edition: job.editionId, status: job.status },
  ...{ dismissRequested: job.dismissRequested, progress: progressAnswer(job), message: job.message },
  result: job.result ?? null,
  ...{ createdAt: job.createdAt.toISOString(), startedAt: job.startedAt?.toISOString() ?? null },
  ...{ updatedAt: job.updatedAt.toISOString(), finishedAt: job.finishedAt?.toISOString() ?? null },
});

function progressAnswer({ progress }: Job): JobProgressDto | null {
  if (progress === null) return null;
  const { phase, done, total, ratePerSecond } = progress;
  return { phase, done: Number(done), total: Number(total), ratePerSecond, etaSeconds: etaSeconds(progress) };
}
