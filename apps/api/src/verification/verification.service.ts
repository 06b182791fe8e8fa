import { Injectable } from '@nestjs/common';
import { type EditionRecord, Editions } from '#editions';
import { isFinal, type Job, Jobs } from '#jobs';
import { Rejected } from '../http/rejected.js';
import type { LastVerificationDto, VerdictDto, VerificationDto } from './verification.dto.js';

/** Orders verifications, and answers what came of them. */
@Injectable()
export class VerificationService {
  constructor(
    private readonly editions: Editions,
    private readonly jobs: Jobs,
  ) {}

  /** The job that verifies the edition: one that is under way is not begun a second time. */
  async order(nameOrId: string): Promise<VerificationDto> {
    const edition = await this.readable(nameOrId);
    const latest = await this.jobs.latest('verification', edition.id);
    const job =
      latest === undefined || isFinal(latest.status)
        ? await this.jobs.submit({ kind: 'verification', editionId: edition.id })
        : latest;
    return answerOf(edition, job);
  }

  /** The latest job and the last verdict; the job may have come to nothing, or go on. */
  async last(nameOrId: string): Promise<LastVerificationDto> {
    const edition = await this.readable(nameOrId);
    const latest = await this.jobs.latest('verification', edition.id);
    if (latest === undefined)
      throw new Rejected(
        'not_found',
        `Edition ${edition.name} has never been verified: send a POST to have it verified.`,
      );
    const judged =
      latest.status === 'successful' ? latest : await this.jobs.latestSuccessful('verification', edition.id);
    return {
      ...answerOf(edition, latest),
      verifiedAt: judged?.finishedAt?.toISOString() ?? null,
      verdict: (judged?.result as VerdictDto | undefined) ?? null,
    };
  }

  private async readable(nameOrId: string): Promise<EditionRecord> {
    const edition = await this.editions.find(nameOrId);
    if (edition !== undefined) return edition;
    const detail = `No edition "${nameOrId}" can be read.`;
    throw new Rejected('not_found', detail, [{ parameter: 'id', code: 'unknown_edition', detail }]);
  }
}

const answerOf = ({ id, name }: EditionRecord, job: Job): VerificationDto => ({
  edition: id,
  name,
  job: { id: job.id, status: job.status, message: job.message },
});
