import { type IncidentStay, type KnownFigure, type Report, type ReportVersion, tallyHistory } from '#situation';
import { carried, grouped } from './plain-grouping.js';
import { asRow, type Row } from './rows.js';

interface PlainFigure extends KnownFigure {
  readonly ordinal: number;
  readonly incident: string;
  readonly versionFromMs: number;
}

/** A version once for every incident that it belonged to, and once for the time that it stood alone, cut at each turn. */
function inIncidents(version: ReportVersion, stays: readonly IncidentStay[]) {
  const mine = stays.filter(({ reportId }) => reportId === version.reportId);
  const turns = [version.knownFromMs, version.knownToMs, ...mine.flatMap((s) => [s.knownFromMs, s.knownToMs])]
    .filter((ms) => ms >= version.knownFromMs && ms <= version.knownToMs)
    .sort((a, b) => a - b);
  const cuts = [...new Set(turns)];
  return cuts.slice(1).map((knownToMs, index) => {
    const knownFromMs = cuts[index] as number;
    const stay = mine.find((one) => one.knownFromMs <= knownFromMs && knownFromMs < one.knownToMs);
    const incident = stay === undefined ? `report:${version.reportId}` : `incident:${stay.incident}`;
    return { ...version, knownFromMs, knownToMs, incident, versionFromMs: version.knownFromMs };
  });
}

/** The rows of the counts, worked out the plain way. */
export function tallyRows(versions: readonly ReportVersion[], stays: readonly IncidentStay[]): readonly Row[] {
  const placed = carried(versions).flatMap((version) => inIncidents(version, stays));
  const figures: readonly PlainFigure[] = placed.flatMap(({ report, ...version }) =>
    report.figures.map((figure, ordinal) => ({
      ...{ ...version, ordinal, grade: report.grade, overnight: isOvernight(report), actors: report.actors },
      figure: { ...(report.places[0] === undefined ? {} : { place: report.places[0] }), ...figure },
    })),
  );
  const spans = [...grouped(figures, ({ incident }) => incident)].flatMap(([key, all]) => tallyHistory(key, all));
  return [
    ...figures.map((known) =>
      asRow('tally_figure', {
        ...{ event_id: known.eventId, ordinal: known.ordinal, report_id: known.reportId, incident: known.incident },
        ...{ figure: known.figure, overnight: known.overnight, reliability: known.grade.reliability },
        ...{ credibility: known.grade.credibility, version_from: known.versionFromMs },
        ...{ known_from: known.knownFromMs, known_to: known.knownToMs },
        actors: parts(known.actors),
      }),
    ),
    ...spans.map(({ item, known }) =>
      asRow('tally_span', {
        ...{ incident: item.incident, measure: item.measure, group_id: item.group, unit: item.unit, basis: item.basis },
        ...{ places: item.places, period_from: item.period.from, period_to: item.period.to, overnight: item.overnight },
        ...{ low: item.low, best: item.best, high: item.high, low_exclusive: item.lowExclusive, flags: item.flags },
        ...{ reports: item.reports, part_of: item.partOf, known_from: known.fromMs, known_to: known.toMs },
        ...{ actors: parts(item.actors), told_at: item.toldMs, ...item.grade },
      }),
    ),
  ];
}

const parts = (actors: Report['actors']): readonly string[] => actors.map(({ role, actor }) => `${role}:${actor}`);

/** Told to the hour at both ends, within less than a day. */
function isOvernight({ occurred: { from, to } }: Report): boolean {
  if (!from?.includes('T') || !to?.includes('T')) return false;
  return Date.parse(to) - Date.parse(from) < 86_400_000;
}
