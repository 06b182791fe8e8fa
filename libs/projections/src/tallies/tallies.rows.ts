import type { Figure, Involvement, KnownFigure } from '#situation';
import { asMs } from '../columns.js';
import { restoredColumns, type RestoredRow, toRestored } from '../restored.columns.js';
import type { StoredFigure } from './tallies.facts.js';

/** A part that an actor plays, as stored: `victim:ypg`. */
export const asPart = ({ role, actor }: Involvement): string => `${role}:${actor}`;

/** The parts that were stored. */
export const fromParts = (parts: readonly string[]): readonly Involvement[] =>
  parts.map((part) => {
    const [role, actor = ''] = part.split(':');
    return { role: role as Involvement['role'], actor };
  });

/** A row of `tally_figure` as selected by `figureColumns`. */
export interface FigureRow extends RestoredRow {
  readonly event_id: string;
  readonly ordinal: number;
  readonly report_id: string;
  readonly incident: string;
  readonly figure: Figure;
  readonly overnight: boolean;
  readonly origin: string;
  readonly actors: readonly string[];
  readonly reliability: KnownFigure['grade']['reliability'];
  readonly credibility: KnownFigure['grade']['credibility'];
  readonly version_from: number;
  readonly known_from: number;
  readonly known_to: number;
}

export const figureColumns = `event_id, ordinal, report_id, incident, figure, overnight, origin, actors, reliability, credibility,
  ${asMs('version_from')} version_from, ${asMs('known_from')} known_from, ${asMs('known_to')} known_to,
  ${restoredColumns}`;

export const toFigure = (row: FigureRow): StoredFigure => ({
  figure: row.figure,
  ordinal: row.ordinal,
  incident: row.incident,
  overnight: row.overnight,
  origin: row.origin,
  reportId: row.report_id,
  eventId: row.event_id,
  actors: fromParts(row.actors),
  grade: { reliability: row.reliability, credibility: row.credibility },
  versionFromMs: row.version_from,
  knownFromMs: row.known_from,
  knownToMs: row.known_to,
  ...toRestored(row),
});
