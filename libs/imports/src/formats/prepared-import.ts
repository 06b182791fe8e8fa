import type { Instant, Moment } from '#situation';

/** One row of a table: its cells by the names of the head, as text without blanks around it; empty where there is none. */
export interface Row {
  /** The line of the file that it begins on, from 1; of a sheet the row. */
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
  /** Columns whose cell a workbook has as a number. */
  readonly numbers?: ReadonlySet<string>;
  /** Columns whose cell is merged over several rows, with its area: each of the rows has it. */
  readonly shared?: ReadonlyMap<string, string>;
  /** Columns that nobody can tell the cell of, with why. */
  readonly unread?: ReadonlyMap<string, string>;
}

/** The body of a request, as JSON has it. */
export type Body = Readonly<Record<string, unknown>>;

/** A place or an actor that reports of a file name. */
export interface Registration {
  readonly kind: 'place' | 'actor';
  readonly body: Body & { readonly id: string };
}

/** Why a row is no report. */
export interface RowFault {
  /** The column that is to be mended; empty where it is the row as a whole. */
  readonly column: string;
  /** Where in the report it would stand, as a JSON pointer. */
  readonly pointer: string;
  readonly reason: string;
}

/** Which report a row is about, though it is none. */
export interface Named {
  readonly outlet: string;
  readonly externalId: string;
}

/** A row as a report, the body of POST /v1/reports; or what is wrong with it. Some rows are there for other readers. */
export type RowRead =
  | 'no report'
  | {
      readonly draft: Body;
      readonly columnAt: (pointer: string) => string;
      /** True where `reportedAt` says which of two accounts of the row's own source is the later one. */
      readonly isDated?: true;
    }
  | { readonly retracts: Named; readonly reportedAt: Instant; readonly reason: string }
  | { readonly faults: readonly RowFault[]; readonly report?: Named };

/** Where and on which days a report says that something happened. */
export interface Located {
  /** What its first place is in, that place included, the outermost last. */
  readonly within: readonly string[];
  readonly from: string;
  readonly to: string;
}

/** A file that has been read once, from end to end, so that it is whole and well formed. */
export interface PreparedImport {
  readonly format: string;
  readonly rows: number;
  /** The outlets of its reports. */
  readonly outlets: readonly string[];
  /** Parents stand before their parts. */
  readonly registrations: readonly Registration[];
  /** Of a file that is all that there is of some place and time: whether it should have a report. One that it lacks has vanished. */
  readonly covers?: (report: Located) => boolean;
  /** What the person who imports should know before the first row is sent, a line each. */
  readonly notices: readonly string[];
  read(row: Row): RowRead;
  /** Since when what a row says now is known, where it is not what was imported before. */
  correctedAt(draft: Body): Moment;
}
