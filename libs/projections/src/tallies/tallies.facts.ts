import {
  type Figure,
  groupBy,
  type IncidentStay,
  instantMs,
  isInstant,
  type KnownFigure,
  type Report,
  type ReportVersion,
} from '#situation';

/** A figure as the tallies projection keeps it. */
export interface StoredFigure extends KnownFigure {
  /** Its place in the report's list of figures. */
  readonly ordinal: number;
  /** The key of the incident, or of the report that stands alone. */
  readonly incident: string;
  readonly versionFromMs: number;
}

/**
 * The figures of these versions; a version that was never known makes none. A figure counts in the incident that its
 * report belonged to, so a link cuts its known time in two.
 */
export function tallyFacts(
  versions: readonly ReportVersion[],
  stays: readonly IncidentStay[],
): readonly StoredFigure[] {
  const byReport = groupBy(stays, ({ reportId }) => reportId);
  return versions.flatMap(({ report, reportId, eventId, ...version }) =>
    partsOf(version, byReport.get(reportId) ?? []).flatMap(({ knownFromMs, knownToMs, incident }) =>
      report.figures.map((figure, ordinal) => ({
        ...{ ordinal, reportId, eventId, grade: report.grade, actors: report.actors, knownFromMs, knownToMs },
        ...{ versionFromMs: version.knownFromMs, overnight: isOvernight(report) },
        figure: located(figure, report),
        incident: incident === undefined ? `report:${reportId}` : `incident:${incident}`,
      })),
    ),
  );
}

type Known = Pick<ReportVersion, 'knownFromMs' | 'knownToMs'>;

/** The known time of a version in parts, each in one incident or in none. */
function partsOf({ knownFromMs, knownToMs }: Known, stays: readonly IncidentStay[]) {
  const parts: (Known & { readonly incident?: string })[] = [];
  let fromMs = knownFromMs;
  const inOrder = [...stays].sort((a, b) => a.knownFromMs - b.knownFromMs);
  for (const { incident, ...stay } of inOrder) {
    const [startMs, endMs] = [Math.max(stay.knownFromMs, knownFromMs), Math.min(stay.knownToMs, knownToMs)];
    if (startMs >= endMs) continue;
    if (fromMs < startMs) parts.push({ knownFromMs: fromMs, knownToMs: startMs });
    parts.push({ knownFromMs: startMs, knownToMs: endMs, incident });
    fromMs = endMs;
  }
  if (fromMs < knownToMs) parts.push({ knownFromMs: fromMs, knownToMs });
  return parts;
}

/** A figure without a place of its own counts where the report begins. */
const located = (figure: Figure, { places: [first] }: Report): Figure =>
  figure.place !== undefined || first === undefined ? figure : { ...figure, place: first };

const day_ms = 86_400_000;

const isOvernight = ({ occurred: { from, to } }: Report): boolean =>
  from !== undefined &&
  to !== undefined &&
  isInstant(from) &&
  isInstant(to) &&
  instantMs(to) - instantMs(from) < day_ms;
