import { type Instant, isInstant } from '#situation';
import { ImportRefused } from '../../import-refused.js';
import { zoneOfCountry } from '../country-zones.js';
import type { PreparedImport, Registration, RowRead } from '../prepared-import.js';
import type { Table } from '../tables/table.js';
import { acledColumns, acledRow } from './acled-columns.js';
import { type Aliases, actorsOfRow, placesOfRow } from './acled-names.js';
import { acled_outlet, faultsOfRow, reportOfRow, changedAt } from './acled-report.js';

/** What an export does not say of itself. */
export interface AcledOptions {
  /** The zone of its days; by default that of the country. */
  readonly timeZone?: string;
  readonly aliases?: Aliases;
}

/**
 * Reads an export once and makes its gazetteer. Of several rows of one event the one with the latest `timestamp` counts.
 *
 * @throws {ImportRefused} it is no such export, or not whole.
 */
export async function prepareAcled(table: Table, { timeZone, aliases = {} }: AcledOptions): Promise<PreparedImport> {
  const missing = acledColumns.filter((column) => !table.head.includes(column));
  if (missing.length > 0)
    throw new ImportRefused(`${table.name} is no export of ACLED: it lacks the column ${missing.join(', ')}.`);
  const known = new Map<string, Registration>();
  const latest = new Map<string, number>();
  let refused = 0;
  for await (const row of table.rows()) {
    const event = acledRow(row);
    if (faultsOfRow(event).length > 0) {
      refused += 1;
      continue;
    }
    const { event_id_cnty: id, timestamp, country } = event.cells;
    latest.set(id, Math.max(latest.get(id) ?? 0, Number(timestamp)));
    const zone = zoneOfCountry(country, timeZone, row.line);
    for (const one of [...placesOfRow(event, zone, aliases), ...actorsOfRow(event, aliases)]) {
      const there = known.get(one.body.id);
      if (there === undefined || (there.body['location'] === undefined && one.body['location'] !== undefined))
        known.set(one.body.id, there === undefined ? one : { ...there, body: { ...one.body, ...there.body } });
    }
  }
  return {
    format: 'acled',
    rows: latest.size + refused,
    outlets: [acled_outlet],
    registrations: [...known.values()],
    notices: ['ACLED does not let its data be passed on: what is made of it here is for your own use.'],
    correctedAt: (draft) => draft['reportedAt'] as Instant,
    read(row) {
      const event = acledRow(row);
      const faults = faultsOfRow(event);
      if (faults.length > 0) return { faults, report: { outlet: acled_outlet, externalId: event.cells.event_id_cnty } };
      if (Number(event.cells.timestamp) < (latest.get(event.cells.event_id_cnty) ?? 0)) return 'no report';
      const zone = zoneOfCountry(event.cells.country, timeZone, row.line);
      const place = placesOfRow(event, zone, aliases).at(-1)?.body.id ?? '';
      return { draft: reportOfRow(event, place, zone, aliases), columnAt, isDated: true };
    },
  };
}

/** Reads the list of deleted events, each of which is retracted. @throws {ImportRefused} it is not whole. */
export async function prepareAcledDeletions(table: Table): Promise<PreparedImport> {
  let rows = 0;
  for await (const _row of table.rows()) rows += 1;
  return {
    format: 'acled-deleted',
    rows,
    outlets: [acled_outlet],
    registrations: [],
    notices: [],
    correctedAt: (draft) => draft['reportedAt'] as Instant,
    read: ({ cells }): RowRead => {
      const { event_id_cnty: externalId = '', deleted_timestamp: seconds = '' } = cells;
      const at = /^\d{9,10}$/.test(seconds) ? changedAt({ timestamp: seconds } as Parameters<typeof changedAt>[0]) : '';
      if (externalId !== '' && isInstant(at))
        return { retracts: { outlet: acled_outlet, externalId }, reportedAt: at, reason: 'ACLED deleted the event.' };
      const column = externalId === '' ? 'event_id_cnty' : 'deleted_timestamp';
      const reason = `It is "${cells[column] ?? ''}"; an id and seconds since 1970 are needed, such as SYR1234 and 1615800000.`;
      return { faults: [{ column, pointer: '/reportedAt', reason }] };
    },
  };
}

const columns: readonly (readonly [RegExp, string])[] = [
  [/^\/externalId/, 'event_id_cnty'],
  [/^\/places/, 'location'],
  [/^\/occurred/, 'event_date'],
  [/^\/actors\/0/, 'actor1'],
  [/^\/actors/, 'actor2'],
  [/^\/figures/, 'fatalities'],
  [/^\/reportedAt/, 'timestamp'],
  [/^\/summary/, 'notes'],
  [/^\/(source|verification)/, 'source'],
  [/^\/type/, 'event_type'],
];

/** The column that a part of a report comes from. */
const columnAt = (pointer: string): string => columns.find(([pattern]) => pattern.test(pointer))?.[1] ?? '';
