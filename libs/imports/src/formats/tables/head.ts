import { foldIdentity } from '#situation';
import { ImportRefused } from '../../import-refused.js';
import { type Area, lettersOf } from './areas.js';
import type { TablePlace } from './table.js';

/** No form has more; a file that was cut at the wrong sign has. */
const most_columns = 1_000;
/** Among these rows the names are looked for. */
export const first_rows = 50;
/** Rows of names: groups, groups in them, and names. */
const most_name_rows = 5;

/** The first rows of a table, as they are shown: a cell that is merged into another one has nothing. */
export interface FirstRows {
  readonly path: string;
  /** In the words of its errors: a line of a file, a row of a sheet. */
  readonly lines: readonly number[];
  readonly rows: readonly (readonly string[])[];
  /** Merged areas with something in them, by row and column; of a sheet alone. */
  readonly areaAt?: (row: number, column: number) => Area | undefined;
  /** True where a column has nothing of its own behind a row. */
  readonly isEmptyBelow?: (column: number, row: number) => boolean;
}

/** The columns of a table. */
export interface Head {
  readonly names: readonly string[];
  /** Where each named column stands in a row, from 0. */
  readonly columns: readonly number[];
  /** The line of the file that it begins on. */
  readonly line: number;
  /** Its rows among the first ones, from 0. */
  readonly first: number;
  readonly last: number;
}

/**
 * Finds the names of the columns: the first row that names several, below titles and above what it names; of groups over columns, their
 * names in front. @throws {ImportRefused} they cannot be told.
 */
export function headOf(table: FirstRows, { headLine }: TablePlace = {}): Head {
  const first = headLine === undefined ? firstNames(table) : table.lines.indexOf(headLine);
  if (first < 0)
    throw new ImportRefused(
      headLine === undefined
        ? `${table.path} is empty: a table begins with a row of column names.`
        : `${table.path} has nothing in line ${headLine}, where its column names should stand: say another headLine, of the first ${table.rows.length} rows that have something.`,
    );
  const width = table.rows[first]?.length ?? 0;
  if (width > most_columns)
    throw new ImportRefused(
      `${table.path} has ${width} columns; a table may have ${most_columns}. Leave out those that no report needs.`,
    );
  const last = lastNames(table, first);
  const names = Array.from({ length: width }, (_none, column) => nameOf(table, column, first, last));
  return { ...checkedNames(table, names, first), line: table.lines[first] ?? 1, first, last };
}

const filled = (row: readonly string[] | undefined): readonly string[] => (row ?? []).filter((cell) => cell !== '');
const isNumber = (text: string): boolean => !/\p{L}/u.test(text);

/** The first row that is no title; -1 where nothing stands anywhere. */
function firstNames(table: FirstRows): number {
  const { rows, areaAt } = table;
  const isMergedTitle = (row: readonly string[], index: number): boolean => {
    const column = row.findIndex((cell) => cell !== '');
    const area = areaAt?.(index, column);
    return filled(row).length === 1 && area !== undefined && area.right > area.left;
  };
  const first = rows.findIndex((row, index) => filled(row).length > 0 && !isMergedTitle(row, index));
  if (first < 0) return rows.findIndex((row) => filled(row).length > 0);
  if (filled(rows[first]).length > 1) return first;
  // A single cell above several names is a title. Where those may as well be a row of something else, it is the name of a column.
  const several = rows.findIndex((row, index) => index > first && filled(row).length > 1);
  const isFollowed = rows.slice(several + 1).some((row) => filled(row).length > 0);
  return several > 0 && isFollowed && !filled(rows[several]).some(isNumber) ? several : first;
}

/** The last row of names: that of the lowest groups' columns. @throws {ImportRefused} a group may as well be one column. */
function lastNames(table: FirstRows, first: number): number {
  let last = first;
  for (let row = first; row <= last && row < first + most_name_rows; row += 1) {
    const begun = areasFrom(table, row);
    const deep = begun.find(({ bottom }) => bottom >= first + most_name_rows);
    if (deep !== undefined)
      throw new ImportRefused(
        `${table.path} has the merged cells ${deep.ref}, which reach from its column names into its rows: unmerge them. Nothing was sent.`,
      );
    last = Math.max(last, ...begun.map(({ bottom }) => bottom));
    const group = begun.find((area) => isGroup(table, area));
    if (group === undefined) continue;
    refuseUnlessNamed(table, group, row);
    last = Math.max(last, group.bottom + 1);
  }
  return last;
}

