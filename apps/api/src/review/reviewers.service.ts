import { Injectable } from '@nestjs/common';
import { draftQueue, Editions, sendersNamed } from '#editions';
import { KeyStore, openid_prefix, type Principal, principalOfKey, refusalOf } from '#platform';
import type { ReportId } from '#situation';
import type { Violation } from '../http/rejected.js';
import { rejectInvalid } from '../intake/body.rules.js';
import { DraftLookup } from './draft-lookup.service.js';

const key_prefix = 'key:';

/** Knows to whom a draft can be assigned. */
@Injectable()
export class Reviewers {
  constructor(
    private readonly editions: Editions,
    private readonly lookup: DraftLookup,
  ) {}

  /**
   * What a provider vouches for comes with each token, so of its people no more is asked than that they have been here.
   *
   * @throws {Rejected} `meaningless`: the principal is nobody who may decide about the draft.
   */
  async requireReviewer(id: ReportId, assignee: string): Promise<void> {
    const fault = (await this.refused(assignee)) ?? (await this.unfit(id, assignee));
    rejectInvalid(fault === undefined ? [] : [fault]);
  }

  /** Why a principal is nobody. */
  private async refused(assignee: string): Promise<Violation | undefined> {
    const { database } = this.editions;
    const [known] = await sendersNamed(database, [assignee]);
    if (known === undefined) return noReviewer('unknown_person', `Nobody is known as ${assignee}.`);
    const refusal = await refusalOf(database, assignee, new Date(0));
    const name = known.name ?? assignee;
    return refusal && noReviewer('no_reviewer', `${name} (${assignee}) comes in no more: ${refusal}.`);
  }

  private async unfit(id: ReportId, assignee: string): Promise<Violation | undefined> {
    if (assignee.startsWith(openid_prefix)) return undefined;
    const key = await new KeyStore(this.editions.database).find(assignee.slice(key_prefix.length));
    const reviewer: Principal | undefined = key && principalOfKey(key.id, key.name, key);
    if (reviewer?.scopes.has('drafts:decide') !== true)
      return noReviewer('no_reviewer', `${key?.name ?? assignee} may not decide about drafts.`);
    const sight = await this.lookup.sightOf(reviewer);
    const [seen] = await draftQueue(await this.lookup.tables(), { ids: [id], sight, limit: 1 });
    return seen === undefined ? noReviewer('no_reviewer', `${reviewer.name} may not see this draft.`) : undefined;
  }
}

const noReviewer = (code: string, why: string): Violation => ({
  pointer: '/assignee',
  code,
  detail: `${why} Send me, or somebody who may decide about the draft, as events name them, such as key:0f3a9c1d27be.`,
});
