import { Temporal } from 'temporal-polyfill';
import type { PlaceShown } from '#read-models/queries';
import type { TimeZone } from '#situation';

/** A value as a file holds it: null is an empty cell. */
export type Cell = string | number | boolean | null;
type Read = Cell | readonly string[] | undefined;

/** A `day` is text, `2017-03-09`. */
export type ColumnType = 'text' | 'integer' | 'number' | 'boolean' | 'day';

/** One column of a list, and what stands beside it: the name of an id and the pcode of a place, or the local time of an instant. */
export interface Column<Item> {
  readonly name: string;
  readonly beside?: 'place' | 'actor' | 'local';
  /** What its cells are; text, where it is not said. */
  readonly type?: ColumnType;
  readonly read: (item: Item) => Read;
}

/** What ids are called, where places lie, and in which zone an instant is read that has no place. */
export interface Shown {
  readonly places: ReadonlyMap<string, PlaceShown>;
  readonly actors: ReadonlyMap<string, string>;
  readonly zone: TimeZone;
}

/** Several values in one cell. */
export const listed = (values: readonly string[]): string => values.join('; ');

const suffixes = { place: ['_name', '_pcode'], actor: ['_name'], local: ['_local'] } as const;

/** The names of the columns, those beside them included. */
export const headOf = (columns: readonly Pick<Column<never>, 'name' | 'beside'>[]): readonly string[] =>
  columns.flatMap(({ name, beside }) => [
    name,
    ...(beside === undefined ? [] : suffixes[beside].map((suffix) => name + suffix)),
  ]);

/** The types of the cells, as many as `headOf` has names. */
export const typesOf = (columns: readonly Pick<Column<never>, 'type' | 'beside'>[]): readonly ColumnType[] =>
  columns.flatMap(({ beside, type = 'text' }) => [
    type,
    ...(beside === undefined ? [] : suffixes[beside].map(() => 'text' as const)),
  ]);

/** The cells of one item, as many as `headOf` has names; instants are local to `zone`. */
export function cellsOf<Item>(
  columns: readonly Column<Item>[],
  item: Item,
  shown: Shown,
  zone: TimeZone,
): readonly Cell[] {
  return columns.flatMap(({ beside, read }) => {
    const value = read(item);
    const cell = cellOf(value);
    return beside === undefined ? [cell] : [cell, ...besideOf(beside, value, shown, zone)];
  });
}

/** The ids of one kind that the items name. */
export const idsIn = <Item>(
  columns: readonly Column<Item>[],
  items: readonly Item[],
  kind: 'place' | 'actor',
): readonly string[] => [
  ...new Set(
    columns.flatMap(({ beside, read }) => (beside === kind ? items.flatMap((item) => textsOf(read(item))) : [])),
  ),
];

function cellOf(value: Read): Cell {
  if (value === undefined || value === null) return null;
  if (typeof value === 'object') return value.length === 0 ? null : listed(value);
  return value;
}

const textsOf = (value: Read): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? value : [];
};

/** As many cells as the kind has suffixes. */
function besideOf(
  beside: 'place' | 'actor' | 'local',
  value: Read,
  { places, actors }: Shown,
  zone: TimeZone,
): readonly Cell[] {
  const texts = textsOf(value);
  const cell = (read: (text: string) => string): Cell => (texts.length === 0 ? null : listed(texts.map(read)));
  if (beside === 'local') return [cell((text) => localTime(text, zone))];
  if (beside === 'actor') return [cell((id) => actors.get(id) ?? id)];
  const codes = texts.map((id) => places.get(id)?.pcode ?? '');
  return [cell((id) => places.get(id)?.name ?? id), codes.every((code) => code === '') ? null : listed(codes)];
}

const day_length = 'yyyy-mm-dd'.length;

/** An instant as a clock in the zone shows it, with its offset; a day is local as it is. */
function localTime(moment: string, zone: TimeZone): string {
  return moment.length === day_length ? moment : Temporal.Instant.from(moment).toString({ timeZone: zone });
}