/** The areas with something in them that begin in a row. */
function areasFrom({ rows, areaAt }: FirstRows, row: number): readonly Area[] {
  const found = (rows[row] ?? []).flatMap((text, column) => (text === '' ? [] : (areaAt?.(row, column) ?? [])));
  return found.filter(({ top }) => top === row);
}

/** False of a name over one column that was made wider by merging: its other columns have nothing. */
function isGroup({ isEmptyBelow }: FirstRows, { left, right, bottom }: Area): boolean {
  for (let column = left + 1; column <= right; column += 1) if (isEmptyBelow?.(column, bottom) === false) return true;
  return false;
}

/** Under a group each column has a name; what stands beside it has its own in one of the two rows. @throws {ImportRefused} */
function refuseUnlessNamed(table: FirstRows, group: Area, row: number): void {
  const { rows, areaAt } = table;
  const names = rows[group.bottom + 1] ?? [];
  const isNamed = (rows[row] ?? []).every((above, column) => {
    const [name = '', area, over] = [names[column], areaAt?.(group.bottom + 1, column), areaAt?.(row, column)];
    const isUnder = over !== undefined && over.right > over.left && over.bottom === group.bottom;
    if (isUnder && over !== group && !isGroup(table, over)) return true;
    return isUnder ? (name !== '' || area !== undefined) && !isNumber(name || 'name') : above === '' || name === '';
  });
  if (isNamed) return;
  throw new ImportRefused(
    `${table.path} has the merged cells ${group.ref} among its column names, over ${group.right - group.left + 1} columns, and the row below does not name ` +
      `each of them: give each column a name of its own there, with nothing else in that row, or unmerge them. Nothing was sent.`,
  );
}

/** Kobo writes groups so, too: `incident/town`. */
function nameOf(table: FirstRows, column: number, first: number, last: number): string {
  const { rows, areaAt } = table;
  const parts: string[] = [];
  for (let row = first; row <= last; row += 1) {
    const area = areaAt?.(row, column);
    const isWithin = area === undefined || (area.top === row && area.top >= first);
    const text = area === undefined ? rows[row]?.[column] : rows[area.top]?.[area.left];
    // Of a name over several columns that is no group, the first one has it.
    const isOwn = area === undefined || area.left === column || isGroup(table, area);
    if (isWithin && isOwn && text !== undefined && text !== '') parts.push(foldIdentity(text));
  }
  return parts.join('/');
}

/** @throws {ImportRefused} two columns have one name, none has any, or there are more than a thousand. */
function checkedNames(
  { path, lines }: FirstRows,
  found: readonly string[],
  first: number,
): Pick<Head, 'names' | 'columns'> {
  const columns = found.flatMap((name, column) => (name === '' ? [] : column));
  const names = columns.map((column) => found[column] ?? '');
  const seen = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    const before = seen.get(name);
    if (before !== undefined)
      throw new ImportRefused(
        `${path} has two columns named ${name} in line ${lines[first]}, ${lettersOf(columns[before] ?? 0)} and ${lettersOf(columns[index] ?? 0)}: give every column a name of its own.`,
      );
    seen.set(name, index);
  }
  return { names, columns };
}

/** @throws {ImportRefused} something stands in a column that has no name. */
export function refuseUnnamed(path: string, line: number, cells: readonly string[], head: Head): void {
  let named = 0;
  for (const [column, cell] of cells.entries()) {
    if (head.columns[named] === column) named += 1;
    else if (cell !== '')
      throw new ImportRefused(
        `${path} has "${cell.slice(0, 50)}" at line ${line} in ${lettersOf(column)}, a column without a name: name its column, or delete it. ` +
          `If the names stand in another line than ${head.line}, say headLine. Nothing was sent.`,
      );
  }
}
