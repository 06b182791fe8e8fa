import { Injectable, Logger } from '@nestjs/common';
import { Editions } from '#editions';
import { EventLog } from '#event-log';
import { momentsAbout, retractionOf, type StatementMoment, type StandingRetraction } from '#read-models/queries';
import {
  type AmendmentFate,
  decisionInsteadOf,
  type EventId,
  fateOfAmendment,
  type LinkFact,
  type ReportId,
  type ReportMoment,
} from '#situation';
import { Rejected } from '../http/rejected.js';
import { liveEdition } from '../reading/readable-edition.js';
import {
  amendmentBoundViolations,
  chained,
  type Chained,
  followsViolations,
  type UnchainedAmendment,
} from './following.js';
import { type NamedReference, rejectInvalid } from './body.rules.js';
import { Registry } from './registry.service.js';
import { SentAmendments } from './sent-amendments.js';

/** How long an accepted amendment waits to hear what becomes of it. */
const fate_wait_ms = 1_000;

/** What becomes of a decision, as far as it can be told. */
export interface DecisionFate {
  /** The reports for which another decision stands in the place of this one, and that decision. */
  readonly superseded: readonly { readonly reportId: ReportId; readonly by: EventId }[];
  /** The reports that are retracted, and by what. */
  readonly retracted: readonly (StandingRetraction & { readonly reportId: ReportId })[];
}

/** Knows what was said about reports, as the live edition has it and as this process sent it, and in which order. */
@Injectable()
export class AmendmentChain {
  private readonly sent = new SentAmendments();
  private readonly logger = new Logger('AmendmentChain');

  constructor(
    private readonly editions: Editions,
    private readonly eventLog: EventLog,
    private readonly registry: Registry,
  ) {}

  /** Everything said about these reports. */
  async about(reportIds: readonly ReportId[]): Promise<readonly StatementMoment[]> {
    const moments = await momentsAbout(await liveEdition(this.editions), reportIds);
    return this.sent.addTo(moments, reportIds);
  }

  /**
   * Settles what an amendment follows, and lets `record` put it into the log. Of two sent to this process at once the
   * later follows the earlier. `check` gets what was said before, and the amendment, and throws what is to be refused.
   * Without `check`, `follows` is taken as it is: a refusal would show what was said to a sender who may not read it.
   *
   * @throws {Rejected} `meaningless` for a `follows` that names no event about the reports, `lagging` when that cannot
   *   be told yet.
   */
  async follow<Recording>(
    sent: UnchainedAmendment,
    record: (chained: Chained) => Promise<Recording>,
    check?: (about: readonly StatementMoment[], amendment: StatementMoment) => void,
  ): Promise<Recording> {
    const about = await this.aboutOnce(sent, check);
    // From here to `add` nothing may wait, or two at once would follow the same event.
    const settled = chained(sent, this.sent.addTo(about, sent.reportIds));
    const forget = this.sent.add(momentOf(sent, settled));
    try {
      return await record(settled);
    } catch (error) {
      if (!(error instanceof Rejected && error.code === 'unconfirmed')) forget();
      throw error;
    }
  }

  /** What was said, once nothing speaks against the amendment; what does may only be a lag of the live edition. */
  private async aboutOnce(
    sent: UnchainedAmendment,
    check: ((about: readonly StatementMoment[], amendment: StatementMoment) => void) | undefined,
  ): Promise<readonly StatementMoment[]> {
    const checked = async (): Promise<readonly StatementMoment[]> => {
      const about = await this.about(sent.reportIds);
      const known = check === undefined ? [] : followsViolations(sent, about);
      rejectInvalid([...known, ...amendmentBoundViolations(sent, about)]);
      check?.(about, momentOf(sent, chained(sent, about)));
      return about;
    };
    try {
      return await checked();
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      await this.registry.catchUp();
      return await checked();
    }
  }

