import type { Sql } from '#platform';
import type { Kept } from './kept.js';

/** Collects numbered parameters while a statement is being written. */
export class Parameters {
  readonly values: unknown[] = [];

  /** Adds a value and answers its placeholder, `$3`. */
  add(value: unknown): string {
    return `$${this.values.push(value)}`;
  }
}

/** `where a and b`, or nothing. */
export const whereAll = (conditions: readonly (string | undefined)[]): string => {
  const given = conditions.filter((condition) => condition !== undefined);
  return given.length === 0 ? '' : `where ${given.join(' and ')}`;
};

/** Where a query reads: a connection and the schema of one edition, made by us and safe as an identifier. */
export interface EditionScope {
  readonly sql: Sql;
  readonly schema: string;
  /** Only where the scope is one of the edition as it is at one state of it. */
  readonly kept?: Kept;
}

/** So few rows are asked for by their ids that an index finds them, whatever they are. */
const few = 10;

/**
 * Runs a statement that is asked over and over about so many ids. About a few it is planned once; about many it is planned each
 * time, as the best plan depends on how many.
 */
export const askAbout = <Row>(
  { sql }: Pick<EditionScope, 'sql'>,
  count: number,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> =>
  sql.prepared === undefined || count > few ? sql.query<Row>(text, values) : sql.prepared<Row>(text, values);

/** A report as answers refer to it. */
export interface ReportReference {
  readonly id: string;
  /** The outlet's own number; null when the report came without. */
  readonly externalId: string | null;
}
