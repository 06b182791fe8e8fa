import type { ControlItem } from '#read-models/queries';
import { formatTable, type Column } from '../terminal/format-table.js';

/** Stands where there is nothing to tell. */
const nothing = '-';

const columns: readonly Column<ControlItem>[] = [
  { title: 'PLACE', of: ({ place }) => place.id },
  { title: 'STATUS', of: statusOf },
  { title: 'HOLDERS', of: ({ holders }) => listOf(holders) },
  { title: 'CONDITIONS', of: ({ conditions }) => listOf(conditions) },
  { title: 'CONFIDENCE', of: ({ confidence }) => confidence ?? nothing },
  { title: 'LAST EVIDENCE', of: ({ lastEvidence }) => lastEvidence ?? nothing },
  { title: 'AGE', of: ({ evidenceAgeDays, aged }) => ageOf(evidenceAgeDays, aged) },
];

/** Who held each place, as an aligned table. */
export const controlTable = (items: readonly ControlItem[]): string => formatTable(columns, items);

/** The age of the last evidence in days: `12 d`, `64 d (aged)`. */
const ageOf = (days: number | null, aged: boolean): string =>
  days === null ? nothing : `${days} d${aged ? ' (aged)' : ''}`;

const listOf = (words: readonly string[]): string => (words.length === 0 ? nothing : words.join(', '));

/** The status with what limits it: `held (most)`, `contested (stale)`. */
function statusOf({ status, extent, stale }: ControlItem): string {
  const limits = [extent, stale ? 'stale' : null].filter((limit) => limit !== null);
  return limits.length === 0 ? status : `${status} (${limits.join(', ')})`;
}
