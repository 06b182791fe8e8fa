import type { Row } from '../prepared-import.js';

/** A table in a file. Its rows can be read several times, from the beginning. */
export interface Table {
  /** The file, as it was named. */
  readonly name: string;
  readonly head: readonly string[];
  /** @throws {ImportRefused} at the row that is misshapen. */
  rows(): AsyncIterable<Row>;
}
