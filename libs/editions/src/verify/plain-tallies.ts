import {
  type Day,
  type Figure,
  inLocalDays,
  type IncidentMembership,
  type KnownFigure,
  onlyDayOf,
  type Period,
  type Report,
  type ReportVersion,
  type ZoneOf,
  tallyHistory,
} from '#situation';
import { carried } from './plain-claims.js';
import { expectedRow, type ExpectedRow, statementColumns } from './plain-row.js';

/** A figure in the incident that its report belonged to, over the known times at which it did. */
export interface PlainFigure extends KnownFigure {
  readonly ordinal: number;
  readonly incident: string;
  readonly versionFromMs: number;
  readonly origin: string;
}

/** The figures of one report. */
export const plainFigures = (
  versions: readonly ReportVersion[],
  memberships: readonly IncidentMembership[],
  zoneOf: ZoneOf,
): readonly PlainFigure[] =>
  carried(versions)
    .flatMap((version) => inIncidents(version, memberships))
    .flatMap(({ report, eventId, reportId, ...known }) =>
      report.figures.map((figure, ordinal) => ({
        ...known,
        eventId,
        reportId,
        ordinal,
        grade: report.grade,
        overnight: isOvernight(report),
        actors: report.actors,
        origin: report.source.chain.at(0) ?? report.source.outlet,
        figure: {
          ...placed(figure, report.places),
          ...inLocalDays(figure, report, zoneOf),
          period: periodOf(inLocalDays(figure, report, zoneOf), onlyDayOf(report, figure.place, zoneOf)),
        },
      })),
    );

/** A version once for every incident that it belonged to, and once for the time that it stood alone, cut at each turn. */
function inIncidents(
  { eventId, reportId, report, restores, ...version }: ReportVersion,
  memberships: readonly IncidentMembership[],
) {
  const turns = [version.knownFromMs, version.knownToMs, ...memberships.flatMap((s) => [s.knownFromMs, s.knownToMs])]
    .filter((ms) => ms >= version.knownFromMs && ms <= version.knownToMs)
    .sort((a, b) => a - b);
  const cuts = [...new Set(turns)];
  return cuts.slice(1).map((knownToMs, index) => {
    const knownFromMs = cuts[index] as number;
    const membership = memberships.find((one) => one.knownFromMs <= knownFromMs && knownFromMs < one.knownToMs);
    const incident = membership === undefined ? `report:${reportId}` : `incident:${membership.incident}`;
    const known = { knownFromMs, knownToMs, versionFromMs: version.knownFromMs, ...(restores && { restores }) };
    return { eventId, reportId, report, incident, ...known };
  });
}

/** Where a figure without a place counts: in the only place of its report, or in all of them together. */
function placed({ place }: Figure, places: Report['places']) {
  if (place !== undefined || places.length === 0) return {};
  return places.length > 1 ? { amongPlaces: [...places].sort() } : { place: places[0] as string };
}

/** The period of a figure; without one, the day of a report about one day. */
function periodOf({ period, basis }: Figure, day: Day | undefined): Period {
  if ('from' in period || 'to' in period || basis === 'forecast' || day === undefined) return period;
  return basis === 'cumulative' ? { to: day } : { from: day, to: day };
}

/** Told to the hour at both ends, within less than a day. */
function isOvernight({ occurred: { from, to } }: Report): boolean {
  if (!from?.includes('T') || !to?.includes('T')) return false;
  return Date.parse(to) - Date.parse(from) < 86_400_000;
}

const parts = (actors: Report['actors']): readonly string[] => actors.map(({ role, actor }) => `${role}:${actor}`);

export const figureRow = (known: PlainFigure): ExpectedRow =>
  expectedRow('tally_figure', {
    ...statementColumns(known),
    incident: known.incident,
    figure: known.figure,
    overnight: known.overnight,
    origin: known.origin,
    version_from: known.versionFromMs,
    actors: parts(known.actors),
  });

/** The rows of the counts of one incident, from all its figures. */
export const tallyRows = (incident: string, figures: readonly PlainFigure[]): readonly ExpectedRow[] =>
  tallyHistory(incident, figures).map(({ item, known }) =>
    expectedRow('tally_span', {
      incident: item.incident,
      measure: item.measure,
      group_id: item.group,
      unit: item.unit,
      basis: item.basis,
      places: item.places,
      period_from: item.period.from,
      period_to: item.period.to,
      overnight: item.overnight,
      low: item.low,
      best: item.best,
      high: item.high,
      low_exclusive: item.lowExclusive,
      flags: item.flags,
      reports: item.reports,
      part_of: item.partOf,
      known_from: known.fromMs,
      known_to: known.toMs,
      actors: parts(item.actors),
      told_at: item.toldMs,
      ...item.grade,
      parts: item.parts,
      origin: item.origin,
    }),
  );
