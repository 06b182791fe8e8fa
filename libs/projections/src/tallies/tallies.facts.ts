import { type Figure, instantMs, isInstant, type KnownFigure, type Report, type ReportVersion } from '#situation';

/** A figure as the tallies projection keeps it. */
export interface StoredFigure extends KnownFigure {
  /** Its place in the report's list of figures. */
  readonly ordinal: number;
  /** The key of the incident, or of the report that stands alone. */
  readonly incident: string;
}

/** The figures of these versions; a version that was never known makes none. */
export const tallyFacts = (versions: readonly ReportVersion[]): readonly StoredFigure[] =>
  versions
    .filter(({ knownFromMs, knownToMs }) => knownFromMs < knownToMs)
    .flatMap(({ report, reportId, eventId, knownFromMs, knownToMs }) =>
      report.figures.map((figure, ordinal) => ({
        ...{ ordinal, reportId, eventId, grade: report.grade, actors: report.actors, knownFromMs, knownToMs },
        figure: located(figure, report),
        incident: incidentOf(report),
        overnight: isOvernight(report),
      })),
    );

/** A figure without a place of its own counts where the report begins. */
const located = (figure: Figure, { places: [first] }: Report): Figure =>
  figure.place !== undefined || first === undefined ? figure : { ...figure, place: first };

/** Only `same_event` makes one incident of several reports; a topic or a state does not. */
const incidentOf = ({ id, incident }: Report): string =>
  incident?.relation === 'same_event' ? `incident:${incident.key}` : `report:${id}`;

const day_ms = 86_400_000;

const isOvernight = ({ occurred: { from, to } }: Report): boolean =>
  from !== undefined &&
  to !== undefined &&
  isInstant(from) &&
  isInstant(to) &&
  instantMs(to) - instantMs(from) < day_ms;
