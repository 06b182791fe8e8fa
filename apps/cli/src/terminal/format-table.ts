/** How a column is headed, and what it shows of a row. */
export interface Column<Row> {
  readonly title: string;
  readonly of: (row: Row) => string;
}

/**
 * An aligned table as text, a line for the titles and one for every row, two spaces between columns and none at the
 * end of a line. Control characters are taken out of the cells: what a report says must not steer a terminal.
 */
export function formatTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [columns.map(({ title }) => title), ...rows.map((row) => columns.map(({ of }) => printable(of(row))))];
  const widths = columns.map((_, index) =>
    lines.reduce((widest, cells) => Math.max(widest, widthOf(cells[index] ?? '')), 0),
  );
  return lines
    .map(
      (cells) =>
        `${cells
          .map((cell, index) => padded(cell, widths[index] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

export const printable = (text: string): string =>
  text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, ' ');

const padded = (cell: string, width: number): string => cell + ' '.repeat(width - widthOf(cell));

const graphemes = new Intl.Segmenter();
/** Characters as a reader counts them: an accent that stands apart in memory takes no cell of its own. */
const widthOf = (cell: string): number => [...graphemes.segment(cell)].length;
