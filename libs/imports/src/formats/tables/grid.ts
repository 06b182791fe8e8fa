import { setImmediate } from 'node:timers/promises';
import type { SheetData } from 'read-excel-file/node';
import { Areas, lettersOf } from './areas.js';
import { textOf } from './cell-text.js';
import { first_rows, type FirstRows } from './head.js';
import type { SheetMarks } from './sheet-marks.js';

const rows_in_turn = 500;

/**
 * The cells of a sheet as an editor sees them. Of cells that are merged the first one has the value, whatever the file still
 * has in the others. Rows and columns count from 0.
 */
export class Grid {
  readonly areas: Areas;
  /** The last row in which each column has something of its own. */
  private readonly lastOwn: number[] = [];
  private readonly owning = new Set<number>();

  private constructor(
    private readonly path: string,
    private readonly cells: SheetData,
    private readonly marks: SheetMarks,
  ) {
    this.areas = new Areas(path, marks.merged, cells);
  }

  /** Looks at every cell once, and lets others have their turn meanwhile. */
  static async of(path: string, cells: SheetData, marks: SheetMarks): Promise<Grid> {
    const grid = new Grid(path, cells, marks);
    for (let row = 0; row < grid.height; row += 1) {
      if (row % rows_in_turn === 0) await setImmediate();
      for (const [column, text] of grid.shownIn(row).entries())
        if (text !== '') {
          grid.lastOwn[column] = row;
          grid.owning.add(row);
        }
    }
    return grid;
  }

  get height(): number {
    return this.cells.length;
  }

  /** True of a row that has more than parts of what is merged above it. */
  hasOwn(row: number): boolean {
    return this.owning.has(row);
  }

  /** The texts of a row, none where a cell is merged into another one. */
  shownIn(row: number): readonly string[] {
    const areas = this.areas.inRow(row);
    return (this.cells[row] ?? []).map((_cell, column) => {
      const area = areas.get(column);
      return area === undefined || (area.top === row && area.left === column) ? this.textAt(row, column) : '';
    });
  }

  firstRows(): FirstRows {
    const indexes = Array.from({ length: Math.min(this.height, first_rows) }, (_none, row) => row);
    const areas = indexes.map((row) => this.areas.inRow(row));
    return {
      path: this.path,
      lines: indexes.map((row) => row + 1),
      rows: indexes.map((row) => this.shownIn(row)),
      areaAt: (row, column) => {
        const area = areas[row]?.get(column);
        return area === undefined || this.textAt(area.top, area.left) === '' ? undefined : area;
      },
      isEmptyBelow: (column, row) => (this.lastOwn[column] ?? -1) <= row,
    };
  }

  /** The value of a cell as the workbook has it. */
  valueAt(row: number, column: number): unknown {
    return this.cells[row]?.[column] ?? null;
  }

  textAt(row: number, column: number): string {
    const { errors, is1904 } = this.marks;
    const error = errors.size === 0 ? undefined : errors.get(`${lettersOf(column)}${row + 1}`);
    return error ?? textOf(this.valueAt(row, column), is1904);
  }
}
