import { dayOf } from '../words/days.js';
import type { Report } from './use-reports.js';

/** The reports of one known day, the newest day first. */
export interface ReportDay {
  readonly day: string;
  readonly reports: readonly Report[];
}

/** Reports by the day on which they became known. */
export function byKnownDay(reports: readonly Report[], zone: string): readonly ReportDay[] {
  const days = new Map<string, Report[]>();
  for (const report of reports) {
    const day = dayOf(report.knownFrom, zone);
    days.set(day, [...(days.get(day) ?? []), report]);
  }
  return [...days].map(([day, list]) => ({ day, reports: list })).sort((a, b) => (a.day < b.day ? 1 : -1));
}
