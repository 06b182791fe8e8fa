import { Injectable } from '@nestjs/common';
import { Editions, isEditionId } from '#editions';
import { isFinal, type Job, Jobs } from '#jobs';
import { Rejected } from '../http/rejected.js';
import { pageOf } from '../reading/page.js';
import { jobAnswer, type JobDto, type JobListDto, type JobQueryDto } from './job.dto.js';

/** Tells of jobs, and ends them. */
@Injectable()
export class JobsService {
  constructor(
    private readonly jobs: Jobs,
    private readonly editions: Editions,
  ) {}

  async list({ edition, limit, after }: JobQueryDto): Promise<JobListDto> {
    const editionId = edition === undefined ? undefined : await this.editionId(edition);
    const rows = await this.jobs.list({
      limit: limit + 1,
      ...(after === undefined ? {} : { after: after.toLowerCase() }),
      ...(editionId === undefined ? {} : { editionId }),
    });
    const { items, links } = pageOf(rows, { path: '/v1/jobs', parameters: { edition }, limit, after }, ({ id }) => id);
    return { items: items.map(jobAnswer), links };
  }

  /** @throws {Rejected} `not_found` when there is none. */
  async one(id: string): Promise<JobDto> {
    return jobAnswer(this.required(id, await this.jobs.find(id.toLowerCase())));
  }

  /** @throws {Rejected} `not_found` when there is none, `conflict` when it has come to an end of its own. */
  async dismiss(id: string): Promise<JobDto> {
    const job = this.required(id, await this.jobs.requestDismissal(id.toLowerCase()));
    if (!isFinal(job.status) || job.status === 'dismissed') return jobAnswer(job);
    const detail = `The job is over: it was ${job.status}.`;
    throw new Rejected('conflict', detail, [{ parameter: 'id', code: 'over', detail }]);
  }

  private required(id: string, job: Job | undefined): Job {
    if (job !== undefined) return job;
    const detail = `There is no job ${id}; jobs are forgotten 30 days after they are over.`;
    throw new Rejected('not_found', detail, [{ parameter: 'id', code: 'unknown_job', detail }]);
  }

  /** Jobs outlive their edition, whose id they keep. */
  private async editionId(nameOrId: string): Promise<string> {
    if (isEditionId(nameOrId)) return nameOrId;
    const edition = await this.editions.record(nameOrId);
    if (edition !== undefined) return edition.id;
    const detail = `There is no edition ${nameOrId}.`;
    throw new Rejected('not_found', detail, [{ parameter: 'edition', code: 'unknown_edition', detail }]);
  }
}
