import {
  anchoredFigure,
  type AnchoredFigure,
  type Day,
  groupBy,
  inLocalDays,
  type IncidentMembership,
  instantMs,
  isInstant,
  type KnownFigure,
  onlyDayOf,
  type Report,
  type ReportVersion,
  type ZoneOf,
} from '#situation';
import { canonical } from '../../table/canonical.js';

/** A figure as the tallies projection keeps it. */
export interface StoredFigure extends KnownFigure {
  /** Its place in the report's list of figures. */
  readonly ordinal: number;
  /** The key of the incident, or of the report that stands alone. */
  readonly incident: string;
  readonly versionFromMs: number;
  readonly origin: string;
}

/**
 * The figures of these versions; a version that was never known makes none. A figure counts in the incident that its
 * report belonged to, so a link cuts its known time in two.
 */
export function tallyFacts(
  versions: readonly ReportVersion[],
  memberships: readonly IncidentMembership[],
  zoneOf: ZoneOf,
): readonly StoredFigure[] {
  const byReport = groupBy(memberships, ({ reportId }) => reportId);
  return versions.flatMap(({ report, reportId, eventId, restores, ...version }) =>
    partsOf(version, byReport.get(reportId) ?? []).flatMap(({ knownFromMs, knownToMs, incident }) =>
      report.figures.map((figure, ordinal) => ({
        ordinal,
        reportId,
        eventId,
        grade: report.grade,
        actors: report.actors,
        knownFromMs,
        knownToMs,
        versionFromMs: version.knownFromMs,
        overnight: isOvernight(report),
        origin: originOf(report),
        ...(restores === undefined ? {} : { restores }),
        figure: dated(
          anchoredFigure(inLocalDays(figure, report, zoneOf), report),
          onlyDayOf(report, figure.place, zoneOf),
        ),
        incident: incident === undefined ? `report:${reportId}` : `incident:${incident}`,
      })),
    ),
  );
}

/** Who said it first, as printed. */
const originOf = ({ source: { chain, outlet } }: Report): string => chain[0] ?? outlet;

type Known = Pick<ReportVersion, 'knownFromMs' | 'knownToMs'>;

/** The known time of a version in parts, each in one incident or in none. */
function partsOf({ knownFromMs, knownToMs }: Known, memberships: readonly IncidentMembership[]) {
  const parts: (Known & { readonly incident?: string })[] = [];
  let fromMs = knownFromMs;
  const inOrder = [...memberships].sort((a, b) => a.knownFromMs - b.knownFromMs);
  for (const { incident, ...membership } of inOrder) {
    const [startMs, endMs] = [Math.max(membership.knownFromMs, knownFromMs), Math.min(membership.knownToMs, knownToMs)];
    if (startMs >= endMs) continue;
    if (fromMs < startMs) parts.push({ knownFromMs: fromMs, knownToMs: startMs });
    parts.push({ knownFromMs: startMs, knownToMs: endMs, incident });
    fromMs = endMs;
  }
  if (fromMs < knownToMs) parts.push({ knownFromMs: fromMs, knownToMs });
  return parts;
}

/** From which known time on an incident must be counted anew. */
export type TouchedIncidents = ReadonlyMap<string, number>;

/**
 * The incidents whose figures differ between what was stored and what there is now, each with the earliest known time
 * at which it can make a difference.
 */
export function touchedIncidents(before: readonly StoredFigure[], after: readonly StoredFigure[]): TouchedIncidents {
  const touched = new Map<string, number>();
  const touch = ({ incident }: StoredFigure, knownMs: number): void => {
    touched.set(incident, Math.min(touched.get(incident) ?? knownMs, knownMs));
  };
  const stored = new Map(before.map((figure) => [identityOf(figure), figure]));
  for (const now of after) {
    const was = stored.get(identityOf(now));
    stored.delete(identityOf(now));
    if (was === undefined) touch(now, now.knownFromMs);
    else if (was.knownToMs !== now.knownToMs) touch(now, Math.min(was.knownToMs, now.knownToMs));
  }
  for (const gone of stored.values()) touch(gone, gone.knownFromMs);
  return touched;
}

/** Equal for figures that say the same of the same incident from the same known time on. */
function identityOf({ knownToMs: _end, grade: { reliability, credibility }, ...figure }: StoredFigure): string {
  return canonical({ ...figure, reliability, credibility });
}

/**
 * Gives a figure without a period the day of a report about one day (design §6). A running total ends on that day, its
 * beginning stays unknown; a forecast is of no day yet.
 */
function dated(figure: AnchoredFigure, day: Day | undefined): AnchoredFigure {
  const { from, to } = figure.period;
  if (day === undefined || from !== undefined || to !== undefined || figure.basis === 'forecast') return figure;
  return { ...figure, period: figure.basis === 'cumulative' ? { to: day } : { from: day, to: day } };
}

const day_ms = 86_400_000;

const isOvernight = ({ occurred: { from, to } }: Report): boolean =>
  from !== undefined &&
  to !== undefined &&
  isInstant(from) &&
  isInstant(to) &&
  instantMs(to) - instantMs(from) < day_ms;
