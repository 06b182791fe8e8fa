import type { Row } from '../prepared-import.js';

/** Columns without which a file is not of ACLED. */
export const acledColumns = [
  ...(['event_id_cnty', 'event_date', 'time_precision', 'event_type', 'sub_event_type', 'actor1'] as const),
  ...(['country', 'location', 'latitude', 'longitude', 'geo_precision', 'fatalities', 'timestamp'] as const),
] as const;

/** Columns that an export may lack. */
const others = [
  ...(['disorder_type', 'assoc_actor_1', 'actor2', 'assoc_actor_2', 'civilian_targeting', 'admin1', 'admin2'] as const),
  ...(['source', 'source_scale', 'notes', 'tags'] as const),
] as const;

export type AcledColumn = (typeof acledColumns)[number] | (typeof others)[number];

/** A row with every column, empty where the file has none. */
export interface AcledRow extends Row {
  readonly cells: Readonly<Record<AcledColumn, string>>;
}

const nothing = Object.fromEntries(others.map((column) => [column, ''])) as Record<AcledColumn, string>;

export const acledRow = ({ line, cells }: Row): AcledRow => ({ line, cells: { ...nothing, ...cells } });

/** True of a head that has the columns of the dataset. */
export const isAcledHead = (head: readonly string[]): boolean => acledColumns.every((column) => head.includes(column));

/** True of a head that has those of the list of deleted events. */
export const isDeletionsHead = (head: readonly string[]): boolean =>
  ['event_id_cnty', 'deleted_timestamp'].every((column) => head.includes(column));
