import { derivedId } from '#event-log';
import type { Report, SitrepEvent } from '#situation';

import { campaignEvents } from './campaign-events.js';

/**
 * The campaign without end: the gazetteer and the reports first, then the reports again, told by other agencies, with
 * corrections and retractions between them. Most reports name several places, and an amendment is keyed by its report:
 * so the same rows are made from events of different partitions.
 */
export function* campaignStream(): Generator<SitrepEvent, never> {
  const events = campaignEvents();
  yield* events;
  const reports = events.flatMap((event) => (event.kind === 'reported' ? [event.data] : []));
  for (let round = 1; ; round++) {
    for (const [index, original] of reports.entries()) {
      const report = retold(original, round);
      yield { kind: 'reported', data: report };
      if (index % 7 === round % 7) yield correction(report);
      if (index % 11 === round % 11) yield retraction(report);
    }
  }
}

const later = (round: number): string => `2017-03-${10 + (round % 15)}T10:00:00Z`;

const retold = (report: Report, round: number): Report => ({
  ...report,
  id: derivedId('retold', String(round), report.id),
  summary: `${report.summary} (told again, ${round})`,
  reportedAt: later(round),
});

function correction(report: Report): SitrepEvent {
  const told = { id: derivedId('correction', report.id), reportId: report.id, reportedAt: later(11) };
  const corrected = { ...report, reportedAt: later(11), control: report.control.slice(1) };
  return { kind: 'report_corrected', data: { ...told, reason: 'the desk was told otherwise', report: corrected } };
}

const retraction = ({ id }: Report): SitrepEvent => ({
  kind: 'report_retracted',
  data: { id: derivedId('retraction', id), reportId: id, reportedAt: later(13), reason: 'withdrawn' },
});
