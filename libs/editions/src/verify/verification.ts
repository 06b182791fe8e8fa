import type { FillWatch } from '../build/fill-edition.js';
import type { TableDigest } from '../digest/edition-digest.js';

/** A column of a row that does not say what it should. */
export interface ColumnDifference {
  readonly column: string;
  readonly stored: unknown;
  readonly expected: unknown;
}

/** An event that a row should rest on, and where the log has it. */
export interface EvidenceEvent {
  readonly id: string;
  /** Partition and offset, `0-17`; null when the log does not have it up to the edition's position. */
  readonly at: string | null;
}

/** A row that is stored and should not be, that should be and is not, or that says something else. */
export interface RowDifference {
  readonly table: string;
  /** The report, place, actor, decision or incident that the row belongs to. */
  readonly key: string;
  readonly kind: 'changed' | 'missing' | 'extra';
  /** What tells the row from the others of its key. */
  readonly row: Readonly<Record<string, unknown>>;
  /** Of a changed row, the columns that differ; else empty. */
  readonly columns: readonly ColumnDifference[];
  /** The first events that speak about the key. */
  readonly events: readonly EvidenceEvent[];
  /** The first reports that speak about the key. */
  readonly reports: readonly string[];
}

export const verificationChecks = [
  'checkpoint',
  'offsets',
  'parked',
  'read_is_applied_and_parked',
  'tables',
  'overlap',
  'digest',
] as const;
export type VerificationCheck = (typeof verificationChecks)[number];

/** Something that is wrong beside the content of rows. */
export interface Finding {
  readonly check: VerificationCheck;
  readonly detail: string;
}

/** How one table compares. */
export interface TableVerdict {
  readonly table: string;
  /** Rows that are stored. */
  readonly stored: number;
  /** Rows that the log gives. */
  readonly expected: number;
  /** Rows that are missing, extra or changed. */
  readonly differing: number;
  /** Digests of the rows in the order of the comparing; equal exactly when nothing differs. */
  readonly digests: { readonly stored: string; readonly expected: string };
}

/** What refolding the log says of an edition. */
export interface Verification {
  /** True when every row is the one that the log gives and every check holds. */
  readonly equal: boolean;
  /** The position of the edition that was judged: it may have moved on since. */
  readonly position: string;
  /** Events of the log up to the position. */
  readonly read: number;
  /** Events that could be decoded and so have to be in the rows. */
  readonly applied: number;
  /** Events that the edition has put aside. */
  readonly parked: number;
  /** Of those, the ones that could be decoded today. */
  readonly parkedReadable: number;
  readonly tables: readonly TableVerdict[];
  /** Rows that differ in all tables. */
  readonly differing: number;
  /** The first of them, some of each table. */
  readonly differences: readonly RowDifference[];
  /** How many checks failed. */
  readonly findingCount: number;
  /** The first of what they found. */
  readonly findings: readonly Finding[];
  /** The digest of the edition's content at this position. */
  readonly digest: string;
  readonly tableDigests: readonly TableDigest[];
}

/** Who watches a verification, and may stop it. */
export interface VerificationWatch extends FillWatch {
  /** Differences told of each table, and failures of each check, at most; 5 when not said. All of them are counted. */
  readonly shown?: number;
  /** The digest that the edition was said to have; another one is a finding. */
  readonly expectedDigest?: string;
}
