import type { Row } from '../prepared-import.js';
import type { Area } from './areas.js';
import type { Grid } from './grid.js';
import type { Head } from './head.js';

/** What a merged area is to a table. */
interface Merged {
  /** The named columns that it has a part of. */
  readonly across: readonly string[];
  /** True where more than one of its rows has something of its own. */
  readonly isOverRows: boolean;
}

/** The rows of a sheet below the names of its columns. */
export class GridRows {
  private readonly nameAt: (string | undefined)[] = [];
  private readonly known = new Map<Area, Merged>();

  constructor(
    private readonly grid: Grid,
    private readonly head: Head,
  ) {
    for (const [index, column] of head.columns.entries()) this.nameAt[column] = head.names[index];
  }

  /** The areas that have something, and are more than one cell of the table. */
  get merged(): readonly string[] {
    const found = this.grid.areas.all.filter((area) => {
      if (area.top <= this.head.last || this.grid.textAt(area.top, area.left) === '') return false;
      const { across, isOverRows } = this.mergedOf(area);
      return across.length > 1 || isOverRows;
    });
    return found.map(({ ref }) => ref);
  }

  /** A cell that is merged over rows is in each of them; what is merged over columns is in none: nobody knows whose it is. */
  at(row: number): Row {
    const areas = this.grid.areas.inRow(row);
    const cells: [string, string][] = [];
    const [numbers, shared, unread] = [new Set<string>(), new Map<string, string>(), new Map<string, string>()];
    for (const [index, name] of this.head.names.entries()) {
      const column = this.head.columns[index] ?? 0;
      const area = areas.get(column);
      const [top, left] = area === undefined ? [row, column] : [area.top, area.left];
      const text = this.grid.textAt(top, left);
      const { across, isOverRows } = area === undefined || text === '' ? alone : this.mergedOf(area);
      // The first of them has it all the same, to be seen among the refused rows.
      const isHere = across.length < 2 || (row === top && across[0] === name);
      cells.push([name, isHere ? text : '']);
      if (isHere && typeof this.grid.valueAt(top, left) === 'number') numbers.add(name);
      if (across.length > 1) unread.set(name, overColumns(area?.ref ?? '', across));
      else if (isOverRows) shared.set(name, area?.ref ?? '');
    }
    return {
      line: row + 1,
      cells: Object.fromEntries(cells),
      ...(numbers.size > 0 && { numbers }),
      ...(shared.size > 0 && { shared }),
      ...(unread.size > 0 && { unread }),
    };
  }

  private mergedOf(area: Area): Merged {
    const known = this.known.get(area);
    if (known !== undefined) return known;
    let rows = 0;
    for (let row = area.top; row <= area.bottom && rows < 2; row += 1) if (this.grid.hasOwn(row)) rows += 1;
    const across = this.nameAt.slice(area.left, area.right + 1).filter((name) => name !== undefined);
    const merged = { across, isOverRows: rows > 1 };
    this.known.set(area, merged);
    return merged;
  }
}

const alone: Merged = { across: [], isOverRows: false };

/** Names in a message. */
const most_names = 5;

function overColumns(ref: string, across: readonly string[]): string {
  const named = across.slice(0, most_names).join(', ') + (across.length > most_names ? ', …' : '');
  return `The cells ${ref} are merged over the columns ${named}. Unmerge them, and write into each what it has; delete a heading between rows.`;
}
