import { Injectable } from '@nestjs/common';
import {
  DraftDesk,
  type Draft,
  type DraftQuestion,
  draftQueue,
  draftReadings,
  Editions,
  openDraftStates,
} from '#editions';
import type { Principal } from '#platform';
import type { Moment, ReportId } from '#situation';
import type { PreviewDto } from '../preview/preview.dto.js';
import { PreviewService } from '../preview/preview.service.js';
import { pageOf } from '../reading/page.js';
import { Questions } from '../reading/questions.service.js';
import { contradictionsOf, duplicateDrafts } from './beside-draft.js';
import type { DraftAnswerDto, DraftListDto } from './draft-answer.dto.js';
import { entryOf, itemOf, readingOf } from './draft-answer.js';
import { DraftLookup } from './draft-lookup.service.js';
import { draftCursor, type DraftQueryDto } from './draft-query.dto.js';
import { ReviewPolicy } from './review-policy.service.js';

/** Drafts that one is compared with, the next in the queue. */
const most_drafts_compared = 200;

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
    const { scope, position } = await this.questions.openEdition({ edition: 'live' });
    const { state, assignee, sentBy, outlet, place, bundle, limit, after } = asked;
    const states = state ?? openDraftStates;
    const idOf = (who: string): string => (who === 'me' ? principal.id : who);
    const question: DraftQuestion = {
      bounds: this.policy.boundsOf(principal),
      reader: principal.id,
      states,
      limit: limit + 1,
      ...(assignee === undefined ? {} : { assignee: idOf(assignee) }),
      ...(sentBy === undefined ? {} : { sentBy: idOf(sentBy) }),
      ...(outlet === undefined ? {} : { outlet }),
      ...(place === undefined ? {} : { place }),
      ...(bundle === undefined ? {} : { bundle }),
      ...(after === undefined ? {} : { after: readCursor(after) }),
    };
    const parameters = { state: states.join(','), assignee, sentBy, outlet, place, bundle };
    const cursorOf = ({ reportedAtMs, id }: Draft): string => `${reportedAtMs}.${id}`;
    const rows = await draftQueue(scope, question);
    const { items, links } = pageOf(rows, { path: '/v1/drafts', parameters, limit, after }, cursorOf);
    return { items: items.map(itemOf), position, links };
  }

  /** @throws {Rejected} `not_found`, also for the draft of somebody else. */
  async one(id: ReportId, principal: Principal): Promise<DraftAnswerDto> {
    const draft = await this.lookup.visible(id, principal);
    const question = await this.questions.open({ edition: 'live' });
    const { scope, position } = question;
    const { report } = draft;
    const { likelyDuplicates, effect } = await this.previews.ofReport(report, undefined, question);
    const others = principal.scopes.has('drafts:decide')
      ? await draftQueue(scope, {
          bounds: this.policy.boundsOf(principal),
          reader: principal.id,
          states: openDraftStates,
          limit: most_drafts_compared,
        })
      : [];
    return {
      ...itemOf(draft),
      report,
      readings: (await draftReadings(scope, id)).map(readingOf),
      entries: (await this.desk.entriesOf(id)).map(entryOf),
      likelyDuplicates,
      likelyDuplicateDrafts: await duplicateDrafts(
        question,
        report,
        others.map((other) => other.report),
      ),
      contradictions: await contradictionsOf(scope, report, effect),
      position,
    };
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
