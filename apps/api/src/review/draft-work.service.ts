import { Injectable, Logger } from '@nestjs/common';
import { type Draft, DraftDesk, type DraftReading, draftReadings, Editions, most_draft_entries } from '#editions';
import { derivedId } from '#event-log';
import { Clock, type Principal } from '#platform';
import { type Report, type ReportId, toInstant } from '#situation';
import { Rejected, type Violation } from '../http/rejected.js';
import { Acceptance, type Sending } from '../intake/acceptance.service.js';
import type { Accepted } from '../intake/accepted.interceptor.js';
import { rejectInvalid } from '../intake/body.rules.js';
import { recorded, type RecordedDto } from '../intake/recorded.dto.js';
import type { DraftDto } from '../reports/draft.dto.js';
import { derivedIdOf } from '../reports/draft-references.js';
import { ReportIntake } from '../reports/report-intake.service.js';
import type { DraftEntriesDto, RecordedReviewDto } from './draft-answer.dto.js';
import { entryOf } from './draft-answer.js';
import type { AssignmentDto, DraftCommentDto, DraftStateDto, RevisionDto } from './draft-body.dto.js';
import { DraftLookup, overtaken, revisedSince } from './draft-lookup.service.js';
import { Reviewers } from './reviewers.service.js';

/** How often a draft may be revised. */
const most_revisions = 100;

/** What people do with a draft until somebody decides: assign it, talk about it, give it another reading. */
@Injectable()
export class DraftWork {
  private readonly logger = new Logger('DraftWork');
  private readonly desk: DraftDesk;

  constructor(
    editions: Editions,
    private readonly acceptance: Acceptance,
    private readonly reports: ReportIntake,
    private readonly lookup: DraftLookup,
    private readonly reviewers: Reviewers,
    private readonly clock: Clock,
  ) {
    this.desk = new DraftDesk(editions.database);
  }

  async assign(id: ReportId, { assignee }: AssignmentDto, principal: Principal): Promise<DraftEntriesDto> {
    await this.undecided(id, principal);
    if (assignee !== undefined && assignee !== 'me') await this.reviewers.requireReviewer(id, assignee);
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
   * Gives a draft another reading; what it read before stays beside it. One that needed work is new again. The same sent again, such
   * as when the answer was lost, changes nothing.
   *
   * @throws {Rejected} `conflict`: it reads otherwise than `revision` by now. `decided`. `meaningless`: the reading cannot be
   *   meant, or would be another report.
   */
  async revise(id: ReportId, sent: RevisionDto, sending: Sending): Promise<Accepted<RecordedReviewDto>> {
    const { principal } = sending;
    const { report, reason } = sent;
    const read = sent.revision?.toLowerCase();
    // What was sent a moment ago is a reading too.
    await this.lookup.catchUp();
    const draft = await this.lookup.visible(id, principal);
    const examined = await this.reports.examine({ ...report, id });
    const violations = [...otherReport(draft, report), ...examined.violations.map(inReport)];
    const readings = await draftReadings(await this.lookup.tables(), id);
    const made = violations.length > 0 ? undefined : new Revision(examined.reportOf(), report, reason);
    const repeated = made?.among(readings, draft.revision, read);
    if (repeated !== undefined) return revisedAs(draft, repeated, { alreadyRecorded: true });
    await this.requireUndecided(draft);
    if (read !== undefined && read !== draft.revision) throw revisedSince(draft);
    rejectInvalid(violations);
    rejectInvalid((await this.reports.beyondBounds(report, id, principal)).map(inReport));
    if (draft.revisions >= most_revisions) throw tooOften(id);
    return this.record(draft, made as Revision, readings, sending);
  }

  private async record(
    draft: Draft,
    made: Revision,
    readings: readonly DraftReading[],
    sending: Sending,
  ): Promise<Accepted<RecordedReviewDto>> {
    const { id, revision, state } = draft;
    const { words, sent, reason } = made;
    const eventId = made.idAfter(revision);
    if (sending.isTrial !== true && !(await this.desk.takePlaceAfter(revision, { id, eventId })))
      throw overtaken(draft);
    // It comes after what it was made of, by whichever clock that was dated.
    const lastMs = readings.at(-1)?.at?.getTime() ?? 0;
    const reportedAt = toInstant(Math.max(this.clock.nowMs(), lastMs + 1));
    const event = { id: eventId, reportId: id, reportedAt, reason, report: words };
    const asSent = { type: 'draft_revised', body: { id, words: sent, reason } };
    const recording = await this.acceptance.accept({ kind: 'draft_revised', data: event }, sending, '', asSent);
    if (recording.coordinates === undefined) return revisedAs({ id, state }, eventId, recorded(recording));
    await this.renew(id, sending.principal);
    return revisedAs({ id, state: 'new' }, eventId, recorded(recording));
  }

  private async renew(id: ReportId, principal: Principal): Promise<void> {
    try {
      await this.desk.setState(id, 'new', principal.id);
    } catch (error) {
      // The log has the revision: whatever fails now must not look like a refusal.
      this.logger.warn(`that draft ${id} is new again could not be noted: ${String(error)}`);
    }
  }

  private async undecided(id: ReportId, principal: Principal): Promise<void> {
    await this.requireUndecided(await this.lookup.visible(id, principal));
  }

  private async requireUndecided({ id, decision }: Draft): Promise<void> {
    if (decision === null && !(await this.lookup.isBeingDecided(id))) return this.requireRoom(id);
    const detail = `Draft ${id} was ${decision?.kind ?? 'decided about'}; nothing about it changes any more.`;
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

/** Another reading of a draft. Its id is made of what it says and of the reading that it was made of. */
class Revision {
  /** What was sent: the same whenever it is sent, also where it names the day of `reportedAt` alone. */
  readonly sent: object;

  constructor(
    readonly words: Report,
    { reportedAt }: DraftDto,
    readonly reason: string,
  ) {
    this.sent = { ...words, reportedAt };
  }

  idAfter(read: string): string {
    return derivedId('draft_revised', this.words.id, read, JSON.stringify(this.sent), this.reason);
  }

  /** The event of it among the readings: made of the one named, or else, as the last, of the last but one. */
  among(readings: readonly DraftReading[], last: string, read: string | undefined): string | undefined {
    const ids = readings.map(({ eventId }) => eventId);
    if (read !== undefined) return ids.find((eventId) => eventId === this.idAfter(read));
    const before = ids[ids.indexOf(last) - 1];
    return before !== undefined && this.idAfter(before) === last ? last : undefined;
  }
}

const revisedAs = (
  { id, state }: Pick<Draft, 'id' | 'state'>,
  eventId: string,
  recording: RecordedDto,
): Accepted<RecordedReviewDto> => ({
  eventId,
  location: `/v1/drafts/${id}`,
  body: { id, eventId, state, revision: eventId, ...recording },
});

const inReport = (violation: Violation): Violation => ({ ...violation, pointer: `/report${violation.pointer ?? ''}` });

/** A reading of another outlet or number would be another report. */
function otherReport({ id, report }: Draft, sent: DraftDto): readonly Violation[] {
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
