import { Injectable } from '@nestjs/common';
import { type Draft, draftQueue, draftReadings, Editions, sendersOf } from '#editions';
import { derivedId } from '#event-log';
import { reportsKnown } from '#read-models/queries';
import type { Principal } from '#platform';
import type { ReportId } from '#situation';
import { Rejected } from '../http/rejected.js';
import { Registry } from '../intake/registry.service.js';
import { liveEdition } from '../reading/readable-edition.js';
import { Clearances } from '../sensitivity/clearances.js';
import { ReviewPolicy } from './review-policy.service.js';

/** The id of the event that decides about a draft, whichever way. */
export const decisionIdOf = (id: ReportId): string => derivedId('draft_decided', id);

/** Finds drafts in the live edition. */
@Injectable()
export class DraftLookup {
  constructor(
    private readonly editions: Editions,
    private readonly registry: Registry,
    private readonly policy: ReviewPolicy,
    private readonly clearances: Clearances,
  ) {}

  /** The draft of this id as the live edition has it, whoever may see it. */
  async known(id: ReportId): Promise<Draft | undefined> {
    const bounds = { outlets: [], places: [] };
    return (await draftQueue(await liveEdition(this.editions), { ids: [id], bounds, limit: 1 }))[0];
  }

  /** Who sent a draft knows it; anybody else needs the clearance for every reading of it: none lowers what one before named. */
  private async mayRead({ id, sentBy }: Draft, principal: Principal): Promise<boolean> {
    if (sentBy?.id === principal.id || this.clearances.readsAll(principal)) return true;
    const readings = await draftReadings(await liveEdition(this.editions), id);
    return readings.every(({ report }) => this.clearances.reads(principal, report));
  }

  /** True where somebody is deciding, or has decided, and the live edition does not know it yet. */
  async isBeingDecided(id: ReportId): Promise<boolean> {
    return (await sendersOf(this.editions.database, [decisionIdOf(id)])).size > 0;
  }

  /** True for a report that counts. */
  async isReport(id: ReportId): Promise<boolean> {
    return (await reportsKnown(await liveEdition(this.editions), [id])).has(id);
  }

  /**
   * A draft that somebody may see; one sent a moment ago may be on its way to the live edition.
   *
   * @throws {Rejected} `not_found`, also for the draft of somebody else.
   */
  async visible(id: ReportId, principal: Principal): Promise<Draft> {
    const read = async () =>
      (
        await draftQueue(await liveEdition(this.editions), {
          ids: [id],
          bounds: this.policy.boundsOf(principal),
          limit: 1,
        })
      )[0];
    const draft = await read();
    if (draft !== undefined && (await this.mayRead(draft, principal))) return draft;
    await this.registry.catchUp();
    const late = await read();
    if (late !== undefined && (await this.mayRead(late, principal))) return late;
    const detail = `There is no draft ${id}, or none that this key may see. GET /v1/drafts lists those that it may.`;
    throw new Rejected('not_found', detail, [{ parameter: 'id', code: 'unknown_draft', detail }]);
  }
}
