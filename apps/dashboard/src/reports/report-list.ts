import { dayOf } from '../words/days.js';
import type { Report } from './use-reports.js';

/** The reports of one known day, the newest day first. */
export interface ReportDay {
  readonly day: string;
  readonly reports: readonly Report[];
}

const plain = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Reports with all these words in them, by the day on which they became known. */
export function byKnownDay(reports: readonly Report[], text: string, zone: string): readonly ReportDay[] {
  const words = plain(text).split(/\s+/).filter(Boolean);
  const days = new Map<string, Report[]>();
  for (const report of reports) {
    const written = plain(
      [report.summary, report.externalId, report.source.outlet, ...(report.source.chain ?? [])].join(' '),
    );
    if (!words.every((word) => written.includes(word))) continue;
    const day = dayOf(report.knownFrom, zone);
    days.set(day, [...(days.get(day) ?? []), report]);
  }
  return [...days].map(([day, list]) => ({ day, reports: list })).sort((a, b) => (a.day < b.day ? 1 : -1));
}
