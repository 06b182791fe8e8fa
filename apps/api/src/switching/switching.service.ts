import { Injectable } from '@nestjs/common';
import { Editions, requireSwitchable } from '#editions';
import { isFinal, Jobs } from '#jobs';
import { refusing } from '../editions/edition-refusal.js';
import { jobAnswer, type JobDto } from '../jobs/job.dto.js';

/** Orders switches of the live edition. */
@Injectable()
export class SwitchingService {
  constructor(
    private readonly editions: Editions,
    private readonly jobs: Jobs,
  ) {}

  /**
   * The job that switches: one that is under way is not begun a second time.
   *
   * @throws {Rejected} there is no such edition, or it cannot be the live one.
   */
  async order(nameOrId: string): Promise<JobDto> {
    const edition = await refusing(
      { parameter: 'edition' },
      this.editions.record(nameOrId).then((record) => requireSwitchable(nameOrId, record)),
    );
    const latest = await this.jobs.latest('switch', edition.id);
    const underWay = latest !== undefined && !isFinal(latest.status);
    return jobAnswer(underWay ? latest : await this.jobs.submit({ kind: 'switch', editionId: edition.id }));
  }
}
