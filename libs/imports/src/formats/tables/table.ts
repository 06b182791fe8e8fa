import type { Row } from '../prepared-import.js';

/** A table in a file. Its rows can be read several times, from the beginning. */
export interface Table {
  /** The file, as it was named. */
  readonly name: string;
  readonly head: readonly string[];
  /** The sheet that was read, where the workbook has several. */
  readonly sheet?: string;
  /** What of the file was read and what was not, where a person may expect something else; a line each. */
  readonly notices?: readonly string[];
  /** Areas of several cells among its rows that are shown as one, `B2:B4`. */
  readonly merged?: readonly string[];
  /** @throws {ImportRefused} at the row that is misshapen. */
  rows(): AsyncIterable<Row>;
}

/** Where in a file the table is, where the file does not show it. */
export interface TablePlace {
  /** The name of the sheet of a workbook; without it the first one that is shown. */
  readonly sheet?: string | undefined;
  /** The line of the names of columns; without it the first row that names several. */
  readonly headLine?: number | undefined;
}
