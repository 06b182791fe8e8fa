import { Inject, Injectable } from '@nestjs/common';
import { type Draft, type DraftSight, isSamePerson } from '#editions';
import { type Principal, type ReviewSettings, sendsDraftsOnly } from '#platform';
import { holderOf } from '../access/permission.js';
import { REVIEW_SETTINGS } from '../api-parts.js';
import { Rejected } from '../http/rejected.js';
import type { MayApprove } from './draft-answer.dto.js';

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

  /** The drafts that somebody may see: who decides, all within bounds; others, their own. What is withheld comes beside. */
  sightOf({ id, scopes, outlets, places }: Principal): Omit<DraftSight, 'withheld'> {
    return scopes.has('drafts:decide')
      ? { reader: id, isOwnAlone: false, outlets, places }
      : { reader: id, isOwnAlone: true, outlets: [], places: [] };
  }

  /** Whether somebody may approve a draft, or what keeps them from it. */
  mayApprove(principal: Principal, { decision, authors }: Pick<Draft, 'decision' | 'authors'>): MayApprove {
    if (decision !== null) return 'decided';
    if (!principal.scopes.has('drafts:decide')) return 'not_an_editor';
    const isAuthor = authors.some((author) => isSamePerson(author, principal));
    return this.settings.needsSecondPerson && isAuthor ? 'second_person' : 'yes';
  }

  /** @throws {Rejected} `second_person` where nobody may approve their own, and one of the authors approves. */
  requireSecondPerson(principal: Principal, draft: Draft): void {
    if (this.mayApprove(principal, draft) !== 'second_person') return;
    const who = holderOf(principal);
    throw new Rejected('second_person', `${who} sent or revised this draft: somebody else has to approve it.`);
  }
}
