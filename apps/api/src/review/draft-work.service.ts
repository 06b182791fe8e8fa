import { Injectable } from '@nestjs/common';
import { type Draft, DraftDesk, Editions, most_draft_entries } from '#editions';
import { derivedId } from '#event-log';
import { Clock, type Principal } from '#platform';
import { type ReportId, toInstant } from '#situation';
import { Rejected, type Violation } from '../http/rejected.js';
import { Acceptance, type Sending } from '../intake/acceptance.service.js';
import type { Accepted } from '../intake/accepted.interceptor.js';
import { rejectInvalid } from '../intake/body.rules.js';
import { recorded } from '../intake/recorded.dto.js';
import { canonicalReport } from '../reports/canonical-report.js';
import { derivedIdOf } from '../reports/draft-references.js';
import { ReportIntake } from '../reports/report-intake.service.js';
import type { DraftEntriesDto, RecordedReviewDto } from './draft-answer.dto.js';
import { entryOf } from './draft-answer.js';
import type { AssignmentDto, DraftCommentDto, DraftStateDto, RevisionDto } from './draft-body.dto.js';
import { DraftLookup } from './draft-lookup.service.js';

/** How often a draft may be revised. */
const most_revisions = 100;

/** What people do with a draft until somebody decides: assign it, talk about it, give it another reading. */
@Injectable()
export class DraftWork {
  private readonly desk: DraftDesk;

  constructor(
    editions: Editions,
    private readonly acceptance: Acceptance,
    private readonly reports: ReportIntake,
    private readonly lookup: DraftLookup,
    private readonly clock: Clock,
  ) {
    this.desk = new DraftDesk(editions.database);
  }

  async assign(id: ReportId, { assignee }: AssignmentDto, principal: Principal): Promise<DraftEntriesDto> {
    await this.undecided(id, principal);
    await this.desk.assign(id, assignee === 'me' ? principal.id : (assignee ?? null), principal.id);
    return this.entries(id);
  }

  async setState(id: ReportId, { state, comment }: DraftStateDto, principal: Principal): Promise<DraftEntriesDto> {
    await this.undecided(id, principal);
    await this.desk.setState(id, state, principal.id);
    if (comment !== undefined) await this.desk.comment(id, comment, principal.id);
    return this.entries(id);
  }

  /** A decided draft can still be talked about. */
  async comment(id: ReportId, { text }: DraftCommentDto, principal: Principal): Promise<DraftEntriesDto> {
    await this.lookup.visible(id, principal);
    await this.requireRoom(id);
    await this.desk.comment(id, text, principal.id);
    return this.entries(id);
  }

  /**
   * Gives a draft another reading; what it read before stays beside it. One that needed work is new again.
   *
   * @throws {Rejected} `decided`; `meaningless`: the reading cannot be meant, or would be another report.
   */
  async revise(id: ReportId, { report, reason }: RevisionDto, sending: Sending): Promise<Accepted<RecordedReviewDto>> {
    const { principal } = sending;
    const draft = await this.undecided(id, principal);
    const { violations } = await this.reports.examine({ ...report, id });
    rejectInvalid([...otherReport(draft, report), ...violations.map(inReport)]);
    rejectInvalid((await this.reports.beyondBounds(report, id, principal)).map(inReport));
    const words = canonicalReport(report, id, report.reportedAt);
    const eventId = derivedId('draft_revised', id, draft.revision, JSON.stringify(words), reason);
    if (draft.revisions >= most_revisions) throw tooOften(id);
    const revision = { id: eventId, reportId: id, reportedAt: toInstant(this.clock.nowMs()), reason, report: words };
    const sent = { type: 'draft_revised', body: { id, words, reason } };
    const recording = await this.acceptance.accept({ kind: 'draft_revised', revision }, sending, '', sent);
    await this.desk.setState(id, 'new', principal.id);
    return {
      eventId,
      location: `/v1/drafts/${id}`,
      body: { id, eventId, state: 'new', revision: eventId, ...recorded(recording) },
    };
  }

  private async undecided(id: ReportId, principal: Principal): Promise<Draft> {
    const draft = await this.lookup.visible(id, principal);
    if (draft.decision === null && !(await this.lookup.isBeingDecided(id))) {
      await this.requireRoom(id);
      return draft;
    }
    const detail = `Draft ${id} was ${draft.decision?.kind ?? 'decided about'}; nothing about it changes any more.`;
    throw new Rejected('decided', detail, [{ parameter: 'id', code: 'already_decided', detail }]);
  }

  private async requireRoom(id: ReportId): Promise<void> {
    if ((await this.desk.entryCount(id)) < most_draft_entries) return;
    throw new Rejected(
      'limit_reached',
      `Draft ${id} has ${most_draft_entries} comments and changes; it takes no more.`,
    );
  }

  private async entries(id: ReportId): Promise<DraftEntriesDto> {
    return { entries: (await this.desk.entriesOf(id)).map(entryOf) };
  }
}

const inReport = (violation: Violation): Violation => ({ ...violation, pointer: `/report${violation.pointer ?? ''}` });

/** A reading of another outlet or number would be another report. */
function otherReport({ id, report }: Draft, sent: RevisionDto['report']): readonly Violation[] {
  const isSame =
    (sent.id === undefined || sent.id.toLowerCase() === id) &&
    (report.externalId === undefined
      ? sent.externalId === undefined
      : derivedIdOf(sent) === derivedIdOf({ externalId: report.externalId, source: report.source }));
  if (isSame) return [];
  const detail = 'A revision keeps the outlet, the externalId and the id of the draft; send another report instead.';
  return [{ pointer: '/report/externalId', code: 'other_report', detail }];
}

const tooOften = (id: string): Rejected =>
  new Rejected('limit_reached', `Draft ${id} was revised ${most_revisions} times. Reject it, and have it sent anew.`);
