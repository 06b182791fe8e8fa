import { Injectable } from '@nestjs/common';
import { type Draft, DraftDesk, draftReadings, Editions, openDraftStates } from '#editions';
import type { Principal } from '#platform';
import { type Moment, most_reports_compared, type ReportId } from '#situation';
import { effectOf } from '../preview/effect-of-report.js';
import { daysNear, likelyDuplicates } from '../preview/likely-duplicates.js';
import type { PreviewDto } from '../preview/preview.dto.js';
import { PreviewService } from '../preview/preview.service.js';
import { pageOf } from '../reading/page.js';
import { type Question, Questions } from '../reading/questions.service.js';
import { contradictionsOf, duplicateDrafts } from './beside-draft.js';
import { type DraftAnswerDto, type DraftItemDto, type DraftListDto, most_drafts_counted } from './draft-answer.dto.js';
import { entryOf, itemOf, readingsOf } from './draft-answer.js';
import { DraftLookup } from './draft-lookup.service.js';
import { draftCursor, type DraftQueryDto } from './draft-query.dto.js';
import { ReviewPolicy } from './review-policy.service.js';

/** Shows the queue, and a draft with what a reviewer wants to see beside it. */
@Injectable()
export class DraftReading {
  private readonly desk: DraftDesk;

  constructor(
    editions: Editions,
    private readonly questions: Questions,
    private readonly previews: PreviewService,
    private readonly lookup: DraftLookup,
    private readonly policy: ReviewPolicy,
  ) {
    this.desk = new DraftDesk(editions.database);
  }

  async list(asked: DraftQueryDto, principal: Principal): Promise<DraftListDto> {
    const { position } = await this.questions.openEdition({ edition: 'live' });
    const { state, assignee, sentBy, outlet, place, bundle, limit, after } = asked;
    const states = state ?? openDraftStates;
    const idOf = (who: string): string => (who === 'me' ? principal.id : who);
    const asking = {
      states,
      ...(assignee === undefined ? {} : { assignee: idOf(assignee) }),
      ...(sentBy === undefined ? {} : { sentBy: idOf(sentBy) }),
      ...(outlet === undefined ? {} : { outlet }),
      ...(place === undefined ? {} : { place }),
      ...(bundle === undefined ? {} : { bundle }),
    };
    const parameters = { state: states.join(','), assignee, sentBy, outlet, place, bundle };
    const cursorOf = ({ reportedAtMs, id }: Draft): string => `${reportedAtMs}.${id}`;
    const behind = after === undefined ? {} : { after: readCursor(after) };
    const rows = await this.lookup.seen({ ...asking, ...behind, limit: limit + 1 }, principal);
    const { items, links } = pageOf(rows, { path: '/v1/drafts', parameters, limit, after }, cursorOf);
    const total = await this.lookup.count({ ...asking, limit: most_drafts_counted }, principal);
    return { items: items.map((draft) => this.itemFor(draft, principal)), total, position, links };
  }

  /** @throws {Rejected} `not_found`, also for the draft of somebody else. */
  async one(id: ReportId, principal: Principal): Promise<DraftAnswerDto> {
    const draft = await this.lookup.visible(id, principal);
    const question = await this.questions.open({ edition: 'live' });
    const { scope, position } = question;
    const { report } = draft;
    const effect = await effectOf(question, report, undefined);
    return {
      ...this.itemFor(draft, principal),
      report,
      readings: readingsOf(await draftReadings(await this.lookup.tables(), id)),
      entries: (await this.desk.entriesOf(id)).map(entryOf),
      likelyDuplicates: await likelyDuplicates(question, report),
      likelyDuplicateDrafts: await this.duplicatesOf(draft, question, principal),
      contradictions: await contradictionsOf(scope, report, effect),
      position,
    };
  }

  /** The undecided drafts that may tell of the same, for who decides. */
  private async duplicatesOf({ report }: Draft, question: Question, principal: Principal) {
    const near = principal.scopes.has('drafts:decide') ? await daysNear(question, report) : undefined;
    if (near === undefined) return [];
    const others = { states: openDraftStates, near, limit: most_reports_compared };
    const drafts = await this.lookup.seen(others, principal);
    return duplicateDrafts(question, report, drafts);
  }

  private itemFor(draft: Draft, principal: Principal): DraftItemDto {
    return itemOf(draft, this.policy.mayApprove(principal, draft));
  }

  /** What approving the draft would change, as everything stands. */
  async preview(id: ReportId, validAt: Moment | undefined, principal: Principal): Promise<PreviewDto> {
    const { report } = await this.lookup.visible(id, principal);
    return this.previews.ofReport(report, validAt);
  }
}

function readCursor(cursor: string): { readonly ms: number; readonly id: string } {
  const [, ms = '0', id = ''] = draftCursor.exec(cursor) ?? [];
  return { ms: Number(ms), id };
}
