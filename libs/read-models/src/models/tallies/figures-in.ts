import {
  anchoredFigure,
  type AnchoredFigure,
  type Day,
  groupBy,
  inLocalDays,
  type IncidentMembership,
  instantMs,
  isInstant,
  keyOf,
  type KnownFigure,
  onlyDayOf,
  type Report,
  type ReportVersion,
  type ZoneOf,
} from '#situation';

/** A figure in the incident that its report belonged to, over the known times at which it did. */
export interface StoredFigure extends KnownFigure {
  /** Its place in the report's list of figures. */
  readonly ordinal: number;
  /** The key of the incident, or of the report that stands alone. */
  readonly incident: string;
  readonly versionFromMs: number;
  /** When its report first gave a figure of the same item in this incident. */
  readonly firstToldMs: number;
  readonly origin: string;
}

/**
 * The figures of these versions; a version that was never known makes none. A figure counts in the incident that its
 * report belonged to, so a link cuts its known time in two.
 */
export function figuresIn(
  versions: readonly ReportVersion[],
  memberships: readonly IncidentMembership[],
  zoneOf: ZoneOf,
): readonly StoredFigure[] {
  const byReport = groupBy(memberships, ({ reportId }) => reportId);
  const all = versions.flatMap(({ report, reportId, eventId, restores, ...version }) =>
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
  const first = new Map<string, number>();
  const nameOf = ({ reportId, incident, figure }: (typeof all)[number]): string =>
    `${reportId} ${incident} ${keyOf(figure)}`;
  for (const one of all) first.set(nameOf(one), Math.min(first.get(nameOf(one)) ?? one.knownFromMs, one.knownFromMs));
  return all.map((one) => ({ ...one, firstToldMs: first.get(nameOf(one)) ?? one.knownFromMs }));
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
