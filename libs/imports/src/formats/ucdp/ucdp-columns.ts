/** The columns of the UCDP Georeferenced Event Dataset that are read. Others may be there. */
export const ucdpColumns = [
  ...(['id', 'type_of_violence', 'conflict_name', 'dyad_name', 'side_a', 'side_b', 'active_year'] as const),
  ...(['number_of_sources', 'source_article', 'source_original', 'where_prec', 'where_coordinates'] as const),
  ...(['adm_1', 'adm_2', 'latitude', 'longitude', 'country', 'event_clarity', 'date_prec'] as const),
  ...(['date_start', 'date_end', 'deaths_a', 'deaths_b', 'deaths_civilians', 'deaths_unknown'] as const),
  ...(['low', 'best', 'high'] as const),
] as const;
export type UcdpColumn = (typeof ucdpColumns)[number];

/** A row of the dataset with all of these columns. */
export interface UcdpRow {
  readonly line: number;
  readonly cells: Readonly<Record<UcdpColumn, string>>;
}

/** The humanitarian exchange puts a row of tags below the head. */
export const isTagsRow = (cells: Readonly<Record<string, string>>): boolean =>
  cells['id'] === '' && Object.values(cells).some((cell) => cell.startsWith('#'));
