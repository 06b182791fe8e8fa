import type { Sql } from '#platform';

/** Where a query reads: a connection and the schema of one edition. */
export interface EditionScope {
  readonly sql: Sql;
  /** A schema name made by us (`edition_…`), safe to write into SQL as an identifier. */
  readonly schema: string;
}

/** The moment in the world a question asks about: a local day of each place, to its end, or one instant. */
export type ValidAt = { readonly day: string } | { readonly instantMs: number };

/** A report as answers refer to it. */
export interface ReportReference {
  readonly id: string;
  readonly externalId: string | null;
}
