import type { ControlClaim } from '../control/claim.js';
import type { ConditionClaim } from '../condition/condition-claim.js';
import type { ReportId } from '../ids.js';
import type { Report } from './report.js';
import type { ReportVersion } from './report-versions.js';
import { instantMs } from '../time/time.js';

/** Returns what a claim about control tells of: equal texts tell of one happening, however a correction words it. */
export const controlHappening = ({ place, effect, effective = '', holders }: ControlClaim): string =>
  [place, effect, effective, ...[...holders].sort()].join(' ');

/** Returns what a claim about condition tells of. */
export const conditionHappening = ({ place, state, effective }: ConditionClaim): string =>
  [place, state, effective].join(' ');

/**
 * Returns a function that tells when a report first told of a happening, in milliseconds since 1970 UTC: a correction
 * that tells of it again leaves that moment as it was, so that mending a word widens no interval (`claimInterval`).
 * Throws if no version of the report tells of it.
 */
export function firstReported(
  versions: readonly ReportVersion[],
  happeningsIn: (report: Report) => readonly string[],
): (reportId: ReportId, happening: string) => number {
  const first = new Map<string, number>();
  for (const { reportId, report } of [...versions].sort((a, b) => a.version - b.version))
    for (const happening of happeningsIn(report)) {
      const key = `${reportId} ${happening}`;
      if (!first.has(key)) first.set(key, instantMs(report.reportedAt));
    }
  return (reportId, happening) => {
    const ms = first.get(`${reportId} ${happening}`);
    if (ms === undefined) throw new Error(`no version of report ${reportId} tells of ${happening}`);
    return ms;
  };
}
