import type { Figure } from './figure.js';
import type { Grade } from '../report/grade.js';
import type { EventId, PlaceId, ReportId } from '../ids.js';
import type { RestoredVersion } from '../report/report-versions.js';
import type { Involvement, Report } from '../report/report.js';

/** A figure with the place where it counts: its own, or that of its report where the report names one. */
export interface AnchoredFigure extends Figure {
  /** All places of a report that names several, of a figure without one of its own: it counts in them together. */
  readonly amongPlaces?: readonly PlaceId[];
}

/** Returns the figure with the place where it counts (design §6). */
export function anchoredFigure(figure: Figure, { places }: Pick<Report, 'places'>): AnchoredFigure {
  const [place] = places;
  if (figure.place !== undefined || place === undefined) return figure;
  return places.length === 1 ? { ...figure, place } : { ...figure, amongPlaces: [...places].sort() };
}

/** Where something counts, as a key: in one place, or in several together (sorted); empty where nobody knows. */
export const placeKey = ({ place, amongPlaces = [] }: Pick<AnchoredFigure, 'place' | 'amongPlaces'>): string =>
  place ?? amongPlaces.join(',');

/** The place of an item, or its places, as a figure of it has them. */
export const anchorOf = (places: readonly PlaceId[]): Pick<AnchoredFigure, 'place' | 'amongPlaces'> => {
  const [place] = places;
  if (place === undefined) return {};
  return places.length === 1 ? { place } : { amongPlaces: places };
};

/** A figure of one version of a report, and over which known times that version stood. */
export interface KnownFigure {
  readonly figure: AnchoredFigure;
  readonly reportId: ReportId;
  readonly eventId: EventId;
  /** Its index in the report's list of figures, where that is known. */
  readonly ordinal?: number;
  readonly grade: Grade;
  /** Who takes part in what the report tells. */
  readonly actors: readonly Involvement[];
  /** The first voice of the chain of attribution, as printed; the outlet where it names nobody. */
  readonly origin?: string;
  readonly knownFromMs: number;
  readonly knownToMs: number;
  /** When the version was made known, where a link has it belong to this incident only from later on. */
  readonly versionFromMs?: number;
  /** When the report first gave it in this incident, where not everything is given that the report ever said. */
  readonly firstToldMs?: number;
  /** Of a reinstated report: the version it is again, which it stands as. */
  readonly restores?: RestoredVersion;
  /** It happened within less than 24 hours across a midnight: its count belongs whole to its last day. */
  readonly overnight: boolean;
}
