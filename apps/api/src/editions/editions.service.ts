import { Injectable } from '@nestjs/common';
import { type EditionRecord, Editions } from '#editions';
import { isFinal, Jobs } from '#jobs';
import { Clock } from '#platform';
import { instantMs } from '#situation';
import { Rejected } from '../http/rejected.js';
import { Withholding } from '../sensitivity/withholding.service.js';
import { rejectInvalid } from '../intake/body.rules.js';
import type { EditionDto, EditionListDto } from './edition-answer.dto.js';
import { editionAnswer, editionWithMatched } from './edition-answer.js';
import type { EditionChangeDto } from './edition-order.dto.js';
import { refusing } from './edition-refusal.js';
import { expiryViolations } from './edition.rules.js';

/** Lists editions, and changes what they are called and how long they are kept. */
@Injectable()
export class EditionsService {
  constructor(
    private readonly editions: Editions,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly withholding: Withholding,
  ) {}

  async list(): Promise<EditionListDto> {
    const items: EditionDto[] = [];
    for (const edition of await this.editions.list()) {
      // One that is dropped while the list is made is not in it.
      const there = await this.answer(edition).catch(async (error: unknown) => {
        if ((await this.editions.byId(edition.id)) !== undefined) throw error;
        return undefined;
      });
      if (there !== undefined) items.push(there);
    }
    return { items };
  }

  /** @throws {Rejected} `not_found` when there is none. */
  async one(nameOrId: string): Promise<EditionDto> {
    const edition = await this.recordOf(nameOrId);
    const job = await this.jobs.latest('build', edition.id);
    return editionWithMatched(edition, { editions: this.editions, withholding: this.withholding, job });
  }

  /** @throws {Rejected} there is none, the name is taken or no good, or it is the live one. */
  async change(nameOrId: string, { name, pinned, expiresAt }: EditionChangeDto): Promise<EditionDto> {
    const isNever = expiresAt === undefined || expiresAt === 'never';
    if (!isNever) rejectInvalid(expiryViolations(expiresAt, this.clock.nowMs()));
    const wanted = {
      ...(name === undefined ? {} : { name }),
      ...(pinned === undefined ? {} : { pinned }),
      ...(expiresAt === undefined ? {} : { expiresAt: isNever ? null : new Date(instantMs(expiresAt)) }),
    };
    const field = name === undefined ? { parameter: 'edition' } : { pointer: '/name' };
    return this.answer(await refusing(field, this.editions.change(nameOrId, wanted)));
  }

  /** @throws {Rejected} there is none, or it is live, pinned, or being built. */
  async drop(nameOrId: string): Promise<void> {
    const { id } = await this.recordOf(nameOrId);
    const job = await this.jobs.latest('build', id);
    if (job !== undefined && !isFinal(job.status)) {
      const detail = `It is being built: dismiss its job with DELETE /v1/jobs/${job.id}, or wait.`;
      throw new Rejected('conflict', detail, [{ parameter: 'edition', code: 'being_built', detail }]);
    }
    await refusing({ parameter: 'edition' }, this.editions.drop(id));
  }

  private async recordOf(nameOrId: string): Promise<EditionRecord> {
    const edition = await this.editions.record(nameOrId);
    if (edition !== undefined) return edition;
    const detail = `There is no edition ${nameOrId}.`;
    throw new Rejected('not_found', detail, [{ parameter: 'edition', code: 'unknown_edition', detail }]);
  }

  private async answer(edition: EditionRecord): Promise<EditionDto> {
    return editionAnswer(edition, { editions: this.editions, job: await this.jobs.latest('build', edition.id) });
  }
}
