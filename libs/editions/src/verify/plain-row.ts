import type { Grade, ReportVersion } from '#situation';

/** The columns of a row by name; instants in milliseconds since 1970 UTC. What is not given is null. */
export type Columns = Readonly<Record<string, unknown>>;

/** A row that the log gives. */
export interface ExpectedRow {
  readonly table: string;
  readonly columns: Columns;
}

export const expectedRow = (table: string, columns: Columns): ExpectedRow => ({ table, columns });

/** The fields of a value as columns: `lastEvidence` is `last_evidence`. */
export const columnsOf = (value: object): Columns =>
  Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      field,
    ]),
  );

/** The columns of a stretch on either clock. */
const stretchColumns = (clock: 'valid' | 'known', { fromMs, toMs }: Stretch): Columns => ({
  [`${clock}_from`]: fromMs,
  [`${clock}_to`]: toMs,
});

/** The columns of a rectangle of valid and known time. */
export const rectangleColumns = ({ valid, known }: { readonly valid: Stretch; readonly known: Stretch }): Columns => ({
  ...stretchColumns('valid', valid),
  ...stretchColumns('known', known),
});

interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The columns of what a version of a report states: a claim or a figure. */
export const statementColumns = (known: Statement): Columns => ({
  event_id: known.eventId,
  ordinal: known.ordinal,
  report_id: known.reportId,
  reliability: known.grade.reliability,
  credibility: known.grade.credibility,
  known_from: known.knownFromMs,
  known_to: known.knownToMs,
  restored_event: known.restores?.eventId,
  restored_from: known.restores?.knownFromMs,
});

type Statement = Pick<ReportVersion, 'eventId' | 'reportId' | 'knownFromMs' | 'knownToMs' | 'restores'> & {
  readonly ordinal: number;
  readonly grade: Grade;
};

/** A row as text, equal for equal content wherever it comes from: sorted names, nothing that is null. */
export function rowText(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (value === Infinity || value === -Infinity) return `"${String(value)}"`;
  if (Array.isArray(value)) return `[${value.map(rowText).join()}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  const parts = Object.entries(value).filter(([, part]) => part !== null && part !== undefined);
  parts.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${parts.map(([name, part]) => `${JSON.stringify(name)}:${rowText(part)}`).join()}}`;
}

/** A row as `to_jsonb` gives it, with its instants read. */
export const storedColumns = (row: Columns, instants: readonly string[]): Columns => ({
  ...row,
  ...Object.fromEntries(instants.map((column) => [column, readInstant(row[column])])),
});

function readInstant(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (value.endsWith('infinity')) return value.startsWith('-') ? -Infinity : Infinity;
  return Date.parse(value);
}
