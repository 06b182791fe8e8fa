import type { SheetData } from 'read-excel-file/node';
import { ImportRefused } from '../../import-refused.js';

/** Cells that are shown as one, with the value of the first of them. Rows and columns count from 0, the last ones included. */
export interface Area {
  /** As the workbook writes it: `B2:B4`. */
  readonly ref: string;
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** The merged areas of a sheet, as far as it has cells. Both row and column of a cell count from 0. */
export class Areas {
  private readonly byRow = new Map<number, Area[]>();
  readonly all: readonly Area[];

  /** @throws {ImportRefused} areas overlap: no spreadsheet makes such. */
  constructor(path: string, refs: readonly string[], rows: SheetData) {
    const width = rows[0]?.length ?? 0;
    this.all = refs.flatMap((ref) => {
      const area = areaOf(ref);
      if (area === undefined || area.top >= rows.length || area.left >= width) return [];
      return [{ ...area, bottom: Math.min(area.bottom, rows.length - 1), right: Math.min(area.right, width - 1) }];
    });
    let left = rows.length * width;
    for (const area of this.all) {
      left -= (area.bottom - area.top + 1) * (area.right - area.left + 1);
      if (left < 0) throw new ImportRefused(`${path} has merged cells that overlap: it was damaged. Nothing was sent.`);
      for (let row = area.top; row <= area.bottom; row += 1) {
        const there = this.byRow.get(row);
        if (there === undefined) this.byRow.set(row, [area]);
        else there.push(area);
      }
    }
  }

  /** The areas that a row has a part of, by column. */
  inRow(row: number): ReadonlyMap<number, Area> {
    const found = new Map<number, Area>();
    for (const area of this.byRow.get(row) ?? [])
      for (let column = area.left; column <= area.right; column += 1) found.set(column, area);
    return found;
  }
}

function areaOf(ref: string): Area | undefined {
  const [, left, top, right = left, bottom = top] =
    /^([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?$/.exec(ref) ?? [];
  if (left === undefined || right === undefined) return undefined;
  return { ref, top: Number(top) - 1, left: columnOf(left), bottom: Number(bottom) - 1, right: columnOf(right) };
}

/** A is column 0, AA column 26. */
const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** Column 0 is A, column 26 AA. */
export function lettersOf(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : lettersOf(Math.floor(column / 26) - 1) + last;
}
