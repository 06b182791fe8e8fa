import { Inject, Injectable } from '@nestjs/common';
import type { DraftBounds, Sender } from '#editions';
import { type Principal, type ReviewSettings, sendsDraftsOnly } from '#platform';
import { holderOf } from '../access/permission.js';
import { REVIEW_SETTINGS } from '../api-parts.js';
import { Rejected } from '../http/rejected.js';

/** Knows whose reports are drafts, whose drafts somebody may see, and who may not decide about them. */
@Injectable()
export class ReviewPolicy {
  constructor(@Inject(REVIEW_SETTINGS) private readonly settings: ReviewSettings) {}

  sendsDraftsOnly(principal: Principal): boolean {
    return sendsDraftsOnly(this.settings, principal);
  }

  /** @throws {Rejected} `drafts_only`: what changes a report that counts would go round the review. */
  requireAmending(principal: Principal): void {
    if (!this.sendsDraftsOnly(principal) || principal.scopes.has('drafts:decide')) return;
    const who = holderOf(principal);
    throw new Rejected('drafts_only', `${who} sends drafts only, and changes nothing that counts. Ask an editor to.`);
  }

  /** The drafts that somebody may see: who decides, all within their bounds; others, their own. */
  boundsOf({ id, name, scopes, outlets, places }: Principal): DraftBounds {
    return scopes.has('drafts:decide')
      ? { outlets, places }
      : { sentBy: { id, name: isKey(id) ? name : null }, outlets: [], places: [] };
  }

  /**
   * Another key of the same name is the same person.
   *
   * @throws {Rejected} `second_person` where nobody may approve their own, and one of the authors approves.
   */
  requireSecondPerson(principal: Principal, authors: readonly Sender[]): void {
    if (!this.settings.needsSecondPerson) return;
    const isSame = ({ id, name }: Sender): boolean =>
      id === principal.id || (name !== null && name === principal.name && isKey(id) && isKey(principal.id));
    if (!authors.some(isSame)) return;
    const who = holderOf(principal);
    throw new Rejected('second_person', `${who} sent or revised this draft: somebody else has to approve it.`);
  }
}

const isKey = (id: string): boolean => id.startsWith('key:');
