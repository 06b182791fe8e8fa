import { addDays, type Day, type Moment, type TimeZone } from '#situation';
import { ImportRefused } from '../../import-refused.js';
import { zoneOfCountry } from '../country-zones.js';
import type { Located, PreparedImport, Registration, Row } from '../prepared-import.js';
import { slugOf } from '../slug-of.js';
import type { Table } from '../tables/table.js';
import { isPart } from '../rejects.js';
import { dayOf, faultsOfRow, reportOfRow, sideOf, ucdp_outlet, unknown_side } from './ucdp-report.js';
import { type Aliases, placesOfRow } from './ucdp-places.js';
import { isTagsRow, ucdpColumns, type UcdpRow } from './ucdp-columns.js';

/** What a dataset does not say of itself. */
export interface UcdpOptions {
  /** When this vintage was published, and thereby known. */
  readonly published?: Moment;
  /** The zone of the days; by default that of the country. */
  readonly timeZone?: string;
  /** Registered ids of sides and places, by the names that the dataset has for them. */
  readonly aliases?: Aliases;
}

/** True of a head that has the columns of the dataset. */
export const isUcdpHead = (head: readonly string[]): boolean => ucdpColumns.every((column) => head.includes(column));

/** Reads the dataset once and makes its gazetteer. @throws {ImportRefused} it is no such dataset, or not whole. */
export async function prepareUcdp(table: Table, options: UcdpOptions): Promise<PreparedImport> {
  const missing = ucdpColumns.filter((column) => !table.head.includes(column));
  if (missing.length > 0)
    throw new ImportRefused(`${table.name} is no UCDP GED file: it lacks the column ${missing.join(', ')}.`);
  const aliases = options.aliases ?? {};
  const known = new Map<string, Registration>();
  let rows = 0;
  const countries = new Set<string>();
  let [firstDay, lastDay]: [Day, Day] = ['9999-12-31', '1970-01-01'];
  for await (const row of table.rows()) {
    const event = eventIn(row);
    if (event === undefined) continue;
    rows += 1;
    if (faultsOfRow(event).length > 0) continue;
    for (const one of [...placesOfRow(event, zoneOf(event, options), aliases), ...sidesOfRow(event, aliases)]) {
      const there = known.get(one.body.id);
      // The first row that lies in an area has no coordinates of it; a row about the area itself does.
      if (there?.body['location'] === undefined)
        known.set(one.body.id, there === undefined ? one : located(there, one));
    }
    countries.add(aliases[event.cells.country] ?? slugOf(event.cells.country));
    if (dayOf(event.cells.date_start) < firstDay) firstDay = dayOf(event.cells.date_start);
    if (dayOf(event.cells.date_end) > lastDay) lastDay = dayOf(event.cells.date_end);
  }
  const published = options.published ?? addDays(lastDay, 1);
  return {
    format: 'ucdp-ged',
    rows,
    outlets: [ucdp_outlet],
    ...(!isPart(table.head) && {
      // UCDP gives its events by country and by year, too: a file says nothing of the others.
      covers: ({ within, from, to }: Located) =>
        from <= lastDay && to >= firstDay && within.some((id) => countries.has(id)),
    }),
    registrations: [...known.values(), { kind: 'actor', body: { ...unknown_side, kind: 'unknown' } }],
    notices:
      options.published === undefined
        ? [
            `Its events are known from ${published} on, the day after the last of them. When it was published says --published.`,
          ]
        : [],
    correctedAt: () => published,
    read(row) {
      const event = eventIn(row);
      if (event === undefined) return 'no report';
      const faults = faultsOfRow(event);
      if (faults.length > 0) return { faults, report: { outlet: ucdp_outlet, externalId: event.cells.id } };
      const place = placesOfRow(event, zoneOf(event, options), aliases).at(-1)?.body.id ?? '';
      return { draft: reportOfRow(event, place, published, aliases), columnAt };
    },
  };
}

/** The event of a row: every row has the columns of the head, which were found there. The row of tags is none. */
const eventIn = (row: Row): UcdpRow | undefined => (isTagsRow(row.cells) ? undefined : (row as UcdpRow));

const zoneOf = ({ cells, line }: UcdpRow, { timeZone }: UcdpOptions): TimeZone =>
  zoneOfCountry(cells.country, timeZone, line);

const located = (there: Registration, here: Registration): Registration =>
  here.body['location'] === undefined
    ? there
    : { ...there, body: { ...there.body, location: here.body['location'], locationConfirmed: true } };

function sidesOfRow({ cells }: UcdpRow, aliases: Aliases): readonly Registration[] {
  return [...new Set([cells.side_a, cells.side_b, 'Civilians'])].map((name) => ({
    kind: 'actor',
    body: { id: sideOf(name, aliases), name: name.slice(0, 200), kind: kindOfSide(name) },
  }));
}

function kindOfSide(name: string): string {
  if (name === 'Civilians') return 'population';
  if (!name.startsWith('Government of ')) return 'organisation';
  return name.includes(', Government of ') ? 'coalition' : 'state';
}

const columns: readonly (readonly [RegExp, string])[] = [
  [/^\/externalId/, 'id'],
  [/^\/places/, 'where_coordinates'],
  [/^\/occurred\/from/, 'date_start'],
  [/^\/occurred/, 'date_end'],
  [/^\/actors\/0/, 'side_a'],
  [/^\/actors/, 'side_b'],
  [/^\/figures\/0\/low/, 'low'],
  [/^\/figures\/0\/high/, 'high'],
  [/^\/figures/, 'best'],
  [/^\/source/, 'source_article'],
];

/** The column that a part of a report comes from. */
const columnAt = (pointer: string): string => columns.find(([pattern]) => pattern.test(pointer))?.[1] ?? '';