  /**
   * What becomes of an amendment that the log has, as far as can be told within a second: undefined when the live
   * edition does not come that far, or does not answer. The amendment is safe either way. `isStrange`: to its sender the
   * report does not exist.
   */
  async fateOf(reportId: ReportId, eventId: EventId, isStrange: boolean): Promise<AmendmentFate | undefined> {
    const known = await this.aboutInTime([reportId], eventId);
    const about = isStrange ? known?.filter((moment) => moment.eventId === eventId) : known;
    return about && fateOfAmendment(eventId, about.filter(isFact), about);
  }

  /** What becomes of a decision for each of its reports; like `fateOf`, it may not know. */
  async fateOfDecision(reportIds: readonly ReportId[], eventId: EventId): Promise<DecisionFate> {
    const about = (await this.aboutInTime(reportIds, eventId)) ?? [];
    const ofReports = reportIds.map((reportId) => ({
      reportId,
      moments: about.filter((moment) => moment.reportIds.includes(reportId)),
    }));
    return {
      superseded: ofReports.flatMap(({ reportId, moments }) => {
        const by = decisionInsteadOf(eventId, moments.filter(isLink), moments);
        return by === undefined ? [] : [{ reportId, by }];
      }),
      retracted: ofReports.flatMap(({ reportId, moments }) => {
        const retraction = retractionOf(moments);
        return retraction === undefined ? [] : [{ reportId, ...retraction }];
      }),
    };
  }

  private async aboutInTime(
    reportIds: readonly ReportId[],
    eventId: EventId,
  ): Promise<readonly StatementMoment[] | undefined> {
    try {
      if (!(await this.editions.liveReached(await this.eventLog.head(), fate_wait_ms))) return undefined;
      return await momentsAbout(await liveEdition(this.editions), reportIds);
    } catch (error) {
      // The log has it: whatever fails now must not look like a refusal.
      this.logger.warn(`what becomes of amendment ${eventId} could not be told: ${String(error)}`);
      return undefined;
    }
  }

  /** True if this process sent an amendment of the report not long ago. */
  hasSent(reportId: ReportId): boolean {
    return this.sent.hasAmendmentOf(reportId);
  }

  /** Notes a report that the log has: the live edition may be behind. */
  noteReport(id: ReportId, reportedAtMs: number): void {
    this.sent.addReport(id, reportedAtMs);
  }

  /**
   * Which of these reports there are not, withdrawn ones being there.
   *
   * @throws {Rejected} `lagging` when the live edition does not reach the end of the log in time.
   */
  async missingReports(reports: readonly NamedReference<ReportId>[]): Promise<readonly NamedReference<ReportId>[]> {
    return this.registry.missingReports(reports.filter(({ id }) => !this.sent.hasReport(id)));
  }

  /** The retraction that a report is under which the log has just taken, or had; undefined while it counts. */
  async retractionOf(reportId: ReportId, reportedAtMs: number): Promise<StandingRetraction | undefined> {
    const about = await this.about([reportId]);
    const eventId: string = reportId;
    const said = { eventId, reportedAtMs, reportIds: [reportId], reason: null, incident: null, inSlice: true };
    return retractionOf([{ ...said, kind: 'reported' }, ...about.filter(({ kind }) => kind !== 'reported')]);
  }
}

const isFact = (moment: StatementMoment): moment is StatementMoment & ReportMoment => !isLink(moment);
const isLink = (moment: StatementMoment): moment is StatementMoment & Pick<LinkFact, 'kind' | 'incident'> =>
  moment.kind === 'reports_linked' || moment.kind === 'reports_unlinked';

const momentOf = (
  { kind, reportedAtMs, reportIds, reason, incident }: UnchainedAmendment,
  { id, follows }: Chained,
): StatementMoment => ({
  eventId: id,
  kind,
  reportedAtMs,
  ...(follows.length === 0 ? {} : { follows }),
  reportIds,
  reason,
  incident,
  inSlice: true,
});
