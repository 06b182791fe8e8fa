import { Injectable } from '@nestjs/common';
import { Editions } from '#editions';
import { reportsOfIncident } from '#read-models/queries';
import { most_accounts, type ReportId } from '#situation';
import type { Violation } from '../http/rejected.js';
import { liveEdition } from '../reading/readable-edition.js';
import { boundViolations } from './body.rules.js';

/** So many incidents are remembered that this process put reports into; the live edition knows the others by then. */
const most_remembered = 10_000;

/** Keeps incidents within the number of reports that one may have. */
@Injectable()
export class IncidentAccounts {
  private readonly sent = new Map<string, Set<ReportId>>();

  constructor(private readonly editions: Editions) {}

  /** What is wrong at `pointer` where these reports would be too many for the incident; none where they are in it. */
  async violations(pointer: string, incident: string, reportIds: readonly ReportId[]): Promise<readonly Violation[]> {
    const accounts = new Set(await this.reportsOf(incident, reportIds));
    const before = accounts.size;
    for (const reportId of reportIds) accounts.add(reportId);
    if (accounts.size === before) return [];
    const advice = `Incident ${incident} is full: give what happened since a key of its own.`;
    return boundViolations(
      pointer,
      'reports of one incident',
      { received: accounts.size, limit: most_accounts },
      advice,
    );
  }

  /** The reports that ever belonged to an incident, those asked about first, and those that this process sent to it. */
  async reportsOf(incident: string, askedAbout: readonly ReportId[]): Promise<readonly ReportId[]> {
    const known = await reportsOfIncident(await liveEdition(this.editions), incident, {
      askedAbout,
      limit: most_accounts + 1,
    });
    return [...new Set([...known, ...(this.sent.get(incident) ?? [])])];
  }

  /** Notes reports that the log has: the live edition may be behind. */
  note(incident: string, reportIds: readonly ReportId[]): void {
    const accounts = this.sent.get(incident) ?? new Set();
    for (const reportId of reportIds) accounts.add(reportId);
    this.sent.delete(incident);
    this.sent.set(incident, accounts);
    const [oldest] = this.sent.keys();
    if (this.sent.size > most_remembered && oldest !== undefined) this.sent.delete(oldest);
  }
}
