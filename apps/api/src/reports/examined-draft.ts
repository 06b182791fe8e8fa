import { eventTypeOf } from '#event-log';
import { isDay, type Report, type ReportId } from '#situation';
import { isDeepStrictEqual } from 'node:util';
import type { Violation } from '../http/rejected.js';
import type { SentContent } from '../intake/acceptance.service.js';
import { canonicalReport } from './canonical-report.js';
import { idOfDraft } from './draft-references.js';
import type { DatedDraft, DraftDto } from './draft.dto.js';
import { draftViolations } from './draft.rules.js';
import { knownSince, mayBeSince } from './known-since.js';
import type { RuleContext } from './rule-context.js';

/** A draft that was looked at, before anything is recorded. The functions are for one without violations. */
export interface ExaminedDraft {
  /** Undefined where the draft gives none. */
  readonly id: ReportId | undefined;
  readonly violations: readonly Violation[];
  /** Returns the report that the draft stands for. */
  readonly reportOf: () => Report;
  /** True where a report says what the draft says. A day says nothing else than the instant that was made of it. */
  readonly isSaidBy: (report: Report) => boolean;
}

/** Checks a draft: returns its violations, `unknown` names included, and the report that it would become. */
export function examined(draft: DraftDto, unknown: readonly Violation[], context: RuleContext): ExaminedDraft {
  const id = idOfDraft(draft);
  const zone = context.zoneOf(draft.places?.[0]);
  const dated: DatedDraft = { ...draft, reportedAt: knownSince(draft.reportedAt, zone, context.nowMs) };
  const reportOf = (): Report => canonicalReport(draft, id as ReportId, dated.reportedAt);
  return {
    id,
    violations: [...draftViolations(dated, id, context), ...unknown],
    reportOf,
    isSaidBy: (report) => {
      const { reportedAt: sent } = draft;
      const isSince = isDay(sent) && mayBeSince(sent, report.reportedAt, zone);
      return isSameReport(report, isSince ? { ...reportOf(), reportedAt: report.reportedAt } : reportOf());
    },
  };
}

/** The report as it was sent: with the day, where that is all that was said, so that it is the same whenever it is sent. */
export const sentReport = (report: Report, { reportedAt }: DraftDto): SentContent => ({
  type: eventTypeOf(report.type),
  body: { ...report, reportedAt },
});

/** As both would be stored. */
const isSameReport = (one: Report, other: Report): boolean =>
  isDeepStrictEqual(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other)));
