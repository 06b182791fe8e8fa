import { columnsOf, timestamp } from './columns.js';

/** From which known time on what is stored of a report differs from what should be; what had ended before it does not. */
export type TouchedReports = ReadonlyMap<string, number>;

/** Something of a report that was known from one known time on, until another. */
interface KnownRow {
  readonly reportId: string;
  readonly knownFromMs: number;
  readonly knownToMs: number;
}

/** How rows are told apart, and whose they are. */
export interface Telling<Row> {
  readonly keyOf: (row: Row) => string;
  /** Equal for rows that say the same from the same known time on. */
  readonly textOf: (row: Row) => string;
  readonly knownOf: (row: Row) => { readonly fromMs: number; readonly toMs: number };
}

/** The keys of which stored and fresh rows differ, each with the earliest known time at which that can make a difference. */
export function firstDifferences<Row>(
  stored: readonly Row[],
  fresh: readonly Row[],
  { keyOf, textOf, knownOf }: Telling<Row>,
  isNew: (row: Row) => boolean = () => false,
): ReadonlyMap<string, number> {
  const touched = new Map<string, number>();
  const touch = (row: Row, knownMs: number): unknown =>
    touched.set(keyOf(row), Math.min(touched.get(keyOf(row)) ?? knownMs, knownMs));
  const left = new Map(stored.map((row) => [textOf(row), row]));
  for (const row of fresh) {
    const text = textOf(row);
    const same = isNew(row) ? undefined : left.get(text);
    const { fromMs, toMs } = knownOf(row);
    if (same === undefined) touch(row, fromMs);
    else if (knownOf(same).toMs !== toMs) touch(row, Math.min(knownOf(same).toMs, toMs));
    left.delete(text);
  }
  for (const row of left.values()) touch(row, knownOf(row).fromMs);
  return touched;
}

/** The earlier of both for every report of one of them. */
export function eitherTouched(one: TouchedReports, other: TouchedReports): TouchedReports {
  const touched = new Map(one);
  for (const [reportId, sinceMs] of other) touched.set(reportId, Math.min(sinceMs, touched.get(reportId) ?? sinceMs));
  return touched;
}

/** Of these rows those that reach or follow the known time from which on their report differs. */
export const since = <Row extends KnownRow>(rows: readonly Row[], touched: TouchedReports): readonly Row[] =>
  rows.filter(({ reportId, knownToMs }) => {
    const sinceMs = touched.get(reportId);
    return sinceMs !== undefined && knownToMs >= sinceMs;
  });

/** Touched reports as the first two parameters of a statement with `touchedRows`. */
export const touchedColumns = (touched: TouchedReports): readonly (readonly unknown[])[] =>
  columnsOf(
    [...touched],
    ([reportId]) => reportId,
    ([, sinceMs]) => timestamp(sinceMs),
  );

/** The touched reports, and which rows of theirs reach or follow the known time from which on they differ. */
export const touchedRows = (row: string): string =>
  `unnest($1::uuid[], $2::timestamptz[]) t (report, since) where ${row}.report_id = t.report and ${row}.known_to >= t.since`;

/** The other rows, with touched reports as the parameters from this one on. */
export const untouchedRows = (row: string, firstParameter: number): string =>
  `not exists (select from unnest($${firstParameter}::uuid[], $${firstParameter + 1}::timestamptz[]) t (report, since)
     where ${row}.report_id = t.report and ${row}.known_to >= t.since)`;
