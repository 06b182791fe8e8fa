import { Injectable } from '@nestjs/common';
import { type Draft, draftReadings, isSamePerson } from '#editions';
import type { Principal } from '#platform';
import type { Report } from '#situation';
import { Rejected } from '../http/rejected.js';
import type { Sending } from '../intake/acceptance.service.js';
import type { Accepted } from '../intake/accepted.interceptor.js';
import type { RecordedReportDto } from '../reports/amendment.dto.js';
import { idOfDraft } from '../reports/draft-references.js';
import type { DraftDto } from '../reports/draft.dto.js';
import { ReportIntake } from '../reports/report-intake.service.js';
import { DraftLookup } from './draft-lookup.service.js';
import { DraftWork } from './draft-work.service.js';

const reason = 'It was sent again in other words.';

/** Takes a report that may be there as a draft in other words, such as a row of a file that is imported again. */
@Injectable()
export class Redrafting {
  constructor(
    private readonly reports: ReportIntake,
    private readonly work: DraftWork,
    private readonly lookup: DraftLookup,
  ) {}

  /**
   * Takes a report as `ReportIntake` does, but that it is another reading of an undecided draft of its id, where it reads otherwise
   * than what the same sender last sent of it. What others have made of the draft since stays where the sender says nothing new.
   */
  async submit(draft: DraftDto, sending: Sending): Promise<Accepted<RecordedReportDto>> {
    const taken = await this.reports.submit(draft, sending).catch((refusal: unknown) => {
      if (refusal instanceof Rejected && refusal.code === 'conflict') return refusal;
      throw refusal;
    });
    if (!(taken instanceof Rejected) && (taken.body.alreadyRecorded !== true || taken.body.review === undefined))
      return taken;
    return (await this.revised(draft, sending)) ?? orThrow(taken);
  }

  /** What became of it as a draft; undefined where there is none that the sender may revise, or nothing new is said. */
  private async revised(draft: DraftDto, sending: Sending): Promise<Accepted<RecordedReportDto> | undefined> {
    const id = idOfDraft(draft);
    if (id === undefined) return undefined;
    const there = await this.lookup.find(id, sending.principal);
    if (there === undefined || there.decision !== null) return undefined;
    const { externalId = null } = there.report;
    const last = await this.lastOf(there, sending.principal);
    const { isSaidBy } = await this.reports.examine(draft);
    if (isSaidBy(last))
      return { location: `/v1/drafts/${id}`, body: { id, externalId, alreadyRecorded: true, review: there.state } };
    const { body, ...accepted } = await this.work.revise(id, { report: draft, reason }, sending);
    const { state: review, eventId: _same, revision: _too, ...recorded } = body;
    const isNew = recorded.alreadyRecorded !== true;
    return { ...accepted, body: { ...recorded, externalId, review, ...(isNew && { revised: true as const }) } };
  }

  /** What this person sent last of a draft; what it reads now, where they sent nothing. */
  private async lastOf({ id, report }: Draft, principal: Principal): Promise<Report> {
    const readings = await draftReadings(await this.lookup.tables(), id);
    return readings.findLast(({ by }) => by !== null && isSamePerson(by, principal))?.report ?? report;
  }
}

function orThrow(taken: Accepted<RecordedReportDto> | Rejected): Accepted<RecordedReportDto> {
  if (taken instanceof Rejected) throw taken;
  return taken;
}
