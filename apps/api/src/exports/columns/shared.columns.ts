import type { ConditionItemDto } from '../../conditions/condition-answer.dto.js';
import type { HoldingDto } from '../../control/control-answer.dto.js';
import type { ReportReferenceDto } from '../../reading/report-summary.dto.js';
import type { RangeDto } from '../../tallies/tally-answer.dto.js';
import type { Column } from '../column.js';

/** What a file has of a list that no column can hold flat: its JSON; nothing where it is empty. */
export const json = (value: unknown): string | null =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0) ? null : JSON.stringify(value);

/** The reports that an item rests on, by their ids and by the numbers of their outlets. */
export const reportColumns = <Item>(
  reportsOf: (item: Item) => readonly ReportReferenceDto[] | undefined,
): readonly Column<Item>[] => [
  { name: 'reports', read: (item) => reportsOf(item)?.map(({ id }) => id) },
  { name: 'report_numbers', read: (item) => reportsOf(item)?.flatMap(({ externalId }) => externalId ?? []) },
];

/** low, best and high, empty where not given. */
export const rangeColumns = <Item>(
  prefix: string,
  rangeOf: (item: Item) => RangeDto | null | undefined,
): readonly Column<Item>[] => [
  { name: `${prefix}_low`, type: 'number', read: (item) => rangeOf(item)?.low },
  { name: `${prefix}_best`, type: 'number', read: (item) => rangeOf(item)?.best },
  { name: `${prefix}_high`, type: 'number', read: (item) => rangeOf(item)?.high },
];

/** Who holds a place, empty where the item says nothing of it. */
export const holdingColumns = <Item>(
  holdingOf: (item: Item) => Partial<HoldingDto> | undefined,
): readonly Column<Item>[] => [
  { name: 'status', read: (item) => holdingOf(item)?.status },
  { name: 'holders', beside: 'actor', read: (item) => holdingOf(item)?.holders },
  { name: 'conditions', read: (item) => holdingOf(item)?.conditions },
  { name: 'extent', read: (item) => holdingOf(item)?.extent },
  { name: 'transition_from', beside: 'actor', read: (item) => holdingOf(item)?.transition?.from },
  { name: 'transition_to', beside: 'actor', read: (item) => holdingOf(item)?.transition?.to },
  { name: 'stale', type: 'boolean', read: (item) => holdingOf(item)?.stale },
  { name: 'confidence', read: (item) => holdingOf(item)?.confidence },
  { name: 'last_evidence', type: 'day', read: (item) => holdingOf(item)?.lastEvidence },
  { name: 'evidence_age_days', type: 'integer', read: (item) => holdingOf(item)?.evidenceAgeDays },
  { name: 'aged', type: 'boolean', read: (item) => holdingOf(item)?.aged },
];

type Axis = Partial<NonNullable<ConditionItemDto['integrity']>>;

/** One axis of a condition, empty where the thing has no such axis. */
export const axisColumns = <Item>(
  prefix: string,
  axisOf: (item: Item) => Axis | null | undefined,
): readonly Column<Item>[] => [
  { name: prefix, read: (item) => axisOf(item)?.state },
  { name: `${prefix}_states`, read: (item) => axisOf(item)?.states },
  { name: `${prefix}_inferred`, type: 'boolean', read: (item) => axisOf(item)?.inferred },
  { name: `${prefix}_closed_to`, beside: 'actor', read: (item) => axisOf(item)?.closedTo },
  { name: `${prefix}_closed_by`, beside: 'actor', read: (item) => axisOf(item)?.closedBy },
  { name: `${prefix}_confidence`, read: (item) => axisOf(item)?.confidence },
  { name: `${prefix}_last_evidence`, type: 'day', read: (item) => axisOf(item)?.lastEvidence },
  { name: `${prefix}_reports`, read: (item) => axisOf(item)?.reports?.map(({ id }) => id) },
  {
    name: `${prefix}_report_numbers`,
    read: (item) => axisOf(item)?.reports?.flatMap(({ externalId }) => externalId ?? []),
  },
];
