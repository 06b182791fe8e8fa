import type { Row } from '../exported-list.js';
import type { About, Ending } from './about.js';

/** One page of a list: its items as JSON has them, and the same flat. */
export interface RowsPage {
  readonly items: readonly unknown[];
  readonly rows: readonly Row[];
  readonly position: string;
}

/** What a file is made of. Pages are read as the file is sent. */
export interface Exporting {
  readonly name: string;
  readonly head: readonly string[];
  readonly about: About;
  readonly pages: AsyncIterable<RowsPage>;
}

/** Counts pages as they pass. */
export class Count implements Ending {
  rows = 0;
  positionAtEnd = '';

  passed({ rows, position }: RowsPage): void {
    this.rows += rows.length;
    this.positionAtEnd = position;
  }
}
