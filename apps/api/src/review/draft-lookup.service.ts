import { Inject, Injectable } from '@nestjs/common';
import {
  type Draft,
  draftCount,
  DraftDesk,
  draftQueue,
  type DraftQuestion,
  type DraftSight,
  Editions,
} from '#editions';
import { derivedId } from '#event-log';
import { type EditionScope, reportsKnown } from '#read-models/queries';
import type { Principal } from '#platform';
import type { ReportId } from '#situation';
import { READERS } from '../api-parts.js';
import { Rejected } from '../http/rejected.js';
import { Registry } from '../intake/registry.service.js';
import { liveEdition } from '../reading/readable-edition.js';
import { Clearances } from '../sensitivity/clearances.js';
import { readAs, showInFull } from '../sensitivity/reader-in-hand.js';
import { Withholding } from '../sensitivity/withholding.service.js';
import { ReviewPolicy } from './review-policy.service.js';

/** The id of the event that decides about a draft, whichever way. */
export const decisionIdOf = (id: ReportId): string => derivedId('draft_decided', id);

/** Finds drafts in the live edition. */
@Injectable()
export class DraftLookup {
  constructor(
    private readonly editions: Editions,
    @Inject(READERS) private readonly readers: Editions,
    private readonly registry: Registry,
    private readonly policy: ReviewPolicy,
    private readonly clearances: Clearances,
    private readonly withholding: Withholding,
  ) {}

  /** The draft of this id as the live edition has it, for any reader. */
  async known(id: ReportId): Promise<Draft | undefined> {
    return (await draftQueue(await liveEdition(this.editions), { ids: [id], limit: 1 }))[0];
  }

  /**
   * The drafts in somebody's sight, in the order of the queue. What is in sight is read in full, and answered so: who sent a
   * draft knows it, at whatever level it was approved.
   */
  async seen(question: Omit<DraftQuestion, 'sight'>, principal: Principal): Promise<readonly Draft[]> {
    const sight = await this.sightOf(principal);
    const drafts = await draftQueue(await this.tables(), { ...question, sight });
    showInFull(drafts.map(({ id }) => id));
    return drafts;
  }

  /** How many are in somebody's sight; of more than `limit` one more than that. */
  async count(question: Omit<DraftQuestion, 'sight' | 'after'>, principal: Principal): Promise<number> {
    return draftCount(await this.tables(), { ...question, sight: await this.sightOf(principal) });
  }

  /** What of the drafts a person finds, by what the policy says and what is withheld from them. */
  async sightOf(principal: Principal): Promise<DraftSight> {
    const sight = this.policy.sightOf(principal);
    if (sight.isOwnAlone) return { ...sight, withheld: [] };
    return {
      ...sight,
      withheld: await readAs(this.clearances.sightOf(principal), () => this.withholding.everything()),
    };
  }

  /** Where the live edition has the events of drafts, to be read in full for one that is in sight. */
  tables(): Promise<EditionScope> {
    return liveEdition(this.readers);
  }

  /** @throws {Rejected} `lagging` where the live edition does not come to the end of the log in time. */
  catchUp(): Promise<void> {
    return this.registry.catchUp();
  }

  /** True where somebody is deciding, or has decided, and the live edition does not know it yet. */
  isBeingDecided(id: ReportId): Promise<boolean> {
    return new DraftDesk(this.editions.database).isBeingDecided(id, decisionIdOf(id));
  }

  /** True for a report that counts. */
  async isReport(id: ReportId): Promise<boolean> {
    return (await reportsKnown(await liveEdition(this.editions), [id])).has(id);
  }

  /** The draft of this id where somebody may see it, once the live edition has what was sent a moment ago. */
  async find(id: ReportId, principal: Principal): Promise<Draft | undefined> {
    const [draft] = await this.seen({ ids: [id], limit: 1 }, principal);
    if (draft !== undefined) return draft;
    await this.registry.catchUp();
    const [late] = await this.seen({ ids: [id], limit: 1 }, principal);
    return late;
  }

  /**
   * A draft that somebody may see; one sent a moment ago may be on its way to the live edition.
   *
   * @throws {Rejected} `not_found`, also for the draft of somebody else.
   */
  async visible(id: ReportId, principal: Principal): Promise<Draft> {
    const draft = await this.find(id, principal);
    if (draft !== undefined) return draft;
    const detail = `There is no draft ${id}, or none that this key may see. GET /v1/drafts lists those that it may.`;
    throw new Rejected('not_found', detail, [{ parameter: 'id', code: 'unknown_draft', detail }]);
  }
}

/** Of words that were sent about a reading that is the last no more. */
export function revisedSince({ id, revision }: Draft): Rejected {
  const detail = `Draft ${id} reads otherwise by now: look at it again, and send revision ${revision}.`;
  return new Rejected('conflict', detail, [{ pointer: '/revision', code: 'revised_since', detail }]);
}

/** Of words that were sent while something else comes after the reading that they are about. */
export function overtaken({ id }: Draft): Rejected {
  const detail = `Somebody else is revising draft ${id} or deciding about it, or has just done so: look at it again.`;
  return new Rejected('conflict', detail, [{ pointer: '/revision', code: 'revised_since', detail }]);
}
